//! What a draft changes in the version that was adopted last, part by part.

use std::collections::{BTreeMap, BTreeSet};

use super::Version;
use crate::plan::{Document, Told, ToldActivity};
use base::markdown::{Headings, commonmark};
use base::redline::redline;

/// A part that differs, with a redline of it; or one that stands in only one of the two.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// "Objective 2", "Activity 2.1", as the newer text counts.
    pub name: String,
    pub kind: &'static str,
    old: String,
    new: String,
}

impl Change {
    /// Safe HTML. Made only of what is shown, because comparing takes time.
    pub fn redline(&self) -> String {
        redline(&self.old, &self.new)
    }
}

/// From what was adopted to what stands there now.
pub(super) fn changes(adopted: &Version, now: &Document) -> Vec<Change> {
    let Some(then) = adopted.read() else { return Vec::new() };
    let mut all = Vec::new();
    let title = (then.plan.name.clone(), now.plan.name.clone());
    let purpose = (then.purpose.clone(), now.purpose.clone());
    for (name, (old, new)) in [("Title", title), ("Purpose", purpose)] {
        if old != new {
            all.push(Change { name: name.into(), kind: "changed", old, new });
        }
    }
    let (old, new) = (parts(&then), parts(now));
    let known: BTreeMap<_, _> = old.iter().map(|part| (part.id, part)).collect();
    for part in &new {
        let before = known.get(&part.id);
        let kind = match before {
            None => "new",
            Some(before) if before.says != part.says => "changed",
            Some(before) if before.below != part.below => "moved",
            Some(_) => continue,
        };
        let old = before.map(|before| before.says.clone()).unwrap_or_default();
        all.push(Change { name: part.name.clone(), kind, old, new: part.says.clone() });
    }
    let kept: BTreeSet<_> = new.iter().map(|part| part.id).collect();
    for part in old.iter().filter(|part| !kept.contains(&part.id)) {
        let name = format!("{} before", part.name);
        let (old, new) = (part.says.clone(), String::new());
        all.push(Change { name, kind: "removed", old, new });
    }
    all
}

struct Part {
    id: uuid::Uuid,
    name: String,
    /// The objective that an activity stands below.
    below: Option<uuid::Uuid>,
    says: String,
}

fn parts(document: &Document) -> Vec<Part> {
    let mut parts = Vec::new();
    for objective in &document.objectives {
        parts.push(Part {
            id: objective.id.0,
            name: format!("Objective {}", objective.number),
            below: None,
            says: objective_text(objective),
        });
        parts.extend(objective.activities.iter().map(|activity| Part {
            id: activity.id.0,
            name: format!("Activity {}", activity.number),
            below: Some(objective.id.0),
            says: activity_text(activity),
        }));
    }
    parts
}

fn objective_text(objective: &Told) -> String {
    let text = commonmark(&objective.text, Headings::Kept);
    format!("{}\n\n{text}", objective.title).trim().to_owned()
}

fn activity_text(activity: &ToldActivity) -> String {
    let due = activity.due.map(|due| format!("\nDue: {}", base::time::date(due)));
    let leads = match activity.leads.as_slice() {
        [] => String::new(),
        leads => format!("\nLeads: {}", base::text::join(leads)),
    };
    // Versions that were adopted earlier say it as it was typed.
    let text = commonmark(&activity.text, Headings::Kept);
    format!("{text}\n{leads}{}", due.unwrap_or_default()).trim().to_owned()
}
