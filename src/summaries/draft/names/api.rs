//! The places that may name somebody, as programs read and answer them.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use super::{Answer, Named, named};
use crate::draft::{self, Recorded};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::SectionId;
use base::policy::DraftSummaries;
use platform::api::{self, Json, Listing, Paged};
use platform::web::{Path, Result};

/// A place in a draft that names somebody who is not to be named, or may.
#[derive(Serialize, ToSchema)]
#[schema(as = SummaryName)]
pub struct Representation {
    /// Stays the same while the words of the sentence do.
    id: String,
    /// Null in the sentence that says what an edition corrects.
    section: Option<SectionId>,
    /// The heading of that section.
    heading: String,
    /// Who is not to be named.
    person: String,
    /// The words in question.
    words: String,
    /// The sentence that they stand in, in Markdown.
    sentence: String,
    /// Whether it can be nobody else. Then it has to be replaced.
    certain: bool,
    /// Whether somebody said that it is somebody or something else.
    other: bool,
}

/// What is said of such a place.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SummaryNameAnswered)]
pub struct Body {
    /// The `id` of the place.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015")]
    name: String,
    /// Replace the name, or leave it: it is somebody or something else.
    answer: Answer,
}

impl api::Representation for Representation {}

impl From<Named> for Representation {
    fn from(named: Named) -> Self {
        Representation {
            id: named.id,
            section: named.section,
            heading: named.heading,
            person: named.person,
            words: named.sentence[1].clone(),
            sentence: named.sentence.concat(),
            certain: named.certain,
            other: named.other,
        }
    }
}

pub async fn list(
    may: May<DraftSummaries>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    page: Paged,
) -> Result<Listing<Representation>> {
    let named = all(&db, &may, &at).await?;
    Ok(page.of(named, |one| one.id.clone())?.map(Representation::from))
}

/// Answers with what is left.
pub async fn answer(
    may: May<DraftSummaries>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Json(body): Json<Body>,
) -> Result<Json<Left>> {
    super::answer(&db, &may, at.meeting, &body.name, body.answer).await?;
    let named = all(&db, &may, &at).await?;
    let standing = named.iter().filter(|one| one.stands()).count();
    Ok(Json(Left { standing }))
}

/// What is left to be answered.
#[derive(Serialize, ToSchema)]
#[schema(as = SummaryNamesLeft)]
pub struct Left {
    /// How many places stand in the way of the review and the approval.
    standing: usize,
}

impl api::Representation for Left {}

async fn all(db: &PgPool, may: &May<DraftSummaries>, at: &MeetingPath) -> Result<Vec<Named>> {
    let (meeting, summary) = draft::of_meeting(db, may.group.id, at.meeting).await?;
    let source = Recorded::read(db, meeting.id).await?;
    Ok(named(&summary, &source))
}
