//! Tables that people bring in: every row is looked at before any is stored, and each that is
//! not right is named with the reasons.

mod decoding;
mod months;
mod dates;
mod heading;
mod reading;
pub mod api;
pub mod pages;
#[cfg(test)]
mod tests;

use axum::extract::Multipart;
use uuid::Uuid;

use crate::web::{Error, Invalid, Result, Upload};
use base::text::as_stored;

pub use dates::Order;
pub use reading::{LARGEST, MOST_ROWS, Reading, Row, Table, read};

/// A table of the largest size, and the form around it.
pub const LARGEST_UPLOAD: usize = LARGEST + 64 * 1024;

const TOO_LARGE: &str = "A table may have 1 MiB. Divide it.";

/// What a table may have in its heading: columns that are needed, others that are understood,
/// and those that our own tables have and that say nothing new.
pub struct Columns {
    pub needed: &'static [Column],
    pub optional: &'static [Column],
    pub passed_over: &'static [&'static str],
}

#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub name: &'static str,
    /// What else people call it, in small letters.
    also: &'static [&'static str],
    /// Whether days stand in it.
    dated: bool,
}

/// A table as a form sends it.
pub struct Sent {
    /// Made when the table was looked at, so that pressing twice brings it in once.
    pub id: Uuid,
    pub text: String,
    /// What could not be read stands beside its control.
    pub table: Result<Table, Invalid>,
    pub how: Reading,
    pub take: Take,
}

base::states! {
    /// What is to become of a table: its rows are looked at, or stored if all are right.
    #[schema(as = TakeOfTable)]
    #[derive(Default)]
    pub enum Take {
        #[default]
        Look:  "look";
        /// Those that are not there already.
        New:   "new";
        All:   "all";
    }
}

/// What a row would become in a column: each of several by itself.
#[derive(Clone, Debug)]
pub enum Cell {
    Text(String),
    Several(Vec<String>),
}

/// A row and what it would become, or why it cannot.
#[derive(Clone, Debug)]
pub struct Checked<T> {
    pub row: Row,
    pub found: Result<T, Vec<String>>,
    /// Where the same is already, if it is.
    pub known: Option<String>,
}

/// What became of a table.
pub enum Outcome<T> {
    Looked(Vec<Checked<T>>),
    /// How many of its rows.
    Stored(usize),
}

impl Sent {
    pub async fn read(form: Multipart, columns: &Columns) -> Result<Self> {
        let upload = Upload::read(form, TOO_LARGE).await?;
        let table = match &upload.file {
            Some(file) => &file.bytes,
            None => upload.text.as_bytes(),
        };
        if table.len() > LARGEST {
            return Err(Error::TooLarge(TOO_LARGE));
        }
        let dates = Order::of_key(upload.field("dates"));
        let how = Reading { dates, mend: upload.field("mend") == "true" };
        let read = match upload.is_empty() {
            true => Err("Paste the table, or choose a file.".to_owned()),
            false => read(table, columns, how),
        };
        let read = read.map_err(|sentence| {
            let mut invalid = Invalid::default();
            invalid.add(upload.control(), sentence);
            invalid
        });
        let text = match &read {
            Ok(table) => table.text.clone(),
            Err(_) => as_stored(&decoding::decode(table).text),
        };
        let take = Take::of_key(upload.field("take")).unwrap_or_default();
        let id = upload.field("id").parse().unwrap_or_else(|_| Uuid::now_v7());
        Ok(Sent { id, text, table: read, how, take })
    }
}

impl Columns {
    /// The names of those that are read.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.needed.iter().chain(self.optional).map(|column| column.name)
    }
}

impl Column {
    pub const fn called(name: &'static str, also: &'static [&'static str]) -> Self {
        Column { name, also, dated: false }
    }

    pub const fn dated(self) -> Self {
        Column { dated: true, ..self }
    }
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Cell::Text(text.into())
    }

    pub fn several(each: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Cell::Several(each.into_iter().map(Into::into).collect())
    }

    /// Several in one line, as a table has them.
    pub fn line(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Several(each) => each.join("; "),
        }
    }
}

impl Take {
    /// Whether the rows are to be stored now.
    pub fn stores<T>(self, rows: &[Checked<T>]) -> bool {
        self != Take::Look && rows.iter().all(|row| row.found.is_ok())
    }
}

/// The rows that are stored, each with its place in the table.
pub fn chosen<T>(rows: &[Checked<T>], take: Take) -> impl Iterator<Item = (usize, &T)> {
    let rows = rows.iter().enumerate();
    let rows = rows.filter(move |(_, row)| take == Take::All || row.known.is_none());
    rows.filter_map(|(nth, row)| Some((nth, row.found.as_ref().ok()?)))
}

/// Why a table is not stored, each row by its line.
pub fn wrong<T>(rows: &[Checked<T>]) -> Invalid {
    let mut invalid = Invalid::default();
    for (row, reasons) in rows.iter().filter_map(|row| Some((&row.row, row.found.as_ref().err()?)))
    {
        invalid.add("table", format!("Line {}: {}", row.line, reasons.join(" ")));
    }
    invalid
}

/// What a row's form found wrong, in sentences; whatever else went wrong stays that.
pub fn reasons<T>(checked: Result<T>) -> Result<Result<T, Vec<String>>> {
    match checked {
        Ok(found) => Ok(Ok(found)),
        Err(Error::Invalid(invalid)) => {
            Ok(Err(invalid.iter().map(|error| error.detail.clone()).collect()))
        }
        Err(error) => Err(error),
    }
}

/// Under which id the nth part of a table is kept.
pub fn nth_id(table: Uuid, nth: usize) -> Uuid {
    Uuid::from_u128(table.as_u128().wrapping_add(nth as u128 + 1))
}
