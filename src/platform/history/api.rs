//! What was done to something, as programs read it.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::Past;
use crate::api::{self, Listing, Paged};
use crate::history;
use crate::web::Result;

/// One thing that was done.
#[derive(Serialize, ToSchema)]
#[schema(as = HistoryEntry)]
pub struct Representation {
    at: DateTime<Utc>,
    /// The name of who did it.
    by: String,
    /// What it was done to, such as "decision".
    subject: String,
    /// What was done, such as "corrected".
    event: String,
    /// Why; empty where nobody said.
    reason: String,
    /// The revision that it made of the text.
    revision: Option<i32>,
    /// What was different from before.
    changes: Vec<FieldChange>,
}

#[derive(Serialize, ToSchema)]
pub struct FieldChange {
    field: String,
    /// In HTML: what went is in `del`, what came is in `ins`.
    redline: String,
}

impl api::Representation for Representation {}

impl From<Past> for Representation {
    fn from(past: Past) -> Self {
        let Past { told, changes } = past;
        let change = |history::FieldChange { field, redline }| FieldChange { field, redline };
        Representation {
            at: told.at,
            by: told.by,
            subject: told.subject,
            event: told.event,
            reason: told.reason,
            revision: told.revision,
            changes: changes.into_iter().map(change).collect(),
        }
    }
}

/// A page of what was done to one thing.
pub fn list(page: &Paged, past: Vec<Past>) -> Result<Listing<Representation>> {
    let key = |past: &Past| format!("{}-{}", past.told.at.timestamp_micros(), past.told.event);
    Ok(page.of(past, key)?.map(Representation::from))
}
