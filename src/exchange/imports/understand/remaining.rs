//! Items that the meeting did not come to: "Remaining agenda items (3-5)".

use std::collections::HashSet;

use super::agenda::{Agenda, Item};
use super::labels::Label;
use super::text::plain;
use crate::imports::Report;
use crate::imports::report::NotAddressed;

/// Every item that the heading names gets the reason.
const LONGEST_REASON: usize = 4_000;

/// Notes the items that the heading names, without a reason yet.
pub fn read(heading: &str, agenda: &Agenda, seen: &HashSet<String>, report: &mut Report) {
    // Ranges multiply: "(1-99, 1-99, …)".
    let heading = heading.char_indices().nth(200).map_or(heading, |(end, _)| &heading[..end]);
    let mut items = named(heading, agenda, report);
    if items.is_empty() {
        items = agenda
            .items()
            .iter()
            .filter(|item| item.level == 0 && !seen.contains(&item.number))
            .collect();
        report.warn(format!(
            "“{heading}” names no items; those without a heading of their own were taken."
        ));
    }
    for item in items {
        if report.not_addressed.iter().all(|other| other.number != item.number) {
            let (number, title) = (item.number.clone(), item.title.clone());
            report.not_addressed.push(NotAddressed { number, title, reason: None });
        }
    }
}

/// A paragraph below the heading: the reason for all items, or "Items 3-4: …" for some.
pub fn reason(text: &str, agenda: &Agenda, from: usize, report: &mut Report) {
    let (items, reason) = match text.split_once(':') {
        Some((before, _)) if is_items(before) && is_left(before) => {
            (named(before, agenda, report), text)
        }
        Some((before, reason)) if is_items(before) => (named(before, agenda, report), reason),
        None if is_items(text) && !is_left(text) => (named(text, agenda, report), ""),
        None if is_items(text) => (named(text, agenda, report), text),
        _ => (Vec::new(), text),
    };
    let reason = plain(reason);
    let mut placed = reason.is_empty();
    for entry in report.not_addressed.iter_mut().skip(from).filter(|_| !reason.is_empty()) {
        let before = entry.reason.as_deref().unwrap_or_default();
        let is_meant = items.is_empty() || items.iter().any(|item| item.number == entry.number);
        if is_meant && before.len() + reason.len() <= LONGEST_REASON {
            entry.reason = Some(format!("{before} {reason}").trim().to_owned());
            placed = true;
        }
    }
    if !placed {
        report.unplaced(text);
    }
}

fn is_left(text: &str) -> bool {
    text.contains(" withdrawn") || text.contains(" deferred")
}

/// "This item was not addressed: …" below the item's own heading.
pub fn is_outcome(text: &str) -> bool {
    describe(text).is_some()
}

pub fn outcome(text: &str, number: Option<&str>, agenda: &Agenda, report: &mut Report) {
    let item = number.and_then(|number| agenda.numbered(number));
    let Some((item, (outcome, reason))) = item.zip(describe(text)) else { return };
    if outcome != "discussed" {
        let left = ["withdrawn", "deferred"].contains(&outcome);
        let reason =
            Some(plain(if left { text } else { reason })).filter(|reason| !reason.is_empty());
        let (number, title) = (item.number.clone(), item.title.clone());
        report.not_addressed.push(NotAddressed { number, title, reason });
    }
}

/// What a text tells of its item, and why.
fn describe(text: &str) -> Option<(&'static str, &str)> {
    let rest = text.strip_prefix("This ").or_else(|| text.strip_prefix("The "))?;
    let rest = rest.strip_prefix("agenda ").unwrap_or(rest).strip_prefix("item was ")?;
    let outcome = OUTCOMES.into_iter().find(|outcome| rest.starts_with(outcome))?;
    match rest[outcome.len()..].trim() {
        "" | "." => Some((outcome, "")),
        _ if outcome == "discussed" => None,
        after => Some((outcome, after.strip_prefix(':').map_or(text, str::trim))),
    }
}

const OUTCOMES: [&str; 7] = [
    "not addressed",
    "not discussed",
    "not reached",
    "not covered",
    "discussed",
    "withdrawn",
    "deferred",
];

fn is_items(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    text.len() < 60
        && ["Item", "Items"].contains(&first)
        && text.contains(|c: char| c.is_ascii_digit())
}

fn named<'a>(heading: &str, agenda: &'a Agenda, report: &mut Report) -> Vec<&'a Item> {
    let spaced = heading.replace(['-', '–', '—', '−'], " to ");
    let words =
        spaced.split(|c: char| !c.is_alphanumeric() && c != '.').map(|word| word.trim_matches('.'));
    let (mut items, mut from) = (Vec::new(), None);
    for word in words {
        if word == "to" {
            from = items.last().copied();
        } else if let Some(label) =
            Label::of(word).filter(|label| label.text.starts_with(|c: char| c.is_ascii_digit()))
        {
            match agenda.numbered(&label.text) {
                Some(item) => {
                    items.extend(from.take().map_or(vec![item], |from| agenda.between(from, item)))
                }
                None => report.warn(format!(
                    "“{heading}” names item {}, which is not on the agenda.",
                    label.text
                )),
            }
        }
    }
    items
}
