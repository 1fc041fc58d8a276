//! The page on which a table is handed over, looked at and brought in.

use askama::Template;
use axum::response::{IntoResponse, Response};
use uuid::Uuid;

use super::{Cell, Checked, Order, Reading, Sent, Table};
use crate::web::{Frame, Invalid, Page, refused};

/// How many wrong rows the top of the page leads to.
const MOST_LED_TO: usize = 20;

/// What is brought in, and where.
#[derive(Clone, Debug)]
pub struct Subject {
    pub heading: &'static str,
    pub lead: &'static str,
    /// What it belongs to.
    pub place: String,
    pub address: String,
    pub back: String,
    /// One and several of it.
    pub noun: (&'static str, &'static str),
    /// Each column, and what may stand in it.
    pub columns: &'static [(&'static str, &'static str)],
}

#[derive(Template)]
#[template(path = "tables/import.html")]
pub struct Import {
    frame: Frame,
    subject: Subject,
    id: Uuid,
    text: String,
    how: Reading,
    /// A garbled word, and what it was.
    garbled: Option<(String, String)>,
    warnings: Vec<String>,
    /// None before a table was handed over.
    rows: Option<Vec<Shown>>,
    invalid: Invalid,
}

/// A row as the page shows it.
pub struct Shown {
    pub line: u64,
    /// In the order of the columns.
    pub cells: Vec<Cell>,
    pub reasons: Vec<String>,
    /// Whether somebody has to say how its dates are written.
    pub asked: bool,
    pub known: Option<String>,
}

impl Import {
    pub fn new(frame: Frame, subject: Subject) -> Self {
        let (id, text, invalid) = (Uuid::now_v7(), String::new(), Invalid::default());
        Import {
            frame,
            subject,
            id,
            text,
            how: Reading::default(),
            garbled: None,
            warnings: Vec::new(),
            rows: None,
            invalid,
        }
    }

    /// The table comes back with what is wrong in it as a whole.
    pub fn unread(self, text: String, invalid: Invalid) -> Response {
        refused(Import { text, invalid, ..self })
    }

    /// `told` says what a right row would become, column by column.
    pub fn looked<T>(
        self,
        (sent, table): (&Sent, &Table),
        rows: &[Checked<T>],
        told: impl Fn(&T) -> Vec<Cell>,
    ) -> Response {
        let names = self.subject.columns.iter().map(|(name, _)| *name);
        let shown = rows.iter().map(|row| Shown {
            line: row.row.line,
            cells: match &row.found {
                Ok(found) => told(found),
                Err(_) => names.clone().map(|name| Cell::text(row.row.cell(name))).collect(),
            },
            reasons: row.found.as_ref().err().cloned().unwrap_or_default(),
            asked: row.row.asked.is_some(),
            known: row.known.clone(),
        });
        let rows: Vec<_> = shown.collect();
        let invalid = wrong(&rows);
        let right = invalid.is_empty();
        let page = Import {
            rows: Some(rows),
            text: sent.text.clone(),
            how: sent.how,
            garbled: table.garbled.clone(),
            warnings: table.warnings(),
            invalid,
            ..self
        };
        if right { Page(page).into_response() } else { refused(page) }
    }

    /// Whether the order of day and month has to be said.
    fn asks(&self) -> bool {
        self.rows.iter().flatten().any(|row| row.asked)
    }

    fn orders(&self) -> [(&'static str, &'static str); 2] {
        [
            (Order::DayFirst.key(), "The day: 31/12/2026 is 31 December 2026"),
            (Order::MonthFirst.key(), "The month: 12/31/2026 is 31 December 2026"),
        ]
    }

    /// The order that was said.
    fn order(&self) -> &'static str {
        self.how.dates.map(Order::key).unwrap_or_default()
    }

    /// Nothing stands in the way of storing the rows that are shown.
    fn is_right(&self) -> bool {
        self.rows.is_some() && self.invalid.is_empty()
    }

    fn count(&self, known: bool) -> usize {
        let rows = self.rows.iter().flatten();
        rows.filter(|row| row.known.is_none() || known).count()
    }

    fn known(&self) -> usize {
        self.count(true) - self.count(false)
    }

    /// "12 action items"
    fn counted(&self, count: usize) -> String {
        counted(count, self.subject.noun)
    }

    fn wrong_rows(&self) -> usize {
        self.rows.iter().flatten().filter(|row| !row.reasons.is_empty()).count()
    }
}

pub fn counted(count: usize, (one, several): (&str, &str)) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// Leads to the rows that are not right.
fn wrong(rows: &[Shown]) -> Invalid {
    let mut invalid = Invalid::default();
    let all = rows.iter().filter(|row| !row.reasons.is_empty());
    for row in all.clone().take(MOST_LED_TO) {
        let sentence = format!("Line {}: {}", row.line, row.reasons.join(" "));
        invalid.add(format!("line-{}", row.line), sentence);
    }
    let more = all.count().saturating_sub(MOST_LED_TO);
    if more > 0 {
        invalid.add("", format!("{} are not right either.", counted(more, ("row", "more rows"))));
    }
    invalid
}
