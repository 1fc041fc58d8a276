//! What is typed into the box of a record, as people write minutes: "mira: proposed …", "DECISION: …". A block of
//! lines becomes acts, or a question about the first line that is not clear. No text is lost on the way: lines that
//! begin no entry belong to the one above them.

mod days;
mod lines;
mod people;
mod meaning;
mod reading;
mod written;
#[cfg(test)]
mod tests;

use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

use base::due::Due;
use base::names::Roll;
use base::time::Zone;

pub use people::Known;
pub use reading::read;
pub use written::{Spoken, action, decision, said};

/// What a line can mean: whom it can name, and which items there are.
#[derive(Debug)]
pub struct Context {
    people: Vec<Known>,
    roll: Roll,
    /// The numbers of the agenda's items, in order: "1", "2", "2.a".
    items: Vec<String>,
    /// The day of the meeting, from which a date without a year is counted.
    pub day: NaiveDate,
    pub today: NaiveDate,
    pub zone: Zone,
    /// Who spoke last under the item, if anybody did.
    pub last: Option<String>,
}

/// Somebody, by name. A guest is known by that alone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Who {
    /// Where they stand among the people of the context; none for a new guest.
    #[serde(skip)]
    pub nth: Option<usize>,
    pub name: String,
    #[serde(skip_serializing_if = "is_not")]
    pub guest: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Act {
    Said {
        who: Who,
        #[serde(skip_serializing_if = "String::is_empty")]
        capacity: String,
        /// Printed without the name.
        #[serde(skip_serializing_if = "is_not")]
        withheld: bool,
        text: String,
    },
    /// A new paragraph of what was said last under the item.
    More {
        text: String,
    },
    Decision {
        text: String,
    },
    Action {
        owners: Vec<Who>,
        due: Option<Due>,
        text: String,
    },
    /// Dated, of what was said last under the item, or of the item.
    Update {
        day: Option<NaiveDate>,
        text: String,
    },
    /// Without a speaker.
    Note {
        text: String,
    },
    Present {
        people: Vec<Who>,
    },
    Regrets {
        people: Vec<Who>,
    },
    Next {
        local: NaiveDateTime,
        zone: Zone,
    },
    /// These items, by their numbers, were not addressed.
    Skip {
        items: Vec<String>,
        reason: String,
    },
    /// To an item, or to the next.
    Go {
        item: Option<String>,
    },
    Silence {
        off: bool,
    },
    Floor {
        who: Who,
        asks: bool,
        text: String,
    },
    /// In whatever the writer wrote last.
    Correct {
        old: String,
        new: String,
    },
}

/// What has to be known before anything is stored, and what can be answered with a button.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    pub says: String,
    pub choices: Vec<Choice>,
}

/// An answer: other words in the place of some of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub label: String,
    pub at: Range<usize>,
    pub put: String,
}

impl Context {
    pub fn new(people: Vec<Known>, items: Vec<String>, day: NaiveDate, zone: Zone) -> Self {
        let roll = Roll::new(people.iter().map(|known| known.name.as_str()));
        Context { people, roll, items, day, today: day, zone, last: None }
    }

    fn with_guests(&self, guests: Vec<String>) -> Self {
        let guest = |name| Known { name, guest: true, present: true };
        let people = self.people.iter().cloned().chain(guests.into_iter().map(guest)).collect();
        let (today, last) = (self.today, self.last.clone());
        Context { today, last, ..Context::new(people, self.items.clone(), self.day, self.zone) }
    }
}

impl Question {
    pub fn saying(says: impl Into<String>) -> Self {
        Question { says: says.into(), choices: Vec::new() }
    }
}

impl Choice {
    /// The text with the answer in it; none if it is not of this text.
    pub fn answer(&self, text: &str) -> Option<String> {
        let (before, after) = (text.get(..self.at.start)?, text.get(self.at.end..)?);
        text.get(self.at.clone())?;
        Some(format!("{before}{}{after}", self.put))
    }
}

fn is_not(yes: &bool) -> bool {
    !yes
}
