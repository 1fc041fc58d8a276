//! Lines read as paragraphs, lists, quotes, tables and code.

use super::Headings;
use super::emphasis::Open;
use super::inline::{Place, inline, inline_below};
use super::line::{Line, closes_fence, fence, heading, is_quote, is_rule, quoted};
use super::marker::{Kind, Marker, marker};
use super::table::{is_ruled, table};
use super::unlike::{unlike_a_block, unlike_an_end};
use super::writer::Writer;

/// How deep quotes (1) and lists (2) may lie in each other: what lies deeper is shown as typed.
const DEEPEST: usize = 44;
/// How far the next number of a list may be.
const NEAR: usize = 50;

pub fn write(lines: &[Line], headings: Headings, writer: &mut Writer) {
    Blocks::new(lines, headings, 0).write(writer);
}

/// Which lines are within a block of code, in any depth of quotes and lists.
pub fn code_lines(lines: &[Line]) -> Vec<bool> {
    let mut code = vec![false; lines.len()];
    let mut at = 0;
    let mut barren = usize::MAX;
    while at < lines.len() {
        let text = |at: usize| marker_free(lines[at].text);
        let opens = fence(text(at)).filter(|length| *length < barren);
        let end = opens.and_then(|length| {
            let end = (at + 1..lines.len()).find(|n| closes_fence(text(*n), length));
            barren = if end.is_none() { length } else { barren };
            end
        });
        if let Some(end) = end {
            code[at..=end].fill(true);
            at = end;
        }
        at += 1;
    }
    code
}

fn marker_free(text: &str) -> &str {
    let text = text.trim_start_matches(|sign: char| sign == '>' || sign.is_whitespace());
    marker(text).map_or(text, |marker| marker.text)
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Was {
    Nothing,
    Paragraph,
    Numbers { closed_by: char },
    Other,
}

pub(super) struct Blocks<'l, 't> {
    pub(super) lines: &'l [Line<'t>],
    pub(super) headings: Headings,
    pub(super) depth: usize,
    pub(super) at: usize,
    /// The block before, and whether a blank line came after it.
    pub(super) was: Was,
    pub(super) parted: bool,
    /// The last number of a list here.
    pub(super) number: Option<u64>,
    /// No run of so many backticks closes code any more.
    barren: usize,
}

