//! What a meeting will discuss, in order: a tree of items, each with its printed number.

mod store;
pub mod earlier;
mod numbers;
pub mod on;
mod tree;
mod form;
mod drafting;
mod carrying;
mod standing;
pub mod pages;
pub mod api;

use serde::Deserialize;
use sqlx::{PgConnection, PgExecutor};

use crate::meeting::Meeting;
use access::rights::Reader;
use base::ids::ItemId;
use base::states::Outcome;
use platform::web::Result;

pub use carrying::{carry_over, left_over};
pub use drafting::{add, edit, publish, remove, shift};
pub use form::{ItemEdit, ItemForm};
pub use numbers::label;
pub use standing::{add_standing, begin, with_earlier};
pub use tree::Direction;

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
    /// It is about the actions of earlier meetings.
    pub standing: bool,
    pub revision: i32,
}

/// A meeting's agenda, in no particular order.
#[derive(Clone, Debug)]
pub struct Agenda {
    pub items: Vec<Item>,
}

pub async fn read(db: impl PgExecutor<'_>, meeting: &Meeting) -> Result<Agenda> {
    Ok(Agenda { items: store::items(db, meeting.id, true).await? })
}

/// As a reader may read it. What became of the items the public learns from the summary, once that
/// is published.
pub async fn read_by(db: &mut PgConnection, by: &Reader, meeting: &Meeting) -> Result<Agenda> {
    Ok(Agenda { items: store::items(db, meeting.id, by.member.is_some()).await? })
}

impl Agenda {
    pub fn in_order(&self) -> Vec<Placed<'_>> {
        in_order(&self.items)
    }

    pub fn branches(&self) -> Vec<Branch<'_>> {
        branches(&self.in_order(), 0)
    }

    /// The agenda as plain text: "1. The form", and below it "  a. Its page".
    pub fn lines(&self) -> String {
        let lines = self.in_order().into_iter().map(|placed| {
            let indent = "  ".repeat(placed.depth);
            format!("{indent}{}. {}", placed.item.label, placed.item.title)
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Minutes planned, where any are.
    pub fn minutes(&self) -> Option<i32> {
        let planned: Vec<_> = self.items.iter().filter_map(|item| item.minutes).collect();
        (!planned.is_empty()).then(|| planned.iter().sum())
    }
}

/// An item with those below it, for nested lists.
#[derive(Clone, Debug)]
pub struct Branch<'a> {
    pub placed: Placed<'a>,
    pub below: Vec<Branch<'a>>,
}

fn branches<'a>(placed: &[Placed<'a>], depth: usize) -> Vec<Branch<'a>> {
    let mut branches = Vec::new();
    for (index, at) in placed.iter().enumerate().filter(|(_, at)| at.depth == depth) {
        let rest = &placed[index + 1..];
        let end = rest.iter().position(|next| next.depth <= depth).unwrap_or(rest.len());
        let below = self::branches(&rest[..end], depth + 1);
        branches.push(Branch { placed: at.clone(), below });
    }
    branches
}

impl Placed<'_> {
    /// Where it can be moved, and what the button says.
    pub fn moves(&self) -> Vec<(&'static str, &'static str)> {
        let moves = [
            (!self.first, ("up", "Up")),
            (!self.last, ("down", "Down")),
            (!self.first && self.depth + 1 < tree::LEVELS, ("in", "Make it a sub-item")),
            (self.depth > 0, ("out", "Move up a level")),
        ];
        moves.into_iter().filter(|(possible, _)| *possible).map(|(_, named)| named).collect()
    }

    /// What an agenda prints beside the title.
    pub fn more(&self) -> String {
        let minutes = self.item.minutes.map(|minutes| format!("{minutes} minutes"));
        let presenter = Some(self.item.presenter.clone()).filter(|name| !name.is_empty());
        let outcome = match self.item.outcome {
            Outcome::Planned | Outcome::Discussed => None,
            outcome => Some(outcome.to_string()),
        };
        let carried = self.item.deferred_from.map(|_| "carried over".to_owned());
        let parts = [presenter, minutes, carried, outcome].into_iter().flatten();
        parts.collect::<Vec<_>>().join(" · ")
    }
}

/// An item where it stands in the tree.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    pub item: &'a Item,
    /// 0 for an item of the first level.
    pub depth: usize,
    /// "1.a"
    pub number: String,
    /// Whether it is the first, and whether it is the last, of its level.
    pub first: bool,
    pub last: bool,
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
    let count = level.len();
    for (index, item) in level.into_iter().enumerate() {
        let number = match above {
            "" => item.label.clone(),
            above => format!("{above}.{}", item.label),
        };
        let (first, last) = (index == 0, index + 1 == count);
        placed.push(Placed { item, depth, number: number.clone(), first, last });
        place(items, Some(item.id), depth + 1, &number, placed);
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
            standing: false,
            revision: 1,
        }
    }
}
