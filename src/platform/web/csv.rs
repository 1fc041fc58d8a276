//! Tables as CSV files (RFC 4180), which a spreadsheet opens without running anything in them.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use csv::{Terminator, Writer, WriterBuilder};

use super::{Error, Result};

/// How a cell begins that a spreadsheet takes for a formula, also in full width.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// By which a spreadsheet knows that a text is in UTF-8.
const MARK: &[u8] = "\u{FEFF}".as_bytes();

pub struct Csv {
    /// In ASCII, without quotes.
    file_name: String,
    writer: Writer<Vec<u8>>,
}

impl Csv {
    pub fn new(file_name: impl Into<String>, header: &[&str]) -> Result<Self> {
        let writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(MARK.to_vec());
        let mut csv = Csv { file_name: file_name.into(), writer };
        csv.row(header)?;
        Ok(csv)
    }

    /// As many cells as the header has.
    pub fn row<T: AsRef<str>>(&mut self, cells: &[T]) -> Result<()> {
        let cells = cells.iter().map(|cell| harmless(cell.as_ref()));
        self.writer.write_record(cells).map_err(|error| Error::Internal(error.into()))
    }
}

/// Whether a spreadsheet takes a cell for a formula, whatever apostrophes stand before it: reading
/// takes away one where writing added one.
pub fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(FORMULA)
}

/// Spreadsheets take a cell for a formula by its first letter, quoted or not; the apostrophe
/// makes it a text.
fn harmless(cell: &str) -> String {
    match is_formula(cell) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}

impl IntoResponse for Csv {
    fn into_response(self) -> Response {
        let body = match self.writer.into_inner() {
            Ok(body) => body,
            Err(error) => return Error::Internal(anyhow::anyhow!("{error}")).into_response(),
        };
        let attachment = format!("attachment; filename=\"{}\"", self.file_name);
        let headers = [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present".to_owned()),
            (header::CONTENT_DISPOSITION, attachment),
            (header::CACHE_CONTROL, "no-store".to_owned()),
        ];
        (headers, body).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("'=1", "''=1"),
            ("'so'", "'so'"),
            ("＝1", "'＝1"),
            ("a=1", "a=1"),
            ("", ""),
        ] {
            assert_eq!(harmless(cell), written);
        }
    }

    #[test]
    fn a_table_is_written_as_rfc_4180_says() {
        let mut csv = Csv::new("a.csv", &["what", "who"]).unwrap();
        csv.row(&["two\nlines, \"quoted\"", "Wolfgang Kleinwächter"]).unwrap();
        csv.row(&["=cmd|'/c calc'!A1", ""]).unwrap();

        let text = String::from_utf8(csv.writer.into_inner().unwrap()).unwrap();
        let rows = "\u{FEFF}what,who\r\n\"two\nlines, \"\"quoted\"\"\",Wolfgang Kleinwächter\r\n'=cmd|'/c calc'!A1,\r\n";
        assert_eq!(text, rows);
    }

    #[test]
    fn a_row_has_as_many_cells_as_the_heading() {
        let mut csv = Csv::new("a.csv", &["what", "who"]).unwrap();
        assert!(csv.row(&["one cell"]).is_err());
    }
}
