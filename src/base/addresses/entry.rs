//! One entry of a meeting's record, as a URL names it, and the URLs below it.

use std::fmt::Display;

use serde::Deserialize;
use uuid::Uuid;

use crate::addresses::meeting::MeetingPath;
use crate::ids::{ActionId, ContributionId, DecisionId, ItemId, NoteId};

#[derive(Clone, Debug, Deserialize)]
pub struct EntryPath<Id> {
    #[serde(flatten)]
    pub at: MeetingPath,
    pub entry: Id,
}

/// What a record is made of.
pub trait Entry: Copy + Display {
    /// Where such entries are, below the record.
    const PLACE: &'static str;
    /// What history calls one.
    const SUBJECT: &'static str;

    fn of(id: Uuid) -> Self;

    fn uuid(self) -> Uuid;
}

macro_rules! entries {
    ($($id:ident: $place:literal, $subject:literal;)+) => {$(
        impl Entry for $id {
            const PLACE: &'static str = $place;
            const SUBJECT: &'static str = $subject;

            fn of(id: Uuid) -> Self {
                $id(id)
            }

            fn uuid(self) -> Uuid {
                self.0
            }
        }
    )+};
}

entries! {
    ItemId:         "items",         "agenda item";
    ContributionId: "contributions", "contribution";
    DecisionId:     "decisions",     "decision";
    ActionId:       "actions",       "action item";
    NoteId:         "notes",         "update note";
}

impl MeetingPath {
    pub fn entry<Id: Entry>(&self, id: &Id) -> EntryPath<Id> {
        EntryPath { at: self.clone(), entry: *id }
    }

    /// Where new entries of a kind are sent.
    pub fn contributions(&self) -> String {
        format!("{}/{}", self.record(), ContributionId::PLACE)
    }

    pub fn decisions(&self) -> String {
        format!("{}/{}", self.record(), DecisionId::PLACE)
    }

    pub fn notes(&self) -> String {
        format!("{}/{}", self.record(), NoteId::PLACE)
    }

    pub fn actions(&self) -> String {
        format!("{}/{}", self.record(), ActionId::PLACE)
    }

    /// Where an entry is recorded: on its item, or on none, at the end of the record.
    pub fn place(&self, item: Option<ItemId>) -> String {
        match item {
            Some(item) => self.entry(&item).show(),
            None => format!("{}?page=last#no-item", self.record()),
        }
    }

    pub fn attendance(&self) -> String {
        format!("{}/attendance", self.record())
    }

    /// The note on participants, and the next meeting.
    pub fn particulars(&self) -> String {
        format!("{}/particulars", self.record())
    }

    /// The record with the box about an item, and on the part that has an entry.
    pub fn record_box(&self, item: Option<ItemId>, entry: Option<Uuid>) -> String {
        let item = item.map(|item| format!("item={item}"));
        let entry = entry.map(|entry| format!("entry={entry}"));
        let query: Vec<_> = item.into_iter().chain(entry).collect();
        match query.is_empty() {
            true => format!("{}#entry", self.record()),
            false => format!("{}?{}#entry", self.record(), query.join("&")),
        }
    }

    /// The form of all fields of an entry.
    pub fn entry_fields(&self, kind: &str, entry: Uuid) -> String {
        format!("{}/{kind}/{entry}", self.record())
    }

    /// Where an entry stands, of whichever kind.
    pub fn at_entry(&self, entry: Uuid) -> String {
        format!("{}?entry={entry}#entry-{entry}", self.record())
    }

    /// The items that were not reached.
    pub fn remaining(&self) -> String {
        format!("{}/remaining", self.record())
    }

    /// What was done to an entry.
    pub fn past(&self, entry: impl Display) -> String {
        format!("{}/history/{entry}", self.record())
    }
}

impl<Id: Entry> EntryPath<Id> {
    pub fn show(&self) -> String {
        format!("{}/{}/{}", self.at.record(), Id::PLACE, self.entry)
    }

    /// Where it stands in the record, on the part of it that has it.
    pub fn in_record(&self) -> String {
        let id = self.entry;
        format!("{}?entry={id}#entry-{id}", self.at.record())
    }

    pub fn position(&self) -> String {
        format!("{}/position", self.show())
    }

    pub fn removal(&self) -> String {
        format!("{}/removal", self.show())
    }

    pub fn restoration(&self) -> String {
        format!("{}/restoration", self.show())
    }

    pub fn past(&self) -> String {
        self.at.past(self.entry)
    }
}

impl EntryPath<ItemId> {
    pub fn outcome(&self) -> String {
        format!("{}/outcome", self.show())
    }

    /// Where one of its contributions stands.
    pub fn at_contribution(&self, id: ContributionId) -> String {
        format!("{}#entry-{id}", self.show())
    }

    /// Where the next contribution is written.
    pub fn next(&self) -> String {
        format!("{}#next", self.show())
    }
}
