//! What a meeting will discuss, in order: a tree of items, each with its printed number.

mod numbers;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::ItemId;

pub use numbers::label;

/// A node of the agenda.
#[derive(Clone, Debug, Deserialize)]
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
    pub revision: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "item_outcome", rename_all = "snake_case")]
pub enum Outcome {
    Planned,
    Discussed,
    NotAddressed,
    Withdrawn,
    Deferred,
}

/// An item where it stands in the tree.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    pub item: &'a Item,
    /// 0 for an item of the first level.
    pub depth: usize,
    /// "1.a"
    pub number: String,
}

/// The items in the order in which they are printed: each followed by those below it.
pub fn in_order(items: &[Item]) -> Vec<Placed<'_>> {
    let mut placed = Vec::with_capacity(items.len());
    place(items, None, 0, "", &mut placed);
    placed
}

fn place<'a>(
    items: &'a [Item],
    parent: Option<ItemId>,
    depth: usize,
    above: &str,
    placed: &mut Vec<Placed<'a>>,
) {
    let mut level: Vec<_> = items.iter().filter(|item| item.parent_id == parent).collect();
    level.sort_by_key(|item| item.position);
    for item in level {
        let number = match above {
            "" => item.label.clone(),
            above => format!("{above}.{}", item.label),
        };
        placed.push(Placed { item, depth, number: number.clone() });
        place(items, Some(item.id), depth + 1, &number, placed);
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Outcome::Planned => "planned",
            Outcome::Discussed => "discussed",
            Outcome::NotAddressed => "not addressed",
            Outcome::Withdrawn => "withdrawn",
            Outcome::Deferred => "deferred",
        })
    }
}
