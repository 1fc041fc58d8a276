//! The page of a record: all of it, and for those who record the box in which they write.

use askama::Template;
use uuid::Uuid;

use super::typed::{Editing, Typed};
use crate::agenda::in_order;
use crate::meeting::Meeting;
use crate::record::desk::{self, Beside, Scribe};
use crate::record::{Part, PartLink, PartQuery, Record, Removed, desk_of, part_of};
use access::rights::Member;
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::policy;
use base::states::Outcome;
use base::time::ZonedTime;
use platform::desk::Writer;
use platform::web::{App, Frame, Result};

#[derive(Template)]
#[template(path = "record/show.html")]
pub struct Show {
    frame: Frame,
    pub(super) member: Member,
    pub(super) at: MeetingPath,
    pub(super) meeting: Meeting,
    pub(super) record: Record,
    pub(super) removed: Vec<Removed>,
    pub(super) beside: Beside,
    pub(super) typed: Typed,
    /// So that what is in the box is stored once.
    key: Uuid,
    /// Who else writes here just now.
    pub(super) others: Vec<Writer>,
    /// Which page of a long record it is.
    page: usize,
}

impl Show {
    pub async fn read(
        app: &App,
        member: Member,
        at: MeetingPath,
        query: &PartQuery,
        typed: Typed,
    ) -> Result<Self> {
        let (meeting, mut record) = part_of(&app.db, &member, &at, query).await?;
        let beside = desk::beside(&app.db, &meeting, &member).await?;
        let removed = record.take_removed(&member);
        let person = member.person.id;
        let others = app.notifications.desks.writers(&desk_of(meeting.id).to_string(), person);
        let page = record.part.as_ref().map_or(0, Part::number);
        let mut page = Show {
            frame: member.frame().at("meetings").working(),
            member,
            at,
            meeting,
            record,
            removed,
            beside,
            typed,
            key: Uuid::now_v7(),
            others,
            page,
        };
        page.typed.under = page.under(query);
        if page.may_record() && page.typed.editing.is_none() && query.edit().is_some() {
            let (people, items) = (&page.beside.people, &page.record.items);
            let (group, now) = (&page.member.group, app.clock.now());
            let scribe = Scribe::new(people, items, &page.meeting, group, now);
            page.typed.editing = Editing::begin(query, &page.record, &scribe);
        }
        Ok(page)
    }

    /// The item that the box is about: the one that was chosen, the last with an entry, or the first.
    fn under(&self, query: &PartQuery) -> Option<ItemId> {
        let items = in_order(&self.record.items);
        let known = |id: &ItemId| items.iter().any(|placed| placed.item.id == *id);
        let last = || {
            let spoken = |id: ItemId| self.record.part_has_entries(id);
            items.iter().rev().map(|placed| placed.item.id).find(|id| spoken(*id))
        };
        let chosen = self.typed.under.or_else(|| query.item()).filter(known);
        chosen.or_else(last).or_else(|| items.first().map(|placed| placed.item.id))
    }

    /// Forms are offered once the meeting has begun, to those who record.
    pub(super) fn may_record(&self) -> bool {
        self.meeting.has_record() && self.member.may(policy::RecordMeetings)
    }

    /// What the page is called where its changes are told.
    pub(super) fn desk(&self) -> String {
        desk_of(self.meeting.id).to_string()
    }

    /// Where its parts come from.
    fn from(&self) -> String {
        self.at.record_part(self.page + 1)
    }

    pub(super) fn editing(&self) -> Editing {
        self.typed.editing.clone().unwrap_or_default()
    }

    pub(super) fn next_meeting(&self) -> Option<ZonedTime> {
        self.meeting.next_meeting_at.map(|at| ZonedTime { at, zone: self.member.zone() })
    }

    pub(super) fn moderators(&self) -> String {
        names(self.record.moderators.iter().map(|moderator| moderator.name.as_str()))
    }

    pub(super) fn attendance(&self) -> String {
        names(self.record.attendances.iter().map(|present| present.name.as_str()))
    }

    /// The list of the meeting's actions, if it has a number to be found by.
    pub(super) fn actions(&self) -> Option<String> {
        let number = self.meeting.number.filter(|_| !self.record.actions.is_empty())?;
        Some(self.member.group.actions_from(number))
    }

    pub(super) fn parts(&self) -> Vec<PartLink> {
        self.record.part.as_ref().map(Part::links).unwrap_or_default()
    }

    pub(super) fn anything_planned(&self) -> bool {
        self.record.items.iter().any(|item| item.outcome == Outcome::Planned)
    }

    /// The items that an entry can stand under, by their numbers.
    fn items(&self) -> Vec<(String, String)> {
        let placed = in_order(&self.record.items);
        placed.iter().map(|at| (at.item.id.to_string(), at.name())).collect()
    }

    fn is_under(&self, item: &str) -> bool {
        self.typed.under.is_some_and(|under| under.to_string() == item)
    }

    /// "Kojo is writing under item 3"
    pub(super) fn writer(&self, writer: &Writer) -> String {
        let placed = in_order(&self.record.items);
        let part = writer.part.strip_prefix("item-");
        let at = part.and_then(|id| placed.iter().find(|at| at.item.id.to_string() == id));
        at.map_or_else(String::new, |at| format!(" under item {}", at.number))
    }
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}
