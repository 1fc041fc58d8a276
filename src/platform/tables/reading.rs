//! A table as it is handed over, taken apart into rows. Cells are text, whatever they look like.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};

use super::dates::{self, Order, Said};
use super::heading::{self, Heading};
use super::{Columns, decoding};
use crate::web::is_formula;
use base::long_work;
use base::text::as_stored;

/// In bytes.
pub const LARGEST: usize = 1024 * 1024;
pub const MOST_ROWS: usize = 1_000;

/// What cells are divided by. Of those that fit as well, the last.
const DIVIDERS: [u8; 4] = [b'|', b'\t', b';', b','];

#[derive(Clone, Debug, Default)]
pub struct Row {
    /// On which line of the table it begins.
    pub line: u64,
    cells: BTreeMap<&'static str, String>,
    /// Why its cells cannot be told apart.
    pub fault: Option<String>,
    /// What somebody has to say before it can be read.
    pub asked: Option<String>,
}

/// How a table is to be read, where somebody was asked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading {
    pub dates: Option<Order>,
    /// Whether garbled letters are mended.
    pub mend: bool,
}

/// The rows of a table, and what is to be said of it as a whole.
#[derive(Debug, Default)]
pub struct Table {
    pub rows: Vec<Row>,
    /// As it was read, for the next time.
    pub text: String,
    /// A word that looks as if UTF-8 had been read as something else, and what it was.
    pub garbled: Option<(String, String)>,
    /// A word of which letters are lost.
    pub lost: Option<String>,
    /// The encoding that was guessed.
    pub guessed: Option<&'static str>,
}

impl Row {
    /// What stands in a column; nothing, if the table has no such column.
    pub fn cell(&self, column: &str) -> &str {
        self.cells.get(column).map(String::as_str).unwrap_or_default()
    }

    /// Why it cannot be looked at yet.
    pub fn refusal(&self) -> Option<&String> {
        self.fault.as_ref().or(self.asked.as_ref())
    }
}

impl Table {
    /// What is to be said before anything is stored.
    pub fn warnings(&self) -> Vec<String> {
        let garbled = self.garbled.as_ref().map(|(garbled, was)| {
            format!("Letters look garbled: “{garbled}” was probably “{was}”.")
        });
        let lost = self.lost.as_ref().map(|word| {
            format!("Letters are lost: “{word}”. Save the table again as CSV in UTF-8.")
        });
        let guessed = self.guessed.map(|encoding| {
            format!("The table is not in UTF-8. It was read as {encoding}: check its letters.")
        });
        garbled.into_iter().chain(lost).chain(guessed).collect()
    }
}

/// The rows below the heading, or why there are none, in a sentence.
pub fn read(table: &[u8], columns: &Columns, how: Reading) -> Result<Table, String> {
    long_work::of_length(table.len(), || understood(table, columns, how))
}

fn understood(table: &[u8], columns: &Columns, how: Reading) -> Result<Table, String> {
    let decoded = decoding::decode(table);
    let text = decoded.text.strip_prefix('\u{FEFF}').unwrap_or(&decoded.text);
    let mended = how.mend.then(|| decoding::mended(text)).flatten();
    let text = as_stored(mended.as_deref().unwrap_or(text));
    if text.trim().is_empty() {
        return Err("The table is empty.".into());
    }
    let (told, body) = told_divider(&text);
    let divider = told.unwrap_or_else(|| divider(body, columns));
    let before = if told.is_some() { 1 } else { 0 };
    if let Some(line) = unended(body, divider) {
        return Err(format!("The quotes that begin in line {} never end.", line + before));
    }
    let mut records = records(body, divider);
    let heading = records.next().unwrap_or_default();
    let heading = heading::read(&heading.iter().collect::<Vec<_>>(), columns)?;
    let mut lines = Lines::of(body, before as u64);
    let filled = records.filter(|record| record.iter().any(|cell| !cell.trim().is_empty()));
    let rows = filled.take(MOST_ROWS + 1).map(|record| row(&record, &heading, &mut lines));
    let mut rows: Vec<_> = rows.collect();
    settle_dates(&mut rows, columns, how.dates);
    let (garbled, lost) = (decoding::example(&text), decoding::lost(&text));
    match rows.len() {
        0 => Err("The table has a heading, and no rows below it.".into()),
        1..=MOST_ROWS => Ok(Table { rows, text, garbled, lost, guessed: decoded.guessed }),
        _ => Err("A table may have 1,000 rows. Divide it.".into()),
    }
}

fn records(text: &str, divider: u8) -> impl Iterator<Item = StringRecord> {
    let mut reader = ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(divider);
    reader.from_reader(text.as_bytes()).into_records().filter_map(Result::ok)
}

