//! Understanding a Summary Report: from the blocks of any document to what the meeting's record will hold.

mod labels;
mod text;
mod agenda;
mod remaining;
mod tokens;
mod times;
mod dates;
mod headings;
mod next_meeting;
mod updates;
mod words;
mod decisions;
mod speakers;
mod breaks;
mod names;
mod actions;
mod opening;
mod parts;
mod body;
mod discussion;
mod outcomes;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;

use std::fmt;

use self::agenda::Agenda;
use self::body::Body;
use self::names::Names;
use self::parts::Outline;
use super::{Block, Report};

/// What is missing, a sentence each.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub struct NotUnderstood {
    pub missing: Vec<String>,
}

impl fmt::Display for NotUnderstood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.missing.join(" "))
    }
}

pub fn understand(blocks: &[Block]) -> Result<Report, NotUnderstood> {
    let mut report = Report::default();
    let blocks = breaks::mended(blocks, &mut report);
    let outline = Outline::of(&blocks);
    let number = opening::read(outline.opening, &mut report);
    let agenda = Agenda::read(outline.agenda, &mut report);
    report.agenda = agenda.tree();

    let mut names = Names::gather(&blocks, &report.moderators);
    for moderator in std::mem::take(&mut report.moderators) {
        let name = names.full(&moderator, &mut report);
        report.moderators.push(name);
    }
    let has_discussion = Body::new(&agenda, names, &mut report).read(outline.body);

    let missing = [
        (number.is_none(), "There is no heading with the meeting's number."),
        (report.agenda.is_empty(), "There is no agenda."),
        (!has_discussion, "There is no discussion."),
    ];
    let missing: Vec<_> =
        missing.iter().filter(|(is, _)| *is).map(|(_, what)| (*what).to_owned()).collect();
    match number {
        Some(number) if missing.is_empty() => Ok(Report { meeting_number: number, ..report }),
        _ => Err(NotUnderstood { missing }),
    }
}
