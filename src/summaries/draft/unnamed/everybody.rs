//! Everybody whom a record names.

use std::collections::{HashMap, HashSet};

use base::ids::PersonId;
use base::names::{Bearers, keys};
use meetings::record::Record;

/// Each time that somebody is named: speakers, moderators, who was present, owners of actions.
pub fn everybody(record: &Record) -> impl Iterator<Item = (Option<PersonId>, &str)> {
    let speakers = record.contributions.iter().map(|said| (said.speaker_id, &*said.speaker));
    let moderators = record.moderators.iter().map(|one| (one.person_id, &*one.name));
    let present = record.attendances.iter().map(|one| (one.person_id, &*one.name));
    let owners = record.actions.iter().flat_map(|action| action.owners.iter());
    let owners = owners.map(|owner| (owner.id, &*owner.name));
    let named = speakers.chain(moderators).chain(present).chain(owners);
    named.filter(|(_, name)| !name.is_empty())
}

/// Which parts of names are whose. Who is named once as a member and once as a guest is one person.
pub fn bearers(record: &Record) -> Bearers {
    let named: HashSet<_> = everybody(record).collect();
    let (members, guests): (Vec<_>, Vec<_>) = named.into_iter().partition(|(id, _)| id.is_some());
    let mut persons: Vec<Vec<String>> = Vec::new();
    let mut by_id: HashMap<Option<PersonId>, usize> = HashMap::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    for (id, name) in members.into_iter().chain(guests) {
        let keys = keys(name);
        let known = match id {
            Some(_) => by_id.get(&id).copied(),
            None => keys.iter().find_map(|key| by_key.get(key).copied()),
        };
        let nth = known.unwrap_or(persons.len());
        if nth == persons.len() {
            persons.push(Vec::new());
        }
        persons[nth].push(name.to_owned());
        if id.is_some() {
            by_id.insert(id, nth);
        }
        for key in keys {
            by_key.entry(key).or_insert(nth);
        }
    }
    Bearers::new(&persons)
}
