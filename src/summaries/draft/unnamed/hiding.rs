//! A text without the names of those who are not to be named.

use std::ops::Range;

use super::{Place, Unnamed};
use crate::draft::SectionKind;
use crate::draft::attributed::follow;
use base::names::{Bearers, replaced, subject};

impl Unnamed {
    /// A part of the report without the names that are certain.
    pub fn hide(&self, kind: SectionKind, text: &str) -> String {
        hidden(text, &self.places(kind, text))
    }

    /// The same of what is added to what somebody said who is not to be named.
    pub fn hide_with(&self, person: usize, text: &str) -> String {
        hidden(text, &self.places_in_words_of(person, text))
    }

    /// What somebody said who is not to be named, as a paragraph that tells that it was said.
    pub fn told_by(&self, person: usize, text: &str) -> String {
        let places = self.places_in_words_of(person, text);
        let is_replaced = |subject: &Range<usize>| {
            places.iter().any(|place| {
                place.certain
                    && place.person == person
                    && place.range.start <= subject.start
                    && place.range.end >= subject.end
            })
        };
        // Whose the name is was asked already.
        let nobody = Bearers::default();
        let names = self.persons[person].names.iter();
        let mut subjects = names.filter_map(|name| subject(text, name, &nobody));
        match subjects.any(|subject| is_replaced(&subject)) {
            true => hidden(text, &places),
            false => self.hide_with(person, &follow("A participant:", text)),
        }
    }
}

fn hidden(text: &str, places: &[Place]) -> String {
    let certain = places.iter().filter(|place| place.certain);
    replaced(text, certain.map(|place| (place.range.clone(), place.person)))
}
