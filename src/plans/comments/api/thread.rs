//! A comment or a suggestion on a plan, as programs read and send it.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::comments::{self, Thread, ThreadForm, Which, Wording};
use crate::plan;
use access::rights::{May, Reader};
use base::addresses::plan::PlanPath;
use base::addresses::plan_comment::ThreadPath;
use base::addresses::plan_part::{self, part_of_key};
use base::ids::{PlanCommentId, PlanItemId};
use base::policy::Comment;
use base::states::{Disposition, Kind};
use platform::api::{self, Idempotent, Json, Listing, Made, Paged};
use platform::web::{App, Error, Path, Query, Result};

/// A comment or a suggestion on a plan, with the decision on it.
#[derive(Serialize, ToSchema)]
#[schema(as = PlanComment)]
pub struct Representation {
    id: PlanCommentId,
    /// In its plan, in the order of their coming.
    number: i32,
    kind: Kind,
    /// The objective or activity that it is on; null for the plan as a whole.
    on: Option<PlanItemId>,
    /// Who said it.
    by: String,
    /// Whether that is somebody who is not in the group.
    from_public: bool,
    /// What is said, in Markdown; of a suggestion, why.
    text: String,
    html: String,
    /// What a suggested change started from.
    base: Option<Wording>,
    /// What a suggestion would have the plan say.
    proposed: Option<Wording>,
    made_at: DateTime<Utc>,
    /// How many replies it has.
    replies: i64,
    disposition: Disposition,
    /// The reason for the decision.
    reason: String,
    /// Who decided it; null for those who are not in the group.
    settled_by: Option<String>,
    settled_at: Option<DateTime<Utc>>,
    /// Whether accepting it has changed the plan.
    applied: bool,
}

/// A comment or a suggestion that is to be sent. What was sent cannot be edited.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlanCommentBody)]
pub struct Body {
    kind: Kind,
    /// The objective or activity that it is on, or the objective below which a suggested activity
    /// would stand; null for the plan as a whole.
    on: Option<PlanItemId>,
    /// The revision of the text that a suggested change started from.
    #[schema(minimum = 1)]
    revision: Option<i32>,
    /// What the title of an objective should be.
    #[serde(default)]
    #[schema(max_length = 300)]
    title: String,
    /// What the text should be, in Markdown without HTML.
    #[serde(default)]
    proposal: String,
    /// The comment, or why it should be as suggested, in Markdown without HTML. An @ and the name
    /// of a member tells them by mail.
    #[schema(pattern = "\\S", max_length = 20000, example = "Who is everybody?")]
    text: String,
}

/// Which comments are listed.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ChosenPlanComments)]
pub struct ThreadsQuery {
    /// Those on one part: the id of an objective or activity, or `plan`.
    on: Option<String>,
    #[serde(deserialize_with = "api::given")]
    state: Option<Disposition>,
}

impl api::Representation for Representation {}

impl Representation {
    fn of(thread: Thread, to: &Reader) -> Self {
        let (is_change, suggests) = (thread.kind == Kind::Change, thread.is_suggestion());
        Representation {
            id: thread.id,
            number: thread.number,
            kind: thread.kind,
            on: thread.on.part,
            by: thread.by,
            from_public: thread.person_id.is_none(),
            text: thread.text,
            html: thread.html,
            base: is_change.then_some(thread.base),
            proposed: suggests.then_some(thread.proposed),
            made_at: thread.made_at,
            replies: thread.replies,
            disposition: thread.settlement.state,
            reason: thread.settlement.reason,
            settled_by: thread.settlement.by.filter(|_| to.member.is_some()),
            settled_at: thread.settlement.at,
            applied: thread.applied,
        }
    }
}

impl Body {
    /// As the page's form would send it.
    fn form(self, id: PlanCommentId) -> ThreadForm {
        ThreadForm {
            id: Some(id),
            kind: self.kind.key().to_owned(),
            on: plan_part::part_key(self.on),
            revision: self.revision.unwrap_or_default(),
            title: self.title,
            proposal: self.proposal,
            text: self.text,
        }
    }
}

impl ThreadsQuery {
    fn which(&self, page: &Paged) -> Result<Which> {
        let unknown = || Error::invalid("on", "Send the id of an objective or activity, or plan.");
        let part = |on: &String| part_of_key(on).ok_or_else(unknown);
        let (after, most) = (page.key()?, i64::try_from(page.limit() + 1).ok());
        let part = self.on.as_ref().map(part).transpose()?;
        Ok(Which { part, state: self.state, after, most, ..Which::default() })
    }
}

pub async fn list(
    reader: Reader,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    Query(asked): Query<ThreadsQuery>,
    page: Paged,
) -> Result<Listing<Representation>> {
    let plan = plan::visible(&app.db, &reader, &at.plan, app.clock.now()).await?;
    let threads = comments::some(&app.db, &reader, &plan, asked.which(&page)?).await?;
    let page = page.cut(threads, |thread| thread.id.to_string());
    Ok(page.map(|thread| Representation::of(thread, &reader)))
}

pub async fn show(
    reader: Reader,
    State(app): State<App>,
    Path(at): Path<ThreadPath>,
) -> Result<Json<Representation>> {
    one(&app, &reader, &at).await.map(Json)
}

pub async fn one(app: &App, by: &Reader, at: &ThreadPath) -> Result<Representation> {
    let plan = plan::visible(&app.db, by, &at.at.plan, app.clock.now()).await?;
    let thread = comments::one(&app.db, by, &plan, at.comment).await?;
    Ok(Representation::of(thread, by))
}

pub async fn make(
    may: May<Comment>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    Idempotent { id, body }: Idempotent<Body>,
) -> Result<Made<Representation>> {
    let made = comments::make(&app, &may, &at, &body.form(PlanCommentId(id))).await?;
    let at = at.comment(&made);
    let made = one(&app, &Reader::from(may.into_member()), &at).await?;
    Ok(Made { at: api::at(&at.show()), made })
}