/// Excel writes what it divides by into a first line: "sep=;".
fn told_divider(text: &str) -> (Option<u8>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let told = first.trim_start_matches('"').trim_end().to_lowercase();
    let told = told.strip_prefix("sep=").and_then(|told| told.bytes().next());
    match told.or((first.to_lowercase().starts_with("sep=\t")).then_some(b'\t')) {
        Some(told) if told.is_ascii() => (Some(told), rest),
        _ => (None, text),
    }
}

/// By which most of the heading is known; otherwise that of which there are most in it.
fn divider(text: &str, columns: &Columns) -> u8 {
    let fit = |divider: &u8| {
        let heading = records(text, *divider).next().unwrap_or_default();
        let known = heading::known(&heading.iter().collect::<Vec<_>>(), columns);
        (known, heading.len())
    };
    DIVIDERS.into_iter().max_by_key(fit).unwrap_or(b',')
}

/// The line in which quotes begin that are never closed.
fn unended(text: &str, divider: u8) -> Option<usize> {
    let (mut line, mut opened) = (1, None);
    let mut begins = true;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match (byte, opened) {
            (b'"', None) if begins => opened = Some(line),
            (b'"', Some(_)) if bytes.peek() == Some(&b'"') => {
                bytes.next();
            }
            (b'"', Some(_)) => opened = None,
            _ => {}
        }
        line += usize::from(byte == b'\n');
        begins = opened.is_none() && (byte == divider || byte == b'\n');
    }
    opened
}

/// Counts lines as far as rows were read, because empty ones between rows count too.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str, before: u64) -> Self {
        Lines { text: text.as_bytes(), at: 0, line: 1 + before }
    }

    /// The line of what stands at that place or first after it.
    fn line(&mut self, at: usize) -> u64 {
        let rest = self.text.get(at..).unwrap_or_default().iter();
        let empty = rest.take_while(|byte| **byte == b'\n').count();
        let passed = self.text.get(self.at..at + empty).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.at = at + empty;
        self.line
    }
}

/// Empty cells beyond the heading are a spreadsheet's way of writing columns that once were.
fn row(record: &StringRecord, heading: &Heading, lines: &mut Lines) -> Row {
    let line = record.position().map_or(0, |position| lines.line(position.byte() as usize));
    let expected = heading.0.len();
    let unnamed = |nth: &usize| heading.0.get(*nth).copied().flatten().is_none();
    let has = record.len();
    let beyond = record.iter().skip(expected).any(|cell| !cell.trim().is_empty());
    let mut nameless = record.iter().enumerate().take(expected);
    let nameless = nameless.find(|(nth, cell)| unnamed(nth) && !cell.trim().is_empty());
    let fault = match nameless {
        _ if beyond || has < expected => Some(format!(
            "It has {has} cells, and the heading has {expected}. Is a comma missing, or a quote?"
        )),
        Some((nth, cell)) => Some(format!(
            "“{}” stands in column {}, which has no name in the heading.",
            cell.trim(),
            nth + 1
        )),
        None => None,
    };
    let cells = heading.0.iter().zip(record.iter().map(plain));
    let cells = cells.filter_map(|(name, cell)| Some(((*name)?, cell))).collect();
    Row { line, cells, fault, asked: None }
}

/// Without the apostrophe that our own tables put before what a spreadsheet would take for a
/// formula.
fn plain(cell: &str) -> String {
    let marked = cell.strip_prefix('\'').filter(|rest| is_formula(rest));
    marked.unwrap_or(cell).trim().to_owned()
}

/// Days are read in the order in which the table writes them. Where that cannot be seen, the row
/// asks for it.
fn settle_dates(rows: &mut [Row], columns: &Columns, told: Option<Order>) {
    let dated = columns.needed.iter().chain(columns.optional).filter(|column| column.dated);
    let names: Vec<_> = dated.map(|column| column.name).collect();
    let said = |row: &Row| -> Vec<(&'static str, Said)> {
        let cells = names.iter().filter_map(|name| Some((*name, dates::read(row.cell(name))?)));
        cells.collect()
    };
    let of_rows: Vec<_> = rows.iter().map(said).collect();
    let all: Vec<_> = of_rows.iter().flatten().map(|(_, said)| *said).collect();
    let usual = dates::order_of(&all);
    for (row, said) in rows.iter_mut().zip(of_rows) {
        for (name, said) in said {
            match said.settle(row.cell(name), told, usual) {
                Ok(day) => {
                    row.cells.insert(name, day.to_string());
                }
                Err(question) => row.asked = Some(question),
            }
        }
    }
}
