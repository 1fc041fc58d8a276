//! Where a report names somebody with reason, who asked not to be named for something else: as the
//! moderator, as an action's owner, before another contribution.

use std::ops::Range;

use super::{Place, Unnamed};
use crate::draft::SectionKind;
use base::names::{same_person, sentence_around};

const MODERATED: &str = "The meeting was moderated by ";

impl Unnamed {
    pub(super) fn is_warranted(&self, kind: SectionKind, text: &str, place: &Place) -> bool {
        let person = &self.persons[place.person];
        let sentence = || &text[sentence_around(text, &place.range)];
        (person.moderated && kind == SectionKind::Opening && sentence().starts_with(MODERATED))
            || (person.owns && is_owner(text, place))
            || (person.spoke && kind == SectionKind::Item && self.speaks(text, place))
    }

    /// Whether it stands in a passage in which the person asked not to be named.
    pub(super) fn is_asked(&self, text: &str, person: usize, place: &Range<usize>) -> bool {
        let quotes = &self.persons[person].quotes;
        let paragraph = || text[paragraph_around(text, place)].trim();
        !quotes.is_empty() && quotes.iter().any(|quote| quote == paragraph())
    }

    /// Whether the paragraph sets the name in bold, as that of its speaker.
    fn speaks(&self, text: &str, place: &Place) -> bool {
        let paragraph = &text[paragraph_around(text, &place.range)];
        let bold = paragraph.split("**").nth(1).unwrap_or_default();
        let is_called = |name: &String| {
            same_person(name, bold) || name.split_whitespace().any(|part| same_person(part, bold))
        };
        self.persons[place.person].names.iter().any(is_called)
    }
}

fn paragraph_around(text: &str, place: &Range<usize>) -> Range<usize> {
    let start = text[..place.start].rfind("\n\n").map_or(0, |at| at + 2);
    let end = text[place.end..].find("\n\n").map_or(text.len(), |at| place.end + at);
    start..end
}

/// `*(item 2; owner: Sana Karimi; due: 13 October 2022)*`
fn is_owner(text: &str, place: &Place) -> bool {
    let line = text[..place.range.start].rsplit('\n').next().unwrap_or_default();
    let facts = line.rsplit_once("*(").map(|(_, facts)| facts).unwrap_or_default();
    let fact = facts.rsplit("; ").next().unwrap_or_default();
    let closed = text[place.range.end..].lines().next().is_some_and(|rest| rest.contains(")*"));
    !facts.contains(")*") && fact.starts_with("owner: ") && closed
}
