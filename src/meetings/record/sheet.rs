//! What the record's forms choose from: the meeting's items and the group's people.

use sqlx::PgPool;

use super::{Record, of};
use crate::agenda::{Placed, in_order};
use crate::meeting::Meeting;
use access::fields::people::{self, Candidate};
use access::rights::Member;
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use plans::links::{self, PlanLink};
use platform::web::Result;

#[derive(Clone, Debug)]
pub struct FormChoices {
    pub meeting: Meeting,
    pub record: Record,
    pub people: Vec<Candidate>,
    /// What an entry can be tied to.
    pub places: Vec<PlanLink>,
}

pub async fn sheet(db: &PgPool, by: &Member, at: &MeetingPath) -> Result<FormChoices> {
    let (meeting, record) = of(db, by, at).await?;
    let people = people::candidates(db, by.group.id, meeting.id).await?;
    let places = links::places(db, by.group.id).await?;
    Ok(FormChoices { meeting, record, people, places })
}

impl FormChoices {
    /// The members, after a first choice of none of them.
    pub fn members(&self, none: &str) -> Vec<(String, String)> {
        let mut options = vec![(String::new(), none.to_owned())];
        options.extend(self.people.iter().map(|person| (person.id.to_string(), person.label())));
        options
    }

    /// The items in order, by number and title.
    pub fn items(&self) -> Vec<(String, String)> {
        let placed = in_order(&self.record.items);
        placed.iter().map(|at| (at.item.id.to_string(), at.name())).collect()
    }

    /// The same, after a first choice of none of them.
    pub fn items_or_none(&self) -> Vec<(String, String)> {
        let mut options = vec![(String::new(), "No item".to_owned())];
        options.extend(self.items());
        options
    }

    /// What an entry can be tied to; nothing, if the group has no plan. What is chosen is offered
    /// though it was removed since.
    pub fn places(&self, chosen: &str) -> Vec<(String, String)> {
        let record = &self.record;
        let tied = record.contributions.iter().filter_map(|said| said.tied.as_ref());
        let tied = tied.chain(record.decisions.iter().filter_map(|agreed| agreed.tied.as_ref()));
        let mut tied = tied.chain(record.actions.iter().filter_map(|action| action.tied.as_ref()));
        links::options(&self.places, tied.find(|tied| tied.item_id.to_string() == chosen))
    }

    /// An item where it stands, and those before and after it.
    pub fn place(&self, id: ItemId) -> Option<Place<'_>> {
        let mut placed = in_order(&self.record.items);
        let here = placed.iter().position(|at| at.item.id == id)?;
        placed.truncate(here + 2);
        let after = (placed.len() > here + 1).then(|| placed.pop()).flatten();
        let here = placed.pop()?;
        Some(Place { before: placed.pop(), here, after })
    }
}

/// An item between its neighbours, as they are printed.
pub struct Place<'a> {
    pub before: Option<Placed<'a>>,
    pub here: Placed<'a>,
    pub after: Option<Placed<'a>>,
}

impl Placed<'_> {
    /// "1.a. Its first page"
    pub fn name(&self) -> String {
        format!("{}. {}", self.number, self.item.title)
    }
}
