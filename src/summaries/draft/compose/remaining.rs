//! The items that the meeting did not come to, under one heading, with the reason.

use super::{Composed, discussion, section};
use crate::draft::SectionKind;
use crate::draft::words::{ranges, sentence, within_line};
use base::markdown::escape;
use base::states::Outcome;
use meetings::agenda::{Item, Placed};
use meetings::record::Record;

pub fn remaining(record: &Record, items: &[Placed]) -> Composed {
    let first_level = items.iter().filter(|placed| placed.depth == 0);
    let remaining: Vec<&Item> =
        first_level.map(|placed| placed.item).filter(|item| is_told(record, items, item)).collect();
    let labels: Vec<_> = remaining.iter().map(|item| item.label.as_str()).collect();
    section(SectionKind::Remaining, &heading(&labels), text(&groups(&remaining)))
}

/// Whether it is said why nothing was said under an item.
pub fn is_told(record: &Record, items: &[Placed], item: &Item) -> bool {
    let left = [Outcome::NotAddressed, Outcome::Withdrawn, Outcome::Deferred];
    left.contains(&item.outcome) && !discussion::is_told(record, items, item)
}

fn heading(labels: &[&str]) -> String {
    let items = if labels.len() == 1 { "item" } else { "items" };
    format!("Remaining agenda {items} ({})", within_line(&ranges(labels)))
}

fn text(groups: &[Vec<&Item>]) -> String {
    match groups {
        // The heading says already which items it is about.
        [all] if all[0].outcome == Outcome::NotAddressed => reason(all[0]),
        groups => groups.iter().map(|group| describe(group)).collect::<Vec<_>>().join("\n\n"),
    }
}

/// Items side by side that share outcome and reason.
fn groups<'a>(items: &[&'a Item]) -> Vec<Vec<&'a Item>> {
    let alike = |a: &&Item, b: &&Item| a.outcome == b.outcome && a.reason == b.reason;
    items.chunk_by(alike).map(<[_]>::to_vec).collect()
}

fn describe(group: &[&Item]) -> String {
    let labels: Vec<_> = group.iter().map(|item| item.label.as_str()).collect();
    let labels = within_line(&ranges(&labels));
    let (items, was) = if group.len() == 1 { ("Item", "was") } else { ("Items", "were") };
    let outcome = match group[0].outcome {
        Outcome::Withdrawn => format!(" {was} withdrawn"),
        Outcome::Deferred => format!(" {was} deferred to a later meeting"),
        _ => String::new(),
    };
    match reason(group[0]).as_str() {
        "" => format!("{items} {labels}{outcome}."),
        reason => format!("{items} {labels}{outcome}: {reason}"),
    }
}

fn reason(item: &Item) -> String {
    sentence(&escape(&item.reason))
}
