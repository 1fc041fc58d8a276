//! What people type, as CommonMark that says just that. All that is shown is made of it: HTML,
//! mails, and the Markdown that is handed out, so that they agree in any program.
//!
//! A line break is a line break; a list is one as word processors paste it too; a sign is markup
//! only where nobody could have meant the sign itself.

mod line;
mod marker;
mod backslash;
mod roles;
mod links;
mod emphasis;
mod inline;
mod writer;
mod table;
mod unlike;
mod blocks;
mod lists;
mod taking;

use crate::text::as_stored;

pub(super) use backslash::{escapable, is_address, is_path, is_reference};
pub(super) use links::{bare_url, leads_out};
pub(super) use marker::is_pasted_bullet;
pub use taking::from_commonmark;

/// Whether a line that begins with `#` is a heading. It is where a text is a document of its own;
/// in what somebody said it is what they wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headings {
    AsTyped,
    Kept,
}

/// The text as CommonMark, with the tables and the strikethrough of GitHub's.
pub fn commonmark(source: &str, headings: Headings) -> String {
    let text = cleaned(source);
    let lines: Vec<_> = text.split('\n').map(line::Line::of).collect();
    let mut writer = writer::Writer::default();
    blocks::write(&lines, headings, &mut writer);
    writer.finish()
}

/// The same text where headings are kept, with those signs escaped that would become headings.
pub fn without_headings(source: &str) -> String {
    let text = as_stored(source);
    let lines: Vec<_> = text.split('\n').map(line::Line::of).collect();
    let code = blocks::code_lines(&lines);
    let escaped = text.split('\n').zip(code).map(|(line, code)| match line.find('#') {
        Some(at) if !code && begins_heading(line, at) => {
            format!("{}\\{}", &line[..at], &line[at..])
        }
        _ => line.to_owned(),
    });
    escaped.collect::<Vec<_>>().join("\n")
}

/// Whether a line begins something else than a paragraph, and so needs to begin a line.
pub fn begins_block(line: &str) -> bool {
    let text = line.trim();
    marker::marker(text).is_some()
        || line::is_quote(text)
        || line::is_rule(text)
        || line::heading(text).is_some()
        || line::fence(text).is_some()
        || text.starts_with('|')
        || text.contains('\t')
}

/// Also in a quote or an item: whether only marks stand before the sign.
fn begins_heading(line: &str, at: usize) -> bool {
    let marks =
        |sign: char| sign.is_whitespace() || sign.is_ascii_digit() || "->.)*".contains(sign);
    line[..at].chars().all(|sign| marks(sign) || is_pasted_bullet(sign))
        && line::heading(&line[at..]).is_some()
}

/// Word processors paste other signs for the end of a line. Those that no text has are dropped.
fn cleaned(source: &str) -> String {
    let text = as_stored(source);
    let ends_line = |sign| matches!(sign, '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{B}' | '\u{C}');
    let signs = text.chars().map(|sign| if ends_line(sign) { '\n' } else { sign });
    signs.filter(|sign| matches!(sign, '\n' | '\t') || !sign.is_control()).collect()
}
