//! How a draft stands to the record of its meeting, which may have changed since.

use axum::extract::State;
use serde::Serialize;
use sqlx::PgPool;
use utoipa::ToSchema;

use crate::draft::{self, Composed, Recorded, Section, SectionKind, Standing};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::{ItemId, SectionId};
use base::policy::DraftSummaries;
use platform::api::{self, Json};
use platform::web::{Path, Result};

/// How a draft stands to the record of its meeting.
#[derive(Serialize, ToSchema)]
#[schema(as = SummaryStanding)]
pub struct Representation {
    /// The sections of which the record has changed since they were composed.
    changed: Vec<Changed>,
    /// Those for which the record gives nothing any more.
    vanished: Vec<SectionId>,
    /// What the record gives and no section was made of. Each can be added.
    missing: Vec<Missing>,
    /// The agenda items that the summary cannot tell of: nothing is recorded under them, and
    /// they are not marked as not addressed, withdrawn or deferred.
    untold: Vec<ItemId>,
}

/// A section, and what the record gives for it now.
#[derive(Serialize, ToSchema)]
#[schema(as = SummarySectionChanged)]
pub struct Changed {
    section: SectionId,
    heading: String,
    text: String,
    /// The section's own changes and the record's, joined.
    merged_heading: String,
    merged_text: String,
    /// What to name when the record's change is taken or left.
    renewed: String,
}

/// A section that can be added.
#[derive(Serialize, ToSchema)]
#[schema(as = SummarySectionMissing)]
pub struct Missing {
    kind: SectionKind,
    item: Option<ItemId>,
    heading: String,
    text: String,
}

impl api::Representation for Representation {}

impl Changed {
    fn of(section: &Section, composed: Composed) -> Self {
        let (merged, renewed) = (section.merged(&composed), composed.hash());
        Changed {
            section: section.id,
            heading: composed.heading,
            text: composed.text,
            merged_heading: merged.heading,
            merged_text: merged.text,
            renewed,
        }
    }
}

impl From<&Composed> for Missing {
    fn from(composed: &Composed) -> Self {
        Missing {
            kind: composed.kind,
            item: composed.item_id,
            heading: composed.heading.clone(),
            text: composed.text.clone(),
        }
    }
}

pub async fn standing(
    may: May<DraftSummaries>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Json<Representation>> {
    let (meeting, summary) = draft::of_meeting(&db, may.group.id, at.meeting).await?;
    let source = Recorded::read(&db, meeting.id).await?;
    let composed = draft::compose(&may.group, &meeting, &source);
    let (mut changed, mut vanished) = (Vec::new(), Vec::new());
    for section in summary.printed() {
        match draft::standing(section, &composed) {
            Standing::Current => {}
            Standing::Changed(composed) => changed.push(Changed::of(section, composed)),
            Standing::Vanished => vanished.push(section.id),
        }
    }
    let missing = draft::missing(&summary, &composed).into_iter().map(Missing::from);
    let untold = draft::untold(&source.record).into_iter().map(|at| at.item.id).collect();
    Ok(Json(Representation { changed, vanished, missing: missing.collect(), untold }))
}
