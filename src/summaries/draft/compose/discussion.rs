//! What was said, item by item, each contribution a paragraph that names its speaker.

use super::{Composed, earlier, updates};
use crate::draft::SectionKind;
use crate::draft::attributed::attributed;
use crate::draft::unnamed::{Recorded, Unnamed};
use crate::draft::words::{sentence, within_line};
use base::markdown::without_headings;
use base::states::Outcome;
use meetings::agenda::{Item, Placed};
use meetings::record::{Contribution, Record};

/// One section for each item of the first level that has a record, with the items below it.
pub fn sections(source: &Recorded, items: &[Placed]) -> Vec<Composed> {
    let record = &source.record;
    let first_level = items.iter().filter(|placed| placed.depth == 0);
    let told = first_level.filter(|placed| is_told(record, items, placed.item));
    told.map(|placed| Composed {
        kind: SectionKind::Item,
        item_id: Some(placed.item.id),
        heading: heading(placed),
        text: text(source, items, placed),
    })
    .collect()
}

/// Whether something is told under an item or one below it, or it is marked as discussed.
pub fn is_told(record: &Record, items: &[Placed], item: &Item) -> bool {
    family(items, item).any(|one| {
        one.item.outcome == Outcome::Discussed
            || record.contributions_to(one.item.id).next().is_some()
            || record.notes_on_item(one.item.id).next().is_some()
            || !earlier::lists(record, one.item).is_empty()
    })
}

fn text(source: &Recorded, items: &[Placed], first: &Placed) -> String {
    let mut paragraphs = own_paragraphs(source, first.item);
    for placed in family(items, first.item).skip(1) {
        let mut own = own_paragraphs(source, placed.item);
        if own.is_empty() {
            own.extend(without_record(placed.item));
        }
        if !own.is_empty() {
            paragraphs.push(format!("#### {}", heading(placed)));
            paragraphs.append(&mut own);
        }
    }
    if paragraphs.is_empty() {
        paragraphs.push("The item was discussed.".into());
    }
    paragraphs.join("\n\n")
}

fn own_paragraphs(source: &Recorded, item: &Item) -> Vec<String> {
    let record = &source.record;
    let said = record.contributions_to(item.id).map(|said| told(source, said));
    let mut paragraphs = earlier::lists(record, item);
    paragraphs.extend(said.filter(|paragraph| !paragraph.is_empty()));
    paragraphs.extend(record.notes_on_item(item.id).map(updates::print));
    paragraphs
}

/// What somebody said, with the notes on it.
pub fn told(recorded: &Recorded, said: &Contribution) -> String {
    let Recorded { record, unnamed, bearers } = recorded;
    let notes = record.notes_on_contribution(said.id).map(updates::print);
    match unnamed.speaker_of(said) {
        None => updates::append(without_headings(&attributed(said, bearers)), notes),
        Some(person) => {
            let notes = notes.map(|note| unnamed.hide_with(person, &note));
            updates::append(without_headings(&withheld(unnamed, person, said)), notes)
        }
    }
}

fn withheld(unnamed: &Unnamed, person: usize, said: &Contribution) -> String {
    match said.text.trim() {
        "" => String::new(),
        text => unnamed.told_by(person, text),
    }
}

/// What is said of an item under which nobody spoke, while others around it were discussed. If
/// it was discussed itself, then under the item above it.
fn without_record(item: &Item) -> Option<String> {
    let reason = sentence(&within_line(&item.reason));
    let told = match item.outcome {
        Outcome::Planned | Outcome::Discussed => return None,
        Outcome::NotAddressed => "This item was not addressed",
        Outcome::Withdrawn => "This item was withdrawn",
        Outcome::Deferred => "This item was deferred to a later meeting",
    };
    Some(match reason.as_str() {
        "" => format!("{told}."),
        reason => format!("{told}: {reason}"),
    })
}

fn heading(placed: &Placed) -> String {
    format!("{}. {}", within_line(&placed.number), within_line(&placed.item.title))
}

/// The item and all below it, in order: they follow it, and are deeper.
fn family<'a, 'i>(
    items: &'a [Placed<'i>],
    item: &Item,
) -> impl Iterator<Item = &'a Placed<'i>> + use<'a, 'i> {
    let at = items.iter().position(|placed| placed.item.id == item.id).unwrap_or(items.len());
    let depth = items.get(at).map_or(0, |placed| placed.depth);
    let below = items.iter().skip(at + 1).take_while(move |placed| placed.depth > depth);
    items.get(at).into_iter().chain(below)
}
