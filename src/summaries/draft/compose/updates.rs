//! Update notes inline: `[UPDATE 5 Oct 2022: …]`, so that what was said stays as it was.

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
    let bullet = ["- ", "* ", "+ ", "|", ">", "#", "```", "~~~", "    "];
    let numbered = |line: &str| {
        let rest = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
        rest.len() < line.len() && (rest.starts_with(". ") || rest.starts_with(") "))
    };
    let marked = |line: &str| {
        bullet.iter().any(|mark| line.starts_with(mark)) || numbered(line.trim_start())
    };
    !last.is_empty() && !last.lines().any(|line| marked(line) || marked(line.trim_start()))
}
