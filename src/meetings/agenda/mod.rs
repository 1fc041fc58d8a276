//! What a meeting will discuss, in order: a tree of items, each with its printed number.

mod item;
mod store;
pub mod earlier;
mod numbers;
pub mod on;
mod tree;
mod withheld;
mod form;
mod spoken;
mod outline;
mod draft;
mod drafting;
mod removal;
mod carrying;
mod standing;
mod desk;
mod as_text;
pub mod pages;
pub mod api;

use sqlx::{PgConnection, PgExecutor};

use crate::meeting::Meeting;
use access::rights::Reader;
use base::ids::ItemId;
use base::states::Outcome;
use platform::web::Result;

pub use carrying::{carry_over, left_over};
pub use drafting::{add, edit, publish, shift};
pub use form::{ItemEdit, ItemForm};
pub use item::Item;
pub use numbers::label;
pub use removal::{Below, RemovedItem, remove, restore};
pub use spoken::{was_addressed, was_spoken_under};
pub use standing::{add_standing, begin, with_earlier};
pub use tree::Direction;

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
    let items = store::items(&mut *db, meeting.id, by.member.is_some()).await?;
    Ok(Agenda { items: withheld::for_reader(db, by, meeting, items).await? })
}

/// What was removed from it, the latest first.
pub async fn removed(db: impl PgExecutor<'_>, meeting: &Meeting) -> Result<Vec<RemovedItem>> {
    removal::store::list(db, meeting.id).await
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

    /// Minutes planned in all, where any are.
    pub fn minutes(&self) -> Option<i32> {
        sum_at(&self.in_order(), 0)
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
            (!self.first, ("up", "Move up")),
            (!self.last, ("down", "Move down")),
            (!self.first && self.depth + 1 < tree::LEVELS, ("in", "Make it a sub-item")),
            (self.depth > 0, ("out", "Move up a level")),
        ];
        moves.into_iter().filter(|(possible, _)| *possible).map(|(_, named)| named).collect()
    }

    /// What an agenda prints beside the title.
    pub fn more(&self) -> String {
        let minutes = self.minutes.map(|minutes| match self.item.minutes {
            Some(own) if own == minutes => format!("{minutes} minutes"),
            _ => format!("{minutes} minutes in all"),
        });
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
    /// The minutes planned for it, or the sum of those below it: the larger, never both.
    pub minutes: Option<i32>,
    /// The sum of those below it.
    pub sum: Option<i32>,
    /// Whether it is the first, and whether it is the last, of its level.
    pub first: bool,
    pub last: bool,
    /// Whether others stand below it.
    pub parent: bool,
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
        let here = placed.len();
        let (minutes, sum, parent) = (item.minutes, None, false);
        let number_here = number.clone();
        placed.push(Placed { item, depth, number, minutes, sum, first, last, parent });
        place(items, Some(item.id), depth + 1, &number_here, placed);
        let sum = sum_at(&placed[here + 1..], depth + 1);
        placed[here].parent = placed.len() > here + 1;
        placed[here].sum = sum;
        placed[here].minutes = minutes.max(sum);
    }
}

/// The sum of the minutes of the items that stand so deep.
fn sum_at(placed: &[Placed<'_>], depth: usize) -> Option<i32> {
    let planned = placed.iter().filter(|at| at.depth == depth).filter_map(|at| at.minutes);
    planned.reduce(|sum, minutes| sum + minutes)
}
