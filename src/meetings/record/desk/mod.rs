//! The desk on which a meeting is recorded: what stands beside the record itself, and what the box for entries knows.

mod store;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor, PgPool};
use uuid::Uuid;

use super::scribing::{Context, Known, Who};
use crate::agenda::{Item, in_order};
use crate::meeting::Meeting;
use access::fields::people::PersonRef;
use access::group::Group;
use access::rights::Member;
use base::ids::{ItemId, MeetingId, PersonId};
use base::policy;
use platform::desk::{Desk, Undoable};
use platform::web::Result;

/// What stands beside the record, for those who write it.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// What the reader did last.
    pub undoable: Option<Undoable>,
    /// The entry that the reader added last, if it is still there.
    pub last: Option<Uuid>,
    /// Whom an entry can name.
    pub people: Vec<Person>,
}

/// A member, or a guest whom the group knows from this meeting or one of the last before it.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: Option<PersonId>,
    pub name: String,
    /// Listed as present, or spoke.
    pub present: bool,
}

/// What the box is read with, and whom and what its words mean.
pub struct Scribe {
    pub context: Context,
    people: Vec<Person>,
    items: Vec<(String, ItemId)>,
}

/// The page, as those who follow it name it.
pub fn desk_of(meeting: MeetingId) -> Desk {
    Desk::new("record", meeting.0)
}

/// The part of the page on which entries of an item are, or of none.
pub fn part_of_item(item: Option<ItemId>) -> String {
    item.map_or_else(|| "no-item".to_owned(), |item| format!("item-{item}"))
}

/// Counts a change of these parts, of what is no entry, within its transaction.
pub async fn changed(db: &mut PgConnection, meeting: MeetingId, parts: &[String]) -> Result<()> {
    platform::desk::changed(db, &desk_of(meeting), parts).await.map(drop)
}

pub async fn beside(db: &PgPool, meeting: &Meeting, by: &Member) -> Result<Beside> {
    match by.may(policy::RecordMeetings) && meeting.has_record() {
        true => store::beside(db, meeting, by.person.id).await,
        false => Ok(Beside::default()),
    }
}

/// Within a larger change.
pub async fn people(
    db: impl PgExecutor<'_>,
    meeting: &Meeting,
    by: &Member,
) -> Result<Vec<Person>> {
    store::beside(db, meeting, by.person.id).await.map(|beside| beside.people)
}

impl Scribe {
    pub fn new(
        people: &[Person],
        items: &[Item],
        meeting: &Meeting,
        group: &Group,
        now: DateTime<Utc>,
    ) -> Self {
        let known = people.iter().map(|person| Known {
            name: person.name.clone(),
            guest: person.id.is_none(),
            present: person.present,
        });
        let items: Vec<_> =
            in_order(items).iter().map(|placed| (placed.number.clone(), placed.item.id)).collect();
        let numbers = items.iter().map(|(number, _)| number.clone()).collect();
        let zone = group.time_zone;
        let day = meeting.starts(zone).local.date();
        let mut context = Context::new(known.collect(), numbers, day, zone);
        context.today = group.today(now);
        Scribe { context, people: people.to_vec(), items }
    }

    pub fn person(&self, who: &Who) -> PersonRef {
        match who.nth.and_then(|nth| self.people.get(nth)) {
            Some(known) => PersonRef { id: known.id, name: known.name.clone() },
            None => PersonRef { id: None, name: who.name.clone() },
        }
    }

    pub fn item(&self, number: &str) -> Option<ItemId> {
        self.items.iter().find(|(one, _)| one == number).map(|(_, id)| *id)
    }

    /// The one that comes after it, or the first.
    pub fn item_after(&self, item: Option<ItemId>) -> Option<ItemId> {
        let here = self.items.iter().position(|(_, id)| Some(*id) == item);
        self.items.get(here.map_or(0, |here| here + 1)).map(|(_, id)| *id)
    }
}
