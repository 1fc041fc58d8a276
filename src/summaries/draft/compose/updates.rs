//! Update notes inline: `[UPDATE 5 Oct 2022: …]`, so that what was said stays as it was.

use base::markdown::begins_block;
use base::time::short_date;
use meetings::record::UpdateNote;

pub fn print(note: &UpdateNote) -> String {
    let text = note.text.split_whitespace().collect::<Vec<_>>().join(" ");
    match note.dated {
        Some(on) => format!("[UPDATE {}: {text}]", short_date(on)),
        None => format!("[UPDATE: {text}]"),
    }
}

/// The paragraph with its notes after it.
pub fn append(mut paragraph: String, notes: impl Iterator<Item = String>) -> String {
    for note in notes {
        paragraph.push_str(if ends_in_prose(&paragraph) { " " } else { "\n\n" });
        paragraph.push_str(&note);
    }
    paragraph
}

/// Whether words can be added at the end without becoming part of a list, a table or code.
fn ends_in_prose(text: &str) -> bool {
    let last = text.rsplit("\n\n").next().unwrap_or_default();
    !last.is_empty() && !last.lines().any(begins_block)
}
