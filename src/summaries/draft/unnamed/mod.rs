//! Speakers who are not to be named, and where a report names them all the same.

mod everybody;
mod hiding;
mod warranted;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::ops::Range;

use sqlx::PgExecutor;

use super::SectionKind;
use access::fields::people::PersonRef;
use base::ids::{ContributionId, MeetingId, PersonId};
use base::names::{Bearers, People, is_address, same_person};
use base::states::Attribution;
use meetings::record::{self, Contribution, Record};
use platform::web::Result;

use everybody::{bearers, everybody};

/// What a summary is composed from.
pub struct Recorded {
    pub record: Record,
    pub unnamed: Unnamed,
    /// Whose the names of the record are.
    pub bearers: Bearers,
}

/// Speakers who are not to be named.
#[derive(Default)]
pub struct Unnamed {
    persons: Vec<Person>,
    /// If there are any.
    people: Option<People>,
}

/// One of them.
#[derive(Clone, Debug, Default)]
struct Person {
    id: Option<PersonId>,
    /// As the record has it, and the account, if that is another.
    names: Vec<String>,
    /// Of the mail of the account.
    addresses: Vec<String>,
    /// What of theirs is told without their name.
    said: Vec<ContributionId>,
    /// The passages in which they asked not to be named.
    quotes: Vec<String>,
    /// Other things for which the report names them.
    spoke: bool,
    moderated: bool,
    owns: bool,
}

/// A place in a text that names one of them, or may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which of them.
    pub person: usize,
    pub range: Range<usize>,
    pub certain: bool,
}

impl Recorded {
    pub async fn read(db: impl PgExecutor<'_>, meeting: MeetingId) -> Result<Self> {
        Ok(Recorded::of(record::read_for_summary(db, meeting).await?))
    }

    pub fn of(record: Record) -> Self {
        let (unnamed, bearers) = (Unnamed::of(&record), bearers(&record));
        Recorded { record, unnamed, bearers }
    }

    /// Everybody by name whom the group or the record knows, but for one.
    pub fn others(&self, person: PersonId) -> Vec<String> {
        let is_other = |who: &&PersonRef| who.id != Some(person);
        let known = self.record.around.members.iter().filter(is_other).map(|who| who.name.clone());
        known.chain(everybody(&self.record).map(|(_, name)| name.to_owned())).collect()
    }
}

impl Unnamed {
    fn of(record: &Record) -> Self {
        let (known, requests) = (&record.around.members, &record.around.asked);
        let mut persons: Vec<Person> = Vec::new();
        let is_withheld = |said: &&Contribution| {
            said.attribution == Attribution::Withheld && !said.speaker.is_empty()
        };
        for said in record.contributions.iter().filter(is_withheld) {
            let who = PersonRef { id: said.speaker_id, name: said.speaker.clone() };
            entry(&mut persons, &who).said.push(said.id);
        }
        for request in requests {
            entry(&mut persons, &request.who).quotes.push(request.quote.clone());
        }
        if persons.is_empty() {
            return Unnamed::default();
        }
        for person in &mut persons {
            let account = known.iter().filter(|one| one.id.is_some() && one.id == person.id);
            person.names.extend(account.map(|one| one.name.clone()));
            person.note_known(record);
            person.note_named(record);
        }
        let sought = |person: &Person| [&*person.names, &*person.addresses].concat();
        let wanted: Vec<_> = persons.iter().map(sought).collect();
        let known = known.iter().map(|one| &*one.name);
        let others = everybody(record).map(|(_, name)| name).chain(known);
        let others: HashSet<_> = others.map(str::to_owned).collect();
        let others: Vec<_> = others.into_iter().collect();
        let people = Some(People::new(&wanted, &others));
        Unnamed { persons, people }
    }

    /// The one who said something that is told without a name.
    pub fn speaker_of(&self, said: &Contribution) -> Option<usize> {
        self.persons.iter().position(|person| person.said.contains(&said.id))
    }

    pub fn name(&self, person: usize) -> &str {
        self.persons[person].names.first().map(String::as_str).unwrap_or_default()
    }

    /// Where a part of the report names somebody who is not to be named, in the order of the text.
    pub fn places(&self, kind: SectionKind, text: &str) -> Vec<Place> {
        let Some(people) = &self.people else { return Vec::new() };
        let found = people.places(text, None).into_iter();
        let found = found.map(|place| {
            let asked = self.is_asked(text, place.person, &place.range);
            let certain = place.certain && (asked || !self.persons[place.person].is_named());
            (Place { person: place.person, range: place.range, certain }, asked)
        });
        let unwarranted =
            found.filter(|(place, asked)| *asked || !self.is_warranted(kind, text, place));
        unwarranted.map(|(place, _)| place).collect()
    }

    /// The same in what somebody said who is not to be named.
    fn places_in_words_of(&self, person: usize, text: &str) -> Vec<Place> {
        let Some(people) = &self.people else { return Vec::new() };
        let found = people.places(text, Some(person)).into_iter().map(|place| Place {
            certain: place.certain
                && (place.person == person || !self.persons[place.person].is_named()),
            person: place.person,
            range: place.range,
        });
        found.collect()
    }
}

impl Person {
    fn is(&self, id: Option<PersonId>, name: &str) -> bool {
        match (self.id, id) {
            (Some(own), Some(other)) => own == other,
            _ => self.names.iter().any(|own| same_person(own, name)),
        }
    }

    /// What else they are or were called, and the addresses of their account.
    fn note_known(&mut self, record: &Record) {
        let known = record.withheld.names_of(self.id).map(str::to_owned);
        let (addresses, names): (Vec<_>, Vec<_>) = known.partition(|name| is_address(name));
        self.addresses = addresses;
        self.names.extend(names);
        let mut seen = HashSet::new();
        self.names.retain(|name| seen.insert(name.clone()));
    }

    /// Whether the report names them somewhere with reason.
    fn is_named(&self) -> bool {
        self.moderated || self.owns || self.spoke || self.said.is_empty()
    }

    fn note_named(&mut self, record: &Record) {
        self.moderated = record.moderators.iter().any(|one| self.is(one.person_id, &one.name));
        let earlier = record.earlier.iter().flat_map(|earlier| &earlier.actions);
        let owners = record.actions.iter().flat_map(|action| action.owners.iter());
        let mut owners = owners.chain(earlier.flat_map(|action| action.owners.iter()));
        self.owns = owners.any(|owner| self.is(owner.id, &owner.name));
        self.spoke = record.contributions.iter().any(|said| {
            said.attribution == Attribution::Attributed && self.is(said.speaker_id, &said.speaker)
        });
    }
}

fn entry<'p>(persons: &'p mut Vec<Person>, who: &PersonRef) -> &'p mut Person {
    let known = persons.iter().position(|person| person.is(who.id, &who.name));
    let nth = known.unwrap_or_else(|| {
        persons.push(Person { id: who.id, ..Person::default() });
        persons.len() - 1
    });
    let person = &mut persons[nth];
    person.id = person.id.or(who.id);
    if !person.names.contains(&who.name) {
        person.names.push(who.name.clone());
    }
    person
}
