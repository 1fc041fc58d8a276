//! The record as its pages show it: item by item, each with what was said and agreed.

use super::{Action, Contribution, Decision, Record, UpdateNote};
use crate::agenda::{Placed, in_order};
use base::ids::ItemId;

#[derive(Clone, Debug)]
pub struct Section<'a> {
    pub placed: Placed<'a>,
    pub notes: Vec<&'a UpdateNote>,
    pub said: Vec<Said<'a>>,
    pub agreed: Agreed<'a>,
    /// Whether it began on an earlier part of the record.
    pub continued: bool,
}

/// A contribution, and what was noted later.
#[derive(Clone, Debug)]
pub struct Said<'a> {
    pub contribution: &'a Contribution,
    pub notes: Vec<&'a UpdateNote>,
}

/// Decisions and actions, on an item or on none.
#[derive(Clone, Debug)]
pub struct Agreed<'a> {
    pub decisions: Vec<&'a Decision>,
    pub actions: Vec<&'a Action>,
}

impl Record {
    /// Those of the part that was read.
    pub fn sections(&self) -> Vec<Section<'_>> {
        let mut before = 0;
        let mut sections = Vec::new();
        for placed in in_order(&self.items) {
            let Some(part) = &self.part else {
                sections.push(self.section(placed));
                continue;
            };
            let count = part.count(Some(placed.item.id));
            if part.has(before, count) {
                let continued = part.continues(before);
                sections.push(Section { continued, ..self.section(placed) });
            }
            before += count;
        }
        sections
    }

    /// Whether this part ends the record, with what is on no item.
    pub fn has_end(&self) -> bool {
        self.part.as_ref().is_none_or(|part| {
            let count = part.count(None);
            part.has(part.total() - count, count)
        })
    }

    pub fn section<'a>(&'a self, placed: Placed<'a>) -> Section<'a> {
        let item = placed.item.id;
        let said = self.contributions_to(item).map(|contribution| Said {
            contribution,
            notes: self.notes_on_contribution(contribution.id).collect(),
        });
        Section {
            notes: self.notes_on_item(item).collect(),
            said: said.collect(),
            agreed: self.agreed(Some(item)),
            placed,
            continued: false,
        }
    }

    pub fn agreed(&self, on: Option<ItemId>) -> Agreed<'_> {
        Agreed {
            decisions: self.decisions.iter().filter(|decision| decision.item_id == on).collect(),
            actions: self.actions.iter().filter(|action| action.item_id == on).collect(),
        }
    }
}

impl Agreed<'_> {
    pub fn is_empty(&self) -> bool {
        self.decisions.is_empty() && self.actions.is_empty()
    }
}
