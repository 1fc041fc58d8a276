//! Items that the meeting did not come to: "Remaining agenda items (3-5)".

use std::collections::HashSet;

use super::agenda::{Agenda, Item};
use super::labels::Label;
use crate::imports::Report;
use crate::imports::report::NotAddressed;

/// Notes the items that the heading names, without a reason yet.
pub fn read(heading: &str, agenda: &Agenda, seen: &HashSet<String>, report: &mut Report) {
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
