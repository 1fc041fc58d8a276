//! Who said it: each paragraph names its speaker once, in bold.

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::words::within_line;
use base::markdown::begins_block;
use base::names::{Bearers, subject};
use meetings::record::Contribution;

/// A contribution as a paragraph that names its speaker: in the text, where that tells itself who
/// speaks, and no other of the record could be meant; else before it.
pub fn attributed(contribution: &Contribution, others: &Bearers) -> String {
    let text = contribution.text.trim();
    match subject(text, &contribution.speaker, others) {
        _ if contribution.speaker.is_empty() || text.is_empty() => text.to_owned(),
        Some(named) => bold(text, named),
        None => follow(&introduction(contribution), text),
    }
}

fn introduction(contribution: &Contribution) -> String {
    let name = within_line(&contribution.speaker);
    match contribution.capacity.trim() {
        "" => format!("**{name}**:"),
        capacity => format!("**{name}** ({}):", within_line(capacity)),
    }
}

/// On the same line, unless the text begins with something that needs a line of its own.
pub fn follow(introduction: &str, text: &str) -> String {
    let first = text.lines().next().unwrap_or_default();
    let gap = if begins_block(first) { "\n\n" } else { " " };
    format!("{introduction}{gap}{text}")
}

fn bold(text: &str, named: Range<usize>) -> String {
    let (before, name, after) = (&text[..named.start], &text[named.clone()], &text[named.end..]);
    let already_bold = before.matches("**").count() % 2 == 1;
    if already_bold { text.to_owned() } else { format!("{before}**{name}**{after}") }
}
