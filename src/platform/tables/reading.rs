//! A table as it is handed over, taken apart into rows. Cells are text, whatever they look like.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};

use super::Columns;
use crate::web::{FORMULA, tidy};

/// In bytes.
pub const LARGEST: usize = 1024 * 1024;
pub const MOST_ROWS: usize = 1_000;

#[derive(Clone, Debug, Default)]
pub struct Row {
    /// On which line of the table it begins.
    pub line: u64,
    cells: BTreeMap<&'static str, String>,
    /// Why its cells cannot be told apart.
    pub fault: Option<String>,
}

impl Row {
    /// What stands in a column; nothing, if the table has no such column.
    pub fn cell(&self, column: &str) -> &str {
        self.cells.get(column).map(String::as_str).unwrap_or_default()
    }

    /// Several in one cell, divided by semicolons, one a line.
    pub fn lines(&self, column: &str) -> String {
        let parts = self.cell(column).split(';').map(str::trim).filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("\n")
    }
}

/// The rows below the heading, or why there are none, in a sentence.
pub fn read(table: &[u8], columns: &Columns) -> Result<Vec<Row>, String> {
    let text = std::str::from_utf8(table).map_err(|_| {
        "The table is not in UTF-8. In a spreadsheet, save it as “CSV UTF-8”.".to_owned()
    })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err("The table is empty.".into());
    }
    let divider = divider(text);
    if let Some(line) = unended(text, divider) {
        return Err(format!("The quotes that begin in line {line} never end."));
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(divider)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let heading = records.next().and_then(Result::ok).unwrap_or_default();
    let heading = named(&heading, columns)?;
    let rows = records.filter_map(Result::ok).filter(|record| record.iter().any(|c| !c.is_empty()));
    let mut lines = Lines::of(text);
    let row = |record: StringRecord| row(&record, &heading, &mut lines);
    let rows: Vec<_> = rows.take(MOST_ROWS + 1).map(row).collect();
    match rows.len() {
        0 => Err("The table has a heading, and no rows below it.".into()),
        1..=MOST_ROWS => Ok(rows),
        _ => Err("A table may have 1,000 rows. Divide it.".into()),
    }
}

/// Spreadsheets divide cells by commas or, where a comma is in numbers, by semicolons; what is
/// copied out of one is divided by tabs.
fn divider(text: &str) -> u8 {
    let heading = text.lines().next().unwrap_or_default();
    let count = |divider: &u8| heading.bytes().filter(|byte| byte == divider).count();
    // The last of those that are as many, so the comma.
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
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
        begins = opened.is_none() && (byte == divider || byte == b'\n' || byte == b'\r');
    }
    opened
}

/// Which column each cell of a row is in.
fn named(heading: &StringRecord, columns: &Columns) -> Result<Vec<&'static str>, String> {
    let known = [columns.needed, columns.optional, columns.passed_over].concat();
    let mut names = Vec::new();
    let mut unknown = Vec::new();
    for cell in heading {
        let cell = cell.trim();
        match known.iter().find(|name| name.eq_ignore_ascii_case(cell)) {
            Some(name) if names.contains(name) => {
                return Err(format!("The heading has the column “{name}” twice."));
            }
            Some(name) => names.push(*name),
            None => unknown.push(format!("“{cell}”")),
        }
    }
    let missing = columns.needed.iter().filter(|name| !names.contains(name));
    let missing: Vec<_> = missing.map(|name| format!("“{name}”")).collect();
    match (missing.as_slice(), unknown.as_slice()) {
        ([], []) => Ok(names),
        ([], _) => Err(format!(
            "The heading has what is no column here: {}. Rename it, or take it out.",
            unknown.join(", ")
        )),
        _ => Err(format!("The heading lacks {}.", missing.join(" and "))),
    }
}

