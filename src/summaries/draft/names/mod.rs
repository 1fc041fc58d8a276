//! The places of a draft that name somebody who is not to be named, or may: each is replaced, or
//! somebody says that it is nobody of that name, before the text goes any further.

mod store;
mod answering;
pub mod api;
pub mod pages;

use std::collections::HashMap;
use std::ops::Range;

use sqlx::PgConnection;

use super::unnamed::{Place, Unnamed};
use super::{Recorded, Section, SectionKind, Summary};
use base::digest::{hash, hex};
use base::ids::SectionId;
use base::long_work;
use base::names::{fold, sentence_around};
use platform::web::{Error, Result};

pub use answering::{Answer, answer};

/// A place that names somebody who is not to be named, or may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Of the person, the words of the sentence and the place in it.
    pub id: String,
    /// None in the sentence that says what an edition corrects.
    pub section: Option<SectionId>,
    pub heading: String,
    /// Who is not to be named.
    pub person: String,
    /// The sentence in three pieces: the words in question are the second.
    pub sentence: [String; 3],
    /// It can be nobody else.
    pub certain: bool,
    /// Somebody said that it is nobody of that name.
    pub other: bool,
    in_heading: bool,
    range: Range<usize>,
}

impl Named {
    /// Whether the text cannot go any further with it.
    pub fn stands(&self) -> bool {
        self.certain || !self.other
    }
}

/// All of them, in the order of the report.
pub fn named(summary: &Summary, recorded: &Recorded) -> Vec<Named> {
    let length = summary.printed().map(|section| section.text.len()).sum();
    let mut named = long_work::of_length(length, || found(summary, &recorded.unnamed));
    for place in &mut named {
        place.other = recorded.record.around.answered.contains(&place.id);
    }
    named
}

/// Refuses what would bring a text further in which such a place stands. The caller holds the
/// summary.
pub async fn check(db: &mut PgConnection, summary: &Summary) -> Result<()> {
    let recorded = Recorded::read(db, summary.meeting_id).await?;
    match obstacle(&named(summary, &recorded)) {
        Some(sentence) => Err(Error::Conflict(sentence)),
        None => Ok(()),
    }
}

/// Why the text cannot go any further.
pub fn obstacle(named: &[Named]) -> Option<String> {
    let standing: Vec<_> = named.iter().filter(|place| place.stands()).collect();
    let mut headings: Vec<_> = standing.iter().map(|place| place.heading.as_str()).collect();
    headings.dedup();
    (!standing.is_empty()).then(|| {
        format!(
            "A name that is not to be printed may stand in the text: see {}. Replace it or answer \
             the question in the draft.",
            headings.iter().map(|heading| format!("“{heading}”")).collect::<Vec<_>>().join(", ")
        )
    })
}

/// In all that will be printed.
fn found(summary: &Summary, unnamed: &Unnamed) -> Vec<Named> {
    let mut named = Vec::new();
    for section in summary.printed() {
        let kind = section.kind;
        named.extend(of_text(unnamed, kind, &section.heading, Some(section), true));
        named.extend(of_text(unnamed, kind, &section.text, Some(section), false));
    }
    named.extend(of_text(unnamed, SectionKind::Remaining, &summary.corrigendum, None, false));
    named
}

fn of_text(
    unnamed: &Unnamed,
    kind: SectionKind,
    text: &str,
    section: Option<&Section>,
    in_heading: bool,
) -> Vec<Named> {
    let places = unnamed.places(kind, text);
    let mut before: HashMap<(usize, Range<usize>), usize> = HashMap::new();
    let named = places.into_iter().map(|Place { person, range, certain }| {
        let around = sentence_around(text, &range);
        let count = before.entry((person, around.clone())).or_default();
        let nth = *count;
        *count += 1;
        let start = around.start.min(range.start);
        let end = around.end.max(range.end);
        let pieces = [start..range.start, range.clone(), range.end..end];
        let name = unnamed.name(person);
        Named {
            id: id(name, &text[start..end], nth),
            section: section.map(|section| section.id),
            heading: section.map_or("What is corrected", |section| &section.heading).to_owned(),
            person: name.to_owned(),
            sentence: pieces.map(|piece| text[piece].to_owned()),
            certain,
            other: false,
            in_heading,
            range,
        }
    });
    named.collect()
}

/// By which a place is known again while the words of its sentence stay.
fn id(person: &str, sentence: &str, nth: usize) -> String {
    hex(&hash(&format!("{}\n{}\n{nth}", fold(person), fold(sentence))))[..32].to_owned()
}
