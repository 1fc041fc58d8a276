//! An item of an agenda.

use serde::{Deserialize, Serialize};

use base::ids::ItemId;
use base::states::Outcome;

/// A node of the agenda.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Item {
    pub id: ItemId,
    pub parent_id: Option<ItemId>,
    pub position: i32,
    /// What is printed before the title at its own level: "1", "a", "i".
    pub label: String,
    pub title: String,
    pub presenter: String,
    pub minutes: Option<i32>,
    pub notes: String,
    pub notes_html: String,
    pub outcome: Outcome,
    pub reason: String,
    pub deferred_from: Option<ItemId>,
    /// How often it was carried over before it came to this meeting.
    pub times_deferred: i64,
    /// It is about the actions of earlier meetings.
    pub standing: bool,
    pub revision: i32,
}

impl Item {
    /// "carried over twice"
    pub fn carried_over(&self) -> String {
        match self.times_deferred {
            0 => String::new(),
            1 => "carried over once".into(),
            2 => "carried over twice".into(),
            times => format!("carried over {times} times"),
        }
    }
}

/// For tests, of the crates above as well.
impl Item {
    pub fn sample() -> Self {
        Item {
            id: ItemId::new(),
            parent_id: None,
            position: 1,
            label: "1".into(),
            title: "AoB".into(),
            presenter: String::new(),
            minutes: None,
            notes: String::new(),
            notes_html: String::new(),
            outcome: Outcome::Planned,
            reason: String::new(),
            deferred_from: None,
            times_deferred: 0,
            standing: false,
            revision: 1,
        }
    }
}
