//! Tables: of Markdown, and as they are pasted from a spreadsheet.

use super::inline::{Place, inline};
use super::line::Line;
use super::marker::marker;
use super::writer::Writer;

pub struct Table<'t> {
    alignments: Vec<&'static str>,
    rows: Vec<Vec<&'t str>>,
    /// How many lines it takes.
    pub lines: usize,
}

/// A table that begins with the first of the lines.
pub fn table<'t>(lines: &[Line<'t>]) -> Option<Table<'t>> {
    of_markdown(lines).or_else(|| of_spreadsheet(lines))
}

fn of_markdown<'t>(lines: &[Line<'t>]) -> Option<Table<'t>> {
    let [head, below, body @ ..] = lines else { return None };
    if !head.text.contains('|') || !is_ruled(below.text) {
        return None;
    }
    let alignments: Vec<_> = cells(below.text).into_iter().map(alignment).collect::<Option<_>>()?;
    let head = cells(head.text);
    if head.len() != alignments.len() {
        return None;
    }
    let body = body.iter().take_while(|row| row.text.contains('|'));
    let rows: Vec<_> = [head].into_iter().chain(body.map(|row| cells(row.text))).collect();
    let lines = rows.len() + 1;
    Some(Table { alignments, rows, lines })
}

/// Whether it could stand below a table's head. Such a line is escaped where it does not.
pub fn is_ruled(text: &str) -> bool {
    text.contains('-') && text.chars().all(|sign| "|:- \t".contains(sign))
}

fn alignment(cell: &str) -> Option<&'static str> {
    let dashes = cell.trim_matches(':');
    let is_rule = !dashes.is_empty() && dashes.bytes().all(|sign| sign == b'-');
    is_rule.then(|| match (cell.starts_with(':'), cell.ends_with(':')) {
        (false, false) => "---",
        (true, false) => ":--",
        (false, true) => "--:",
        (true, true) => ":-:",
    })
}

fn cells(row: &str) -> Vec<&str> {
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = Vec::new();
    let (mut start, mut escaped) = (0, false);
    for (at, sign) in row.bytes().enumerate() {
        if sign == b'|' && !escaped {
            cells.push(row[start..at].trim());
            start = at + 1;
        }
        escaped = sign == b'\\' && !escaped;
    }
    if !row[start..].trim().is_empty() || cells.is_empty() {
        cells.push(row[start..].trim());
    }
    cells
}

/// Rows with a tab between any two cells, all of the same number.
fn of_spreadsheet<'t>(lines: &[Line<'t>]) -> Option<Table<'t>> {
    let tabs = |line: &Line| line.raw.matches('\t').count();
    let columns = tabs(lines.first()?) + 1;
    let is_row =
        |line: &&Line| !line.is_blank() && tabs(line) + 1 == columns && marker(line.text).is_none();
    let [first, second, ..] = lines else { return None };
    let cells = |row: &Line<'t>| row.raw.split('\t').map(str::trim).collect::<Vec<_>>();
    let lists = columns == 2 && [first, second].iter().all(|row| is_label(cells(row)[0]));
    if columns == 1 || lists || ![first, second].iter().all(is_row) {
        return None;
    }
    let rows: Vec<_> = lines.iter().take_while(is_row).map(cells).collect();
    let lines = rows.len();
    Some(Table { alignments: vec!["---"; columns], rows, lines })
}

/// "a)", "iv.", "1.1", "–": what stands before an item, with a tab behind it. Also no cell at
/// all: then the line is only set in.
fn is_label(cell: &str) -> bool {
    let name = cell.trim_matches(['(', ')', '.', ':']);
    name.chars().count() <= 6
        && (name.len() < cell.len() || name.contains('.') || !name.contains(char::is_alphanumeric))
}

impl Table<'_> {
    pub fn write(&self, writer: &mut Writer) {
        // Cells beyond the head's are not shown by any program.
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut rules = self.alignments.clone();
        rules.resize(columns, "---");
        for (nth, row) in self.rows.iter().enumerate() {
            let mut cells: Vec<_> = row.iter().map(|cell| inline(cell, Place::Cell)).collect();
            if nth == 0 {
                cells.resize(columns, String::new());
            }
            writer.line(&format!("| {} |", cells.join(" | ")));
            if nth == 0 {
                writer.line(&format!("| {} |", rules.join(" | ")));
            }
        }
    }
}