impl<'l, 't> Blocks<'l, 't> {
    pub(super) fn new(lines: &'l [Line<'t>], headings: Headings, depth: usize) -> Self {
        let (was, parted, number, barren) = (Was::Nothing, false, None, usize::MAX);
        Blocks { lines, headings, depth, at: 0, was, parted, number, barren }
    }

    pub(super) fn write(mut self, writer: &mut Writer) {
        while self.at < self.lines.len() {
            if self.lines[self.at].is_blank() {
                self.parted = true;
                self.at += 1;
                continue;
            }
            self.block(writer);
            self.parted = false;
        }
    }

    fn block(&mut self, writer: &mut Writer) {
        let line = self.lines[self.at];
        if let Some(marker) = self.item(self.at) {
            return self.list(marker, writer);
        }
        if let Some(end) = self.code_end(self.at) {
            self.part(writer);
            self.code(end, writer);
        } else if self.is_quote(self.at) {
            self.part(writer);
            self.quote(writer);
        } else if let Some(table) = self.table(self.at) {
            self.part(writer);
            table.write(writer);
            self.at += table.lines;
        } else if is_rule(line.text) {
            self.part(writer);
            writer.line("---");
            self.at += 1;
        } else if let Some((level, title)) = self.heading(line.text) {
            self.part(writer);
            writer.line(&format!(
                "{} {}",
                "#".repeat(level),
                unlike_an_end(inline(title, Place::Line))
            ));
            self.at += 1;
        } else {
            return self.paragraph(writer);
        }
        self.was = Was::Other;
    }

    /// An empty line, so that no program takes what follows as part of the block before.
    pub(super) fn part(&mut self, writer: &mut Writer) {
        if self.was != Was::Nothing {
            writer.blank();
        }
    }

    fn paragraph(&mut self, writer: &mut Writer) {
        self.part(writer);
        self.was = Was::Paragraph;
        let start = self.at;
        self.at += 1;
        while self.at < self.lines.len() && !self.begins(self.at) {
            self.at += 1;
        }
        let lines = &self.lines[start..self.at];
        let mut open = Open::default();
        for (nth, line) in lines.iter().enumerate() {
            let words = unlike_a_block(inline_below(line.text, Place::Line, &mut open));
            let end = if nth + 1 < lines.len() { "  " } else { "" };
            writer.line(&format!("{words}{end}"));
        }
    }

    /// Whether a paragraph ends before this line.
    fn begins(&mut self, at: usize) -> bool {
        let line = self.lines[at];
        line.is_blank()
            || self.item(at).is_some()
            || is_rule(line.text)
            || self.heading(line.text).is_some()
            || self.code_end(at).is_some()
            || self.is_quote(at)
            || self.table(at).is_some()
    }

    fn heading(&self, text: &'t str) -> Option<(usize, &'t str)> {
        heading(text).filter(|_| self.headings == Headings::Kept)
    }

    fn table(&self, at: usize) -> Option<super::table::Table<'t>> {
        let lines = &self.lines[at..];
        let second = lines.get(1)?;
        let near = is_ruled(second.text) || (self.depth == 0 && second.raw.contains('\t'));
        if near { table(lines) } else { None }
    }

    fn code_end(&mut self, at: usize) -> Option<usize> {
        let length = fence(self.lines[at].text).filter(|length| *length < self.barren)?;
        let end = (at + 1..self.lines.len()).find(|n| closes_fence(self.lines[*n].text, length));
        if end.is_none() {
            self.barren = length;
        }
        end
    }

    fn code(&mut self, end: usize, writer: &mut Writer) {
        let open = self.lines[self.at];
        writer.line(open.text);
        for line in &self.lines[self.at + 1..end] {
            writer.line(line.without(open.indent).trim_end());
        }
        let length = fence(open.text).unwrap_or(3);
        writer.line(&"`".repeat(length));
        self.at = end + 1;
    }

    fn is_quote(&self, at: usize) -> bool {
        let text = self.lines[at].text;
        let goes_on = || {
            let below = self.lines[at + 1..].iter().take(NEAR);
            below.take_while(|line| quoted(line.text).is_some()).any(|line| is_quote(line.text))
        };
        self.depth < DEEPEST && quoted(text).is_some() && (is_quote(text) || goes_on())
    }

    fn quote(&mut self, writer: &mut Writer) {
        let said: Vec<_> = self.lines[self.at..]
            .iter()
            .map_while(|line| quoted(line.text))
            .map(Line::of)
            .collect();
        self.at += said.len();
        let inside = Blocks::new(&said, self.headings, self.depth + 1);
        writer.quote(|writer| inside.write(writer));
    }

    /// The marker of an item. A number is one if it goes on counting, or is gone on from.
    pub(super) fn item(&self, at: usize) -> Option<Marker<'t>> {
        let line = self.lines[at];
        if is_rule(line.text) || self.depth + 2 > DEEPEST {
            return None;
        }
        let marker = marker(line.text)?;
        let Kind::Number(number) = marker.kind else { return Some(marker) };
        let counts = number == self.number.map_or(1, |last| last + 1);
        let restarts = number <= 1;
        let below = matches!(self.was, Was::Numbers { .. }) && !marker.kind.is_year();
        let goes_on = || self.next_number(at) == Some(number + 1);
        (counts || restarts || below || goes_on()).then_some(marker)
    }

    fn next_number(&self, at: usize) -> Option<u64> {
        let indent = self.lines[at].indent;
        let near = self.lines[at + 1..].iter().take(NEAR);
        let beside = near.filter(|line| !line.is_blank() && line.indent <= indent + 1);
        let mut numbers = beside.map(|line| marker(line.text).map(|marker| marker.kind));
        numbers.find_map(|kind| match kind {
            Some(Kind::Number(number)) => Some(number),
            _ => None,
        })
    }
}
