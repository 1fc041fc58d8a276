//! A text without the names of those who are not to be named.

use std::ops::Range;

use super::{Place, Unnamed};
use crate::draft::SectionKind;
use crate::draft::attributed::follow;
use base::names::{address_around, begins_sentence, subject, with_title};

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
        let mut subjects = self.persons[person].names.iter().filter_map(|name| subject(text, name));
        match subjects.any(|subject| is_replaced(&subject)) {
            true => hidden(text, &places),
            false => self.hide_with(person, &follow("A participant:", text)),
        }
    }
}

fn hidden(text: &str, places: &[Place]) -> String {
    let certain = places.iter().filter(|place| place.certain);
    replaced(text, certain.map(|place| place.range.clone()))
}

/// The text with words that name nobody in the place of names.
pub fn replaced(text: &str, places: impl Iterator<Item = Range<usize>>) -> String {
    let mut edits: Vec<_> = places.flat_map(|place| edits(text, place)).collect();
    edits.sort_by_key(|(range, _)| range.start);
    let mut replaced = String::with_capacity(text.len());
    let mut after = 0;
    for (range, put) in edits {
        if range.start < after {
            continue;
        }
        replaced.push_str(&text[after..range.start]);
        match put {
            Put::Person => {
                let begins = begins_sentence(text, range.start);
                let words = somebody(&replaced, begins);
                replaced.push_str(words);
            }
            Put::NoAddress => replaced.push_str("(address withheld)"),
            Put::Nothing => {}
        }
        after = range.end;
    }
    replaced + &text[after..]
}

enum Put {
    Person,
    NoAddress,
    Nothing,
}

/// What goes with a place: its title, and the whole of an address. Of a link its text stays.
fn edits(text: &str, place: Range<usize>) -> Vec<(Range<usize>, Put)> {
    let Some(address) = address_around(text, &place) else {
        return vec![(with_title(text, place), Put::Person)];
    };
    if text[..address.start].ends_with("](") && text[address.end..].starts_with(')') {
        let closes = address.start - 2..address.end + 1;
        let opens = text[..closes.start].rfind('[').map(|at| (at..at + 1, Put::Nothing));
        return opens.into_iter().chain([(closes, Put::Nothing)]).collect();
    }
    let is_page = ["://", "www."].iter().any(|mark| text[address.clone()].contains(mark));
    vec![(address, if is_page { Put::NoAddress } else { Put::Person })]
}

/// "a participant" at first, and "the participant" after that in the same paragraph.
fn somebody(before: &str, begins: bool) -> &'static str {
    let paragraph = before.rsplit("\n\n").next().unwrap_or_default();
    match (paragraph.contains("participant"), begins) {
        (false, true) => "A participant",
        (false, false) => "a participant",
        (true, true) => "The participant",
        (true, false) => "the participant",
    }
}
