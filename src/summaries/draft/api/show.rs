//! A summary as a whole: where it stands, and its text.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use super::sections::Section;
use crate::draft::{self, Named, Recorded, Review, Shortened, Summary, SummaryState, names};
use access::rights::{May, Member};
use base::addresses::meeting::MeetingPath;
use base::policy::DraftSummaries;
use platform::api::{self, Idempotent, Json, Made};
use platform::web::{App, Error, Path, Result};

/// The report of one meeting, on its way to being published and since.
#[derive(Serialize, ToSchema)]
#[schema(as = Summary)]
pub struct Representation {
    state: SummaryState,
    /// Which edition this text will be, or is.
    edition: i32,
    /// What that edition corrects; null for the first, and for those who may not read it yet.
    corrigendum: Option<String>,
    /// Until when its review runs, or ran. Silence until then is agreement.
    deadline: Option<DateTime<Utc>>,
    /// Why it was returned to drafting, if that happened last.
    returned: Option<String>,
    /// Who made its review shorter than the group’s reviews are, and why.
    shortened: Option<Shortened>,
    /// The SHA-256 of its text, which an approval and the publication name; null for those who
    /// may not read it yet.
    text: Option<String>,
    /// In order; null for those who may not read it yet.
    sections: Option<Vec<Section>>,
    /// The co-chairs who approved this text.
    approved_by: Vec<Named>,
    /// The co-chairs who did not. By the group's rule all of them have to, or any one.
    not_approved_by: Vec<Named>,
    /// Why it cannot be approved or published yet, while it is in review or approved.
    obstacle: Option<String>,
    /// How many comments there are on this edition.
    comments: i64,
    /// How many of them are open.
    open_comments: i64,
}

/// The text of a summary, exactly as it will be published.
#[derive(Serialize, ToSchema)]
#[schema(as = SummaryText)]
pub struct Preview {
    markdown: String,
    html: String,
    /// The SHA-256 of the Markdown.
    text: String,
}

/// An empty object: all that the draft says comes from the record.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SummaryDrafting)]
pub struct Drafting {}

impl api::Representation for Representation {}

impl api::Representation for Preview {}

impl Representation {
    fn of(summary: Summary, review: Review, by: &Member, now: DateTime<Utc>) -> Self {
        let sections = summary.sections_for(by).ok();
        let corrigendum = summary.corrigendum_for(by).map(str::to_owned);
        Representation {
            text: sections.is_some().then(|| summary.hash()),
            sections: sections.map(|read| read.into_iter().map(Section::from).collect()),
            not_approved_by: review.missing().into_iter().cloned().collect(),
            obstacle: review.obstacle(&summary, now),
            approved_by: review.approvals,
            comments: review.comments,
            open_comments: review.open,
            state: summary.state,
            edition: summary.edition,
            corrigendum,
            deadline: summary.deadline,
            shortened: summary.shortened,
            returned: Some(summary.returned).filter(|said| !said.is_empty()),
        }
    }
}

pub async fn show(
    by: Member,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Json<Representation>> {
    read(&app, &by, &at).await.map(Json)
}

pub async fn read(app: &App, by: &Member, at: &MeetingPath) -> Result<Representation> {
    let summary = super::find(&app.db, by, at).await?;
    let review = draft::review(&app.db, &summary).await?;
    let named = match by.may(DraftSummaries) && summary.is_under_way() {
        true => {
            let recorded = Recorded::read(&app.db, summary.meeting_id).await?;
            names::obstacle(&names::named(&summary, &recorded))
        }
        false => None,
    };
    let read = Representation::of(summary, review, by, app.clock.now());
    Ok(Representation { obstacle: read.obstacle.or(named), ..read })
}

pub async fn draft(
    may: May<DraftSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Idempotent { body: Drafting {}, .. }: Idempotent<Drafting>,
) -> Result<Made<Representation>> {
    draft::draft(&app.db, &may, at.meeting).await?;
    Ok(Made { at: api::at(&at.summary()), made: read(&app, &may, &at).await? })
}

pub async fn preview(
    by: Member,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Json<Preview>> {
    let summary = super::find(&db, &by, &at).await?;
    if !summary.is_read_by(&by) {
        return Err(Error::Forbidden);
    }
    let (markdown, html) = (summary.markdown(), summary.html()?);
    Ok(Json(Preview { markdown, html, text: summary.hash() }))
}
