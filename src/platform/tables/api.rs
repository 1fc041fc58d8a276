//! Tables as programs bring them in, and what each row of one would become.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Checked, Columns, LARGEST, Outcome, Row, TOO_LARGE, Take, read, wrong};
use crate::api;
use crate::web::{Error, Result};

/// A table of the largest size as JSON writes it, where a letter may take two.
pub const LARGEST_CALL: usize = 2 * LARGEST + 64 * 1024;

/// A table, and what is to become of it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TableBody)]
pub struct Body {
    /// The table as CSV, with a heading; at most 1 MiB and 1,000 rows.
    #[schema(pattern = "\\S", example = "objective,activity\nAwareness,Write a page.")]
    table: String,
    /// Whether it is only looked at, or stored if every row is right.
    #[serde(default)]
    pub take: Take,
}

/// What became of a table.
#[derive(Serialize, ToSchema)]
#[schema(as = LookedAtTable)]
pub struct Table {
    /// How many of its rows were stored; null if it was only looked at.
    stored: Option<usize>,
    /// The rows that were looked at.
    rows: Vec<Looked>,
}

/// A row, and what it would become.
#[derive(Serialize, ToSchema)]
#[schema(as = LookedAtRow)]
pub struct Looked {
    /// On which line of the table it begins.
    line: u64,
    /// By the names of the columns: as it would be stored, or as it was sent if it is not right.
    cells: BTreeMap<&'static str, String>,
    /// Why it is not right.
    reasons: Vec<String>,
    /// Where the same is already, if it is.
    known: Option<String>,
}

impl api::Representation for Table {}

impl Body {
    pub fn rows(&self, columns: &Columns) -> Result<Vec<Row>> {
        if self.table.len() > LARGEST {
            return Err(Error::TooLarge(TOO_LARGE));
        }
        read(self.table.as_bytes(), columns).map_err(|why| Error::invalid("table", why))
    }
}

impl Table {
    /// `told` says what a right row would become, column by column.
    pub fn of<T>(
        outcome: Outcome<T>,
        take: Take,
        columns: &Columns,
        told: impl Fn(&T) -> Vec<String>,
    ) -> Result<Self> {
        let rows = match outcome {
            Outcome::Stored(count) => return Ok(Table { stored: Some(count), rows: Vec::new() }),
            Outcome::Looked(rows) => rows,
        };
        if take != Take::Look {
            return Err(Error::Invalid(wrong(&rows)));
        }
        let rows = rows.into_iter().map(|row| Looked::of(row, columns, &told)).collect();
        Ok(Table { stored: None, rows })
    }
}

impl Looked {
    fn of<T>(row: Checked<T>, columns: &Columns, told: impl Fn(&T) -> Vec<String>) -> Self {
        let names = [columns.needed, columns.optional].concat();
        let (cells, reasons) = match row.found {
            Ok(found) => (told(&found), Vec::new()),
            Err(why) => (names.iter().map(|name| row.row.cell(name).to_owned()).collect(), why),
        };
        let cells = names.into_iter().zip(cells).collect();
        Looked { line: row.row.line, cells, reasons, known: row.known }
    }
}
