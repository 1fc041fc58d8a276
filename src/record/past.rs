//! What became of one entry of a record: who changed it, when, and what in it.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;

use super::store;
use crate::meetings::Meeting;
use crate::redline::redline;
use crate::revisions;
use crate::web::{Error, Result};

/// Something that was done to an entry.
#[derive(Clone, Debug)]
pub struct Deed {
    pub at: DateTime<Utc>,
    pub by: String,
    pub subject: String,
    pub event: String,
    pub reason: String,
    pub content: Option<Value>,
}

/// A deed, and what it changed in each field.
#[derive(Clone, Debug)]
pub struct Past {
    pub deed: Deed,
    pub changes: Vec<Change>,
}

#[derive(Clone, Debug)]
pub struct Change {
    pub field: String,
    pub redline: String,
}

/// The latest first.
pub async fn past(db: &PgPool, meeting: &Meeting, entry: Uuid) -> Result<Vec<Past>> {
    let mut past: Vec<Past> = Vec::new();
    let mut before = None;
    for deed in store::deeds(db, meeting.id, entry).await? {
        let changes = changes(before.as_ref(), deed.content.as_ref());
        before = deed.content.clone().or(before);
        past.push(Past { deed, changes });
    }
    past.reverse();
    if past.is_empty() { Err(Error::NotFound) } else { Ok(past) }
}

fn changes(before: Option<&Value>, after: Option<&Value>) -> Vec<Change> {
    let told = |content: Option<&Value>| content.map(revisions::told).unwrap_or_default();
    let (before, after) = (told(before), told(after));
    let change = |(field, new): (String, String)| {
        let old = before.get(&field).map(String::as_str).unwrap_or_default();
        let redline = redline(old, &new);
        (old != new).then_some(Change { field, redline })
    };
    after.into_iter().filter_map(change).collect()
}
