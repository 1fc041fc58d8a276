//! What somebody did on the desk, as far as it takes to undo it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::agenda::Item;
use crate::agenda::tree::Stood;
use base::ids::ItemId;

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// Those of the highest level among what was added.
    Added {
        items: Vec<ItemId>,
    },
    /// `before` is what the item said.
    Edited {
        item: ItemId,
        before: Value,
    },
    Moved {
        item: ItemId,
        parent: Option<ItemId>,
        after: Option<ItemId>,
    },
    /// Where some of them stood before, from the first line to the last.
    Arranged {
        stood: Vec<Stood>,
    },
    Removed {
        item: ItemId,
    },
    Restored {
        item: ItemId,
    },
    /// In the order in which they were done.
    Several {
        acts: Vec<Act>,
    },
}

impl Act {
    /// A move of an item from where it stands among these.
    pub fn moved(items: &[Item], item: &Item) -> Self {
        let (item, parent, after) = stood(items, item);
        Act::Moved { item, parent, after }
    }

    /// One act of those that were done in one step.
    pub fn of(mut acts: Vec<Act>) -> Self {
        match acts.len() {
            1 => acts.remove(0),
            _ => Act::Several { acts },
        }
    }

    /// The items that it changed.
    pub fn items(&self) -> Vec<ItemId> {
        match self {
            Act::Added { items } => items.clone(),
            Act::Edited { item, .. }
            | Act::Moved { item, .. }
            | Act::Removed { item }
            | Act::Restored { item } => vec![*item],
            Act::Arranged { stood } => stood.iter().map(|(item, ..)| *item).collect(),
            Act::Several { acts } => acts.iter().flat_map(Act::items).collect(),
        }
    }
}

/// Where an item stands among these.
pub fn stood(items: &[Item], item: &Item) -> Stood {
    let before = items
        .iter()
        .filter(|other| other.parent_id == item.parent_id && other.position < item.position);
    let after = before.max_by_key(|other| other.position).map(|other| other.id);
    (item.id, item.parent_id, after)
}

/// "added “The new form”"
pub fn summary(what: &str, title: &str) -> String {
    let words: String = title.chars().take(60).collect();
    let rest = if words.len() < title.len() { "…" } else { "" };
    format!("{what} “{words}{rest}”")
}
