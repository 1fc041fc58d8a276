//! Comments on a draft summary as programs read and write them.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use super::{Comment, CommentForm, CommentKind, CommentPath, PassageAsked, Saying};
use crate::draft;
use access::fields::settlement::SettlementForm;
use access::rights::{May, Member};
use base::addresses::meeting::MeetingPath;
use base::ids::{CommentId, MeetingId, PersonId, SectionId};
use base::policy::{self, SettleComments};
use base::states::Disposition;
use platform::api::{self, Idempotent, Json, Listing, Made, Paged};
use platform::web::{App, Error, Path, Result};

/// A comment on a draft summary, with the decision on it.
#[derive(Serialize, ToSchema)]
#[schema(as = SummaryComment)]
pub struct Representation {
    id: CommentId,
    section: SectionId,
    /// The heading of that section.
    heading: String,
    /// The edition in the making that it was said of.
    edition: i32,
    /// The paragraph as it stood; null for a comment on the whole section.
    quote: Option<String>,
    kind: CommentKind,
    /// Null if you may not know who it is.
    person: Option<PersonId>,
    by: String,
    /// In Markdown; what a passage should say, where a speaker asks for a change.
    text: String,
    html: String,
    made_at: DateTime<Utc>,
    state: Disposition,
    /// The reason for the decision.
    reason: Option<String>,
    settled_by: Option<String>,
}

/// What a member says of a draft.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SummaryCommentBody)]
pub struct Body {
    section: SectionId,
    /// The paragraph of the section, exactly as it stands; without it the whole section.
    quote: Option<String>,
    kind: Saying,
    /// In Markdown without HTML.
    #[schema(min_length = 1, pattern = r"\S", example = "It was the 13th.")]
    text: String,
}

/// A paragraph that names you, in a draft that is in review.
#[derive(Serialize, ToSchema)]
#[schema(as = Passage)]
pub struct Passage {
    section: SectionId,
    heading: String,
    /// In Markdown, exactly as it stands: the `quote` of an answer.
    text: String,
    /// What you last answered.
    answer: Option<Representation>,
}

/// What a speaker says of a passage that names them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PassageAnswer)]
pub struct Answer {
    section: SectionId,
    /// The passage, exactly as it stands.
    quote: String,
    kind: Answering,
    /// What it should say; with `change` only.
    text: Option<String>,
}

base::states! {
    #[schema(as = PassageAnswering)]
    pub enum Answering {
        Correct:         "correct";
        Change:          "change";
        DoNotAttribute:  "do_not_attribute";
    }
}

/// The decision on a comment.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SummaryCommentSettlement)]
pub struct Settlement {
    /// Any but `open`.
    disposition: Disposition,
    /// Why; needed where its author was not followed, or only in part.
    #[serde(default)]
    #[schema(example = "This was said at the meeting before.")]
    reason: String,
}

impl api::Representation for Representation {}

impl api::Representation for Passage {}

impl From<Comment> for Representation {
    fn from(said: Comment) -> Self {
        Representation {
            id: said.id,
            section: said.section_id,
            heading: said.heading,
            edition: said.edition,
            quote: Some(said.quote).filter(|quote| !quote.is_empty()),
            kind: said.kind,
            person: said.person_id,
            by: said.by,
            text: said.text,
            html: said.html,
            made_at: said.made_at,
            state: said.state,
            reason: Some(said.reason).filter(|reason| !reason.is_empty()),
            settled_by: said.settled_by,
        }
    }
}

impl From<PassageAsked> for Passage {
    fn from(PassageAsked { passage, answer }: PassageAsked) -> Self {
        Passage {
            section: passage.section_id,
            heading: passage.heading,
            text: passage.text,
            answer: answer.map(Representation::from),
        }
    }
}

impl Body {
    /// As the page's form would send it.
    fn form(self, id: CommentId) -> CommentForm {
        let quote = self.quote.unwrap_or_default();
        CommentForm::of(id, (self.section, quote), self.kind.key(), self.text)
    }
}

impl Answer {
    fn form(self, id: CommentId) -> CommentForm {
        let text = self.text.unwrap_or_default();
        CommentForm::of(id, (self.section, self.quote), self.kind.key(), text)
    }
}

pub async fn list(
    by: Member,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    page: Paged,
) -> Result<Listing<Representation>> {
    let comments = super::list(&db, &by, reviewed(&db, &by, &at).await?).await?;
    Ok(page.of(comments, |said| said.id.to_string())?.map(Representation::from))
}

async fn reviewed(db: &PgPool, by: &Member, at: &MeetingPath) -> Result<MeetingId> {
    Ok(draft::of_meeting(db, by.group.id, at.meeting).await?.0.id)
}

pub async fn show(
    by: Member,
    State(db): State<PgPool>,
    Path(at): Path<CommentPath>,
) -> Result<Json<Representation>> {
    one(&db, &by, &at).await.map(Json)
}

async fn one(db: &PgPool, by: &Member, at: &CommentPath) -> Result<Representation> {
    let comments = super::list(db, by, reviewed(db, by, &at.at).await?).await?;
    let said = comments.into_iter().find(|said| said.id == at.comment);
    said.map(Representation::from).ok_or(Error::NotFound)
}

pub async fn make(
    may: May<policy::Comment>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Idempotent { id, body }: Idempotent<Body>,
) -> Result<Made<Representation>> {
    let at = CommentPath { at, comment: CommentId(id) };
    let form = body.form(at.comment);
    super::make(&app.db, &may, at.at.meeting, &form, app.clock.now()).await?;
    Ok(Made { at: api::at(&at.show()), made: one(&app.db, &may, &at).await? })
}

pub async fn settle(
    may: May<SettleComments>,
    State(app): State<App>,
    Path(at): Path<CommentPath>,
    Json(Settlement { disposition, reason }): Json<Settlement>,
) -> Result<Json<Representation>> {
    let form = SettlementForm { disposition: disposition.key().to_owned(), reason };
    let place = (at.at.meeting, at.comment);
    super::settle(&app.db, &may, place, &form, app.clock.now()).await?;
    one(&app.db, &may, &at).await.map(Json)
}

pub async fn passages(
    may: May<policy::Comment>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    page: Paged,
) -> Result<Listing<Passage>> {
    let asked = super::asked(&db, &may, &at).await?;
    let asked: Vec<_> = (1..).zip(asked).collect();
    Ok(page.of(asked, |(nth, _)| nth.to_string())?.map(|(_, asked)| asked.into()))
}

pub async fn answer(
    may: May<policy::Comment>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Idempotent { id, body }: Idempotent<Answer>,
) -> Result<Made<Representation>> {
    let at = CommentPath { at, comment: CommentId(id) };
    let form = body.form(at.comment);
    super::answer(&app.db, &may, at.at.meeting, &form, app.clock.now()).await?;
    Ok(Made { at: api::at(&at.show()), made: one(&app.db, &may, &at).await? })
}
