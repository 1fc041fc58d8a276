//! Tables as programs bring them in, and what each row of one would become.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Cell, Checked, Columns, LARGEST, Order, Outcome, Reading, TOO_LARGE, Table, Take, read, wrong,
};
use crate::api;
use crate::web::{Error, Result};

/// A table of the largest size as JSON writes it, where a letter may take two.
pub const LARGEST_CALL: usize = 2 * LARGEST + 64 * 1024;

/// A table, and how to import it.
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
    /// Which comes first in dates such as 3/4/2027. It has to be said if the table has any.
    dates: Option<Order>,
    /// Whether letters that look garbled are mended, as the warnings of a look say.
    #[serde(default)]
    mend: bool,
}

/// The result of checking or importing a table.
#[derive(Serialize, ToSchema)]
#[schema(as = LookedAtTable)]
pub struct TableAnswer {
    /// How many of its rows were stored; null if it was only looked at.
    stored: Option<usize>,
    /// What is to be checked in the table as a whole.
    warnings: Vec<String>,
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
    /// What has to be said before it can be read: see `dates`.
    asked: Option<String>,
    /// Where the same is already, if it is.
    known: Option<String>,
}

impl api::Representation for TableAnswer {}

impl Body {
    pub fn read(&self, columns: &Columns) -> Result<Table> {
        if self.table.len() > LARGEST {
            return Err(Error::TooLarge(TOO_LARGE));
        }
        let how = Reading { dates: self.dates, mend: self.mend };
        read(self.table.as_bytes(), columns, how).map_err(|why| Error::invalid("table", why))
    }
}

impl TableAnswer {
    /// `told` says what a right row would become, column by column.
    pub fn of<T>(
        outcome: Outcome<T>,
        (table, take): (&Table, Take),
        columns: &Columns,
        told: impl Fn(&T) -> Vec<Cell>,
    ) -> Result<Self> {
        let warnings = table.warnings();
        let rows = match outcome {
            Outcome::Stored(count) => {
                return Ok(TableAnswer { stored: Some(count), warnings, rows: Vec::new() });
            }
            Outcome::Looked(rows) => rows,
        };
        if take != Take::Look {
            return Err(Error::Invalid(wrong(&rows)));
        }
        let rows = rows.into_iter().map(|row| Looked::of(row, columns, &told)).collect();
        Ok(TableAnswer { stored: None, warnings, rows })
    }
}

impl Looked {
    fn of<T>(row: Checked<T>, columns: &Columns, told: impl Fn(&T) -> Vec<Cell>) -> Self {
        let (cells, reasons) = match row.found {
            Ok(found) => (told(&found).iter().map(Cell::line).collect(), Vec::new()),
            Err(why) => (columns.names().map(|name| row.row.cell(name).to_owned()).collect(), why),
        };
        let cells: Vec<String> = cells;
        let cells = columns.names().zip(cells).collect();
        Looked { line: row.row.line, cells, reasons, asked: row.row.asked, known: row.known }
    }
}