/// Counts lines as far as rows were read, because empty ones between rows count too.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        Lines { text: text.as_bytes(), at: 0, line: 1 }
    }

    /// The line of what stands at that place or first after it.
    fn line(&mut self, at: usize) -> u64 {
        let ends = |byte: &&u8| matches!(byte, b'\r' | b'\n');
        let empty = self.text.get(at..).unwrap_or_default().iter().take_while(ends).count();
        let passed = self.text.get(self.at..at + empty).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.at = at + empty;
        self.line
    }
}

fn row(record: &StringRecord, heading: &[&'static str], lines: &mut Lines) -> Row {
    let line = record.position().map_or(0, |position| lines.line(position.byte() as usize));
    let cells = heading.iter().copied().zip(record.iter().map(plain)).collect();
    let (has, expected) = (record.len(), heading.len());
    let fault = (has != expected).then(|| {
        format!(
            "It has {has} cells, and the heading has {expected}. Is a comma missing, or a quote?"
        )
    });
    Row { line, cells, fault }
}

/// Without the apostrophe that our own tables put before what a spreadsheet would take for a
/// formula.
fn plain(cell: &str) -> String {
    let marked = cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA));
    tidy(marked.unwrap_or(cell).trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: Columns =
        Columns { needed: &["what", "who"], optional: &["when"], passed_over: &["address"] };

    fn describe(table: &str) -> Vec<String> {
        let rows = read(table.as_bytes(), &COLUMNS).unwrap();
        let told = rows.iter().map(|row| {
            format!(
                "{}: {} | {} | {}",
                row.line,
                row.cell("what"),
                row.cell("who"),
                row.cell("when")
            )
        });
        told.collect()
    }

    #[test]
    fn rows_are_read_however_a_spreadsheet_wrote_them() {
        for (table, rows) in [
            ("what,who\nSend it,Mira\n", &["2: Send it | Mira | "][..]),
            (
                "\u{FEFF}Who; WHAT \r\nMira;\"a;\r\nb\"\r\n\r\nAna;c\r\n",
                &["2: a;\nb | Mira | ", "5: c | Ana | "],
            ),
            ("what\twho\twhen\n a \tb\tc\n", &["2: a | b | c"]),
            ("address,what,who\nx,\"say \"\"so\"\"\",\n,,\n", &["2: say \"so\" |  | "]),
            ("what,who\n'=1+1,'Ana\n", &["2: =1+1 | 'Ana | "]),
            ("what,who\n6\" pipe,=cmd\n", &["2: 6\" pipe | =cmd | "]),
        ] {
            assert_eq!(describe(table), rows, "{table}");
        }
    }

    #[test]
    fn several_names_stand_in_one_cell() {
        let rows = read(b"what,who\nx,\"Mira Rao; ;Ana;\"", &COLUMNS).unwrap();
        assert_eq!(rows[0].lines("who"), "Mira Rao\nAna");
    }

    #[test]
    fn a_table_that_cannot_be_read_says_why() {
        let many = "what,who\n".to_owned() + &"a,b\n".repeat(MOST_ROWS + 1);
        for (table, sentence) in [
            (&b"what,who\nM\xFCller,x"[..], "The table is not in UTF-8."),
            (b" \n", "The table is empty."),
            (b"what,who\n", "no rows below it"),
            (b"what\nx", "The heading lacks “who”."),
            (b"task,x\ny,z", "The heading lacks “what” and “who”."),
            (b"what,who,cost\na,b,c", "no column here: “cost”."),
            (b"what,who,who\na,b,c", "the column “who” twice"),
            (b"what,who\na,b\nc,\"d\ne,f\n", "The quotes that begin in line 3 never end."),
            (many.as_bytes(), "A table may have 1,000 rows."),
        ] {
            let refused = read(table, &COLUMNS).unwrap_err();
            assert!(refused.contains(sentence), "{refused}");
        }
    }

    #[test]
    fn a_row_of_another_length_is_named() {
        let rows = read(b"what,who\na,b,c\nd,e\n", &COLUMNS).unwrap();
        assert!(rows[0].fault.as_ref().unwrap().starts_with("It has 3 cells"));
        assert_eq!(rows[1].fault, None);
    }
}
