//! Publishing a summary, and correcting what was published, by programs.

use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

use super::CorrigendumForm;
use crate::draft::api::{Named, Representation, read};
use crate::editions::api as edition;
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::policy::{DraftSummaries, PublishSummaries};
use platform::api::{self, Idempotent, Json, Made};
use platform::web::{App, Path, Result};

/// What the next edition corrects.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Corrigendum)]
pub struct Correction {
    /// In a sentence.
    #[schema(min_length = 1, max_length = 500, pattern = r"\S", example = "A name was misspelt.")]
    corrigendum: String,
    /// The sentence that it replaces, while the edition is drafted: its `corrigendum`.
    #[serde(default)]
    #[schema(max_length = 500)]
    was: String,
}

pub async fn publish(
    may: May<PublishSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Idempotent { body, .. }: Idempotent<Named>,
) -> Result<Made<edition::Representation>> {
    let number = super::publish(&app, &may, &at, &body.text).await?;
    let made = edition::find(&app.db, &may.into_member().into(), &at, Some(number)).await?;
    Ok(Made { at: api::at(&at.edition(number)), made })
}

pub async fn correct(
    may: May<DraftSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Idempotent { body: Correction { corrigendum, was }, .. }: Idempotent<Correction>,
) -> Result<Json<Representation>> {
    super::correct(&app.db, &may, &at, &CorrigendumForm { corrigendum, was }).await?;
    read(&app, &may, &at).await.map(Json)
}
