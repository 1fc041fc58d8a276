//! The text that a meeting's record gives by itself, in fixed sentences: nothing is invented.

mod updates;
mod opening;
mod outcomes;
mod earlier;
mod discussion;
mod remaining;
#[cfg(test)]
mod tests;

use super::SectionKind;
use super::unnamed::Recorded;
use access::group::Group;
use base::ids::ItemId;
use base::long_work;
use meetings::agenda::{self, Placed};
use meetings::meeting::Meeting;
use meetings::record::Record;

pub use discussion::told;
pub use earlier::introduces_actions;

/// A section as the record gives it. Heading and text are Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    pub kind: SectionKind,
    pub item_id: Option<ItemId>,
    pub heading: String,
    pub text: String,
}

/// The sections in the order in which they are printed. What would be empty is left out.
pub fn compose(group: &Group, meeting: &Meeting, recorded: &Recorded) -> Vec<Composed> {
    let said = recorded.record.contributions.iter().map(|said| said.text.len()).sum();
    long_work::of_length(said, || of_record(group, meeting, recorded))
}

fn of_record(group: &Group, meeting: &Meeting, recorded: &Recorded) -> Vec<Composed> {
    let Recorded { record, unnamed, .. } = recorded;
    let items = agenda::in_order(&record.items);
    let mut sections = vec![opening::opening(group, meeting, record), opening::agenda(&items)];
    sections.extend(discussion::sections(recorded, &items));
    sections.push(remaining::remaining(record, &items));
    sections.push(outcomes::decisions(record, &items));
    sections.push(outcomes::actions(record, &items));
    sections.push(outcomes::next_meeting(meeting));
    sections.retain(|section| !section.text.is_empty());
    for section in &mut sections {
        section.heading = unnamed.hide(section.kind, &section.heading);
        section.text = unnamed.hide(section.kind, &section.text);
    }
    sections
}

/// Items of the first level of which the record says neither what was said nor why nothing
/// was: no sentence can be made of them.
pub fn untold<'a>(record: &'a Record) -> Vec<Placed<'a>> {
    let items = agenda::in_order(&record.items);
    let untold = |placed: &Placed| {
        placed.depth == 0
            && !discussion::is_told(record, &items, placed.item)
            && !remaining::is_told(record, &items, placed.item)
    };
    items.iter().filter(|placed| untold(placed)).cloned().collect()
}

fn section(kind: SectionKind, heading: &str, text: String) -> Composed {
    Composed { kind, item_id: None, heading: heading.to_owned(), text }
}

/// "1.a", as the report refers to an item.
fn number_of(items: &[Placed], id: ItemId) -> Option<String> {
    items.iter().find(|placed| placed.item.id == id).map(|placed| placed.number.clone())
}
