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
    pub fn sections(&self) -> Vec<Section<'_>> {
        in_order(&self.items).into_iter().map(|placed| self.section(placed)).collect()
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
