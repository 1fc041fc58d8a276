//! What became of something, as people read it: who changed it, when, and what in it.

use serde_json::Value;

use super::Told;
use base::redline::redline;
use base::revisions;
use base::time::{Zone, ZonedTime};

/// Something that happened, and what it changed in each field.
#[derive(Clone, Debug)]
pub struct Past {
    pub told: Told,
    pub changes: Vec<FieldChange>,
}

#[derive(Clone, Debug)]
pub struct FieldChange {
    pub field: String,
    pub redline: String,
}

/// What happened to one subject, each with what was different from before. The latest comes
/// first, as it is told.
pub fn past(told: Vec<Told>) -> Vec<Past> {
    let mut past: Vec<Past> = Vec::with_capacity(told.len());
    let mut before = None;
    for told in told.into_iter().rev() {
        let one = compared(told, before.as_ref());
        before = one.told.content.clone().or(before);
        past.push(one);
    }
    past.reverse();
    past
}

/// One thing that happened, and how it differs from what was said before.
pub fn compared(told: Told, before: Option<&Value>) -> Past {
    let changes = changes(before, told.content.as_ref());
    Past { told, changes }
}

fn changes(before: Option<&Value>, after: Option<&Value>) -> Vec<FieldChange> {
    let told = |content: Option<&Value>| content.map(revisions::describe).unwrap_or_default();
    let (before, after) = (told(before), told(after));
    let change = |(field, new): (String, String)| {
        let old = before.get(&field).map(String::as_str).unwrap_or_default();
        let redline = redline(old, &new);
        (old != new).then_some(FieldChange { field, redline })
    };
    after.into_iter().filter_map(change).collect()
}

impl Past {
    /// Only that it happened, when, and by whom.
    pub fn without_texts(self) -> Self {
        let told = Told { content: None, ..self.told };
        Past { told, changes: Vec::new() }
    }

    pub fn moment(&self, zone: &Zone) -> ZonedTime {
        ZonedTime { at: self.told.at, zone: *zone }
    }
}
