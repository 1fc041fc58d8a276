//! The opening of a report: its title and group, the meeting's number and start, who moderated.

use super::dates::{self, When};
use super::headings::{self, group_of, is_generic};
use super::speakers::{Word, name_at};
use super::text::{first_words, flat, is_closed, normal, plain, sentences};
use crate::imports::{Block, Report};

/// Fills in what the opening says and gives the meeting's number.
pub fn read(blocks: &[Block], report: &mut Report) -> Option<i32> {
    let mut opening = Opening { report, number: None, unclear: None, unplaced: Vec::new() };
    for (at, block) in blocks.iter().enumerate() {
        let is_last = at + 1 == blocks.len();
        for piece in pieces(block) {
            let leads_in = is_last && piece.ends_with(':');
            if !opening.piece(&piece, block) && !leads_in {
                opening.unplaced.push(piece);
            }
        }
    }
    opening.finish()
}

struct Opening<'r> {
    report: &'r mut Report,
    number: Option<i32>,
    unclear: Option<String>,
    unplaced: Vec<String>,
}

impl Opening<'_> {
    fn piece(&mut self, piece: &str, block: &Block) -> bool {
        let is_title = self.title(piece, block);
        let is_held = headings::is_held(piece);
        let moderated = self.moderators(piece);
        let participants = self.participants(piece);
        let short = is_held || piece.split(' ').count() <= 14;
        let dated = short && self.date(piece);
        let numbered = short && self.number(piece);
        if is_held {
            let (group, abbreviation) = headings::held_by(piece);
            self.report.group = self.report.group.take().or(group);
            self.report.group_abbreviation = self.report.group_abbreviation.take().or(abbreviation);
        }
        is_title || moderated || participants || dated || numbered || is_generic(piece)
    }

    fn title(&mut self, piece: &str, block: &Block) -> bool {
        let is_title = self.report.title.is_none() && !is_closed(piece);
        if is_title {
            self.report.title = Some(piece.to_owned());
        }
        let is_heading = matches!(block, Block::Heading { .. });
        if (is_title || is_heading) && self.report.group.is_none() {
            (self.report.group, self.report.group_abbreviation) = group_of(piece);
        }
        is_title
            || (is_heading
                && self.report.group.as_deref().is_some_and(|group| piece.contains(group)))
    }

    fn number(&mut self, piece: &str) -> bool {
        let Some(number) = headings::number(piece) else { return false };
        match self.number {
            None => self.number = Some(number),
            Some(first) if first == number => {}
            Some(first) => self.report.warn(format!(
                "The meeting's number is {first}, but this says {number}: “{piece}”"
            )),
        }
        true
    }

    fn date(&mut self, piece: &str) -> bool {
        match (dates::when(piece), self.report.starts_at) {
            (When::Never, _) => return false,
            (When::At(at), None) => self.report.starts_at = Some(at),
            (When::At(at), Some(first)) if at == first => {}
            (When::Unclear, Some(first))
                if dates::day(piece).is_none_or(|day| day == first.date_naive()) => {}
            (When::Unclear, None) => self.unclear = self.unclear.take().or(Some(piece.to_owned())),
            (_, Some(_)) => self
                .report
                .warn(format!("This gives another date or time for the meeting: “{piece}”")),
        }
        true
    }

    fn participants(&mut self, piece: &str) -> bool {
        let is = piece.to_lowercase().starts_with("the list of participants")
            && self.report.participants_note.is_none();
        if is {
            self.report.participants_note = Some(piece.to_owned());
        }
        is
    }

    fn moderators(&mut self, piece: &str) -> bool {
        let lower = piece.to_ascii_lowercase();
        let Some(start) = MODERATED.iter().find_map(|by| Some(lower.find(by)? + by.len())) else {
            return false;
        };
        let listed = piece[start..]
            .trim_end_matches('.')
            .replace(" and ", ", ")
            .replace(" & ", ", ")
            .replace(';', ",");
        let mut placed = true;
        for part in listed.split(',').map(plain).filter(|part| !part.is_empty()) {
            let words: Vec<_> = part.split(' ').map(Word::of).collect();
            let name = name_at(&words, 0);
            placed &=
                name.as_ref().is_some_and(|(_, end)| *end == words.len() || part.contains('('))
                    || dates::when(&part) != When::Never;
            self.report.moderators.extend(name.map(|(name, _)| name));
        }
        if !placed {
            self.report.warn(format!("Not all of this was understood: “{piece}”"));
        }
        true
    }

    fn finish(self) -> Option<i32> {
        let Self { report, number, unclear, unplaced } = self;
        // The group's name may stand on a line before the sentence that tells it.
        let group = report.group.as_deref().map(normal);
        let unplaced = unplaced.iter().filter(|piece| group.as_ref() != Some(&normal(piece)));
        unplaced.for_each(|piece| report.unplaced(piece));
        match unclear {
            _ if report.starts_at.is_some() => {}
            Some(piece) => report.warn(format!(
                "The start of the meeting needs a date, a time and UTC, but this says: {}",
                first_words(&piece)
            )),
            None => report.warn("The date and time of the meeting were not found."),
        }
        if report.group.is_none() {
            report.warn("The name of the group was not found.");
        }
        number
    }
}

/// A text in sentences is read by sentence, anything else by line.
fn pieces(block: &Block) -> Vec<String> {
    let text = block.text();
    let whole = flat(text);
    match block {
        Block::Paragraph { .. } if is_closed(&whole) => {
            sentences(&whole).map(String::from).collect()
        }
        Block::Item { .. } => vec![whole],
        _ => text.lines().map(plain).collect(),
    }
}

const MODERATED: [&str; 12] = [
    "moderated by ",
    "chaired by ",
    "facilitated by ",
    "moderator: ",
    "moderators: ",
    "moderator(s): ",
    "co-moderators: ",
    "chair: ",
    "chairs: ",
    "co-chairs: ",
    "co-chair: ",
    "facilitator: ",
];
