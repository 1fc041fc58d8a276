//! The heading of a table: which column is which, in the usual wordings.

use super::{Column, Columns};

/// What each cell of a heading names; none where it is empty.
#[derive(Debug, PartialEq)]
pub struct Heading(pub Vec<Option<&'static str>>);

/// How many columns of a heading are known, which tells by what its cells are divided.
pub fn known(cells: &[&str], columns: &Columns) -> usize {
    cells.iter().filter(|cell| columns.find(cell).is_some()).count()
}

/// Or why it cannot be read, in a sentence. Empty cells at its end say nothing.
pub fn read(cells: &[&str], columns: &Columns) -> Result<Heading, String> {
    let mut names = Vec::new();
    let mut unknown = Vec::new();
    for cell in cells {
        match columns.find(cell) {
            _ if plain(cell).is_empty() => names.push(None),
            Some(name) if names.contains(&Some(name)) => {
                return Err(format!("The heading has the column “{name}” twice."));
            }
            Some(name) => names.push(Some(name)),
            None => unknown.push(format!("“{}”", cell.trim())),
        }
    }
    while names.last() == Some(&None) {
        names.pop();
    }
    let missing = columns.needed.iter().filter(|column| !names.contains(&Some(column.name)));
    let missing: Vec<_> = missing.map(|column| format!("“{}”", column.name)).collect();
    match (missing.as_slice(), unknown.as_slice()) {
        ([], []) => Ok(Heading(names)),
        ([], _) => Err(format!(
            "The heading has what is no column here: {}. Rename it, or take it out.",
            unknown.join(", ")
        )),
        (_, []) => Err(format!("The heading lacks {}.", missing.join(" and "))),
        _ => Err(format!(
            "The heading lacks {}. Is it one of these: {}? Then rename it.",
            missing.join(" and "),
            unknown.join(", ")
        )),
    }
}

impl Columns {
    fn find(&self, cell: &str) -> Option<&'static str> {
        let cell = plain(cell);
        let columns = self.needed.iter().chain(self.optional);
        let named = columns.filter(|column| column.is_called(&cell)).map(|column| column.name);
        named.chain(self.passed_over.iter().copied().filter(|name| *name == cell)).next()
    }
}

impl Column {
    fn is_called(&self, cell: &str) -> bool {
        self.name == cell || self.also.contains(&cell)
    }
}

/// In small letters, without the signs that people put around: "Due_Date *" is "due date".
fn plain(cell: &str) -> String {
    let cell = cell.to_lowercase().replace("(s)", "s");
    let cell = cell.split('(').next().unwrap_or_default();
    let words = cell.split(|sign: char| !sign.is_alphanumeric() && sign != '\'' && sign != '’');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
