//! Who said it: each paragraph names its speaker once, in bold, or not at all where the
//! speaker asked not to be named.

use std::ops::Range;

use super::words::within_line;
use base::markdown::begins_block;
use base::states::Attribution;
use meetings::record::Contribution;

/// In bytes. How far the end of an address is looked for.
const LONGEST_ADDRESS: usize = 2_000;

/// A contribution as a paragraph of the report.
pub fn paragraph(contribution: &Contribution) -> String {
    let text = contribution.text.trim();
    match contribution.attribution {
        _ if text.is_empty() => String::new(),
        Attribution::Withheld => anonymous_paragraph(contribution, text),
        Attribution::Attributed if contribution.speaker.is_empty() => text.to_owned(),
        Attribution::Attributed => match mention(text, &contribution.speaker) {
            Some(named) => bold(text, named),
            None => follow(&introduction(contribution), text),
        },
    }
}

/// The text without its speaker's name, if the speaker asked for that.
pub fn anonymous(contribution: &Contribution, text: &str) -> String {
    if contribution.attribution == Attribution::Attributed {
        return text.to_owned();
    }
    let mut anonymous = String::with_capacity(text.len());
    let mut after = 0;
    for named in names_of(text, &contribution.speaker) {
        if named.start >= after {
            anonymous.push_str(&text[after..named.start]);
            let begins = anonymous.is_empty() || anonymous.trim_end().ends_with(['.', '!', '?']);
            anonymous.push_str(match (after == 0, begins) {
                (true, true) => "A participant",
                (true, false) => "a participant",
                (false, true) => "The participant",
                (false, false) => "the participant",
            });
            after = named.end;
        }
    }
    anonymous + &text[after..]
}

/// Where a text first names somebody: in full, or by the given name alone.
pub fn mention(text: &str, name: &str) -> Option<Range<usize>> {
    let given = name.split_whitespace().next()?;
    let hidden = unread(text);
    let seen = |range: &Range<usize>| {
        !hidden.iter().any(|hidden| hidden.start < range.end && range.start < hidden.end)
    };
    let full = occurrences(text, name).find(seen);
    full.or_else(|| occurrences(text, given).filter(seen).find(|range| !is_surnamed(text, range)))
}

fn anonymous_paragraph(contribution: &Contribution, text: &str) -> String {
    let anonymous = anonymous(contribution, text);
    if anonymous == text { follow("A participant:", text) } else { anonymous }
}

/// The name and any part of it, wherever it stands, also in an address: the longest first of
/// those that begin in the same place.
fn names_of(text: &str, name: &str) -> Vec<Range<usize>> {
    let parts = name.split_whitespace().filter(|part| part.chars().count() > 2);
    let stands_alone = |range: &Range<usize>| {
        let (before, after) = (&text[..range.start], &text[range.end..]);
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
    };
    let mut names: Vec<_> = parts
        .chain([name])
        .flat_map(|part| text.match_indices(part))
        .map(|(start, part)| start..start + part.len())
        .filter(stands_alone)
        .collect();
    names.sort_by_key(|range| (range.start, usize::MAX - range.end));
    names
}

fn introduction(contribution: &Contribution) -> String {
    let name = within_line(&contribution.speaker);
    match contribution.capacity.trim() {
        "" => format!("**{name}**:"),
        capacity => format!("**{name}** ({}):", within_line(capacity)),
    }
}

/// On the same line, unless the text begins with something that needs a line of its own.
fn follow(introduction: &str, text: &str) -> String {
    let first = text.lines().next().unwrap_or_default();
    let gap = if begins_block(first) { "\n\n" } else { " " };
    format!("{introduction}{gap}{text}")
}

fn bold(text: &str, named: Range<usize>) -> String {
    let (before, name, after) = (&text[..named.start], &text[named.clone()], &text[named.end..]);
    let already_bold = before.matches("**").count() % 2 == 1;
    if already_bold { text.to_owned() } else { format!("{before}**{name}**{after}") }
}

/// Where a word stands by itself, not as part of another or of an address.
fn occurrences<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let joins = |c: char| c.is_alphanumeric() || "-_@/".contains(c);
    text.match_indices(word).map(|(start, word)| start..start + word.len()).filter(move |range| {
        let before = text[..range.start].chars().next_back();
        let mut after = text[range.end..].chars();
        let (next, then) = (after.next(), after.next());
        let dotted = next == Some('.') && then.is_some_and(char::is_alphanumeric);
        !before.is_some_and(joins) && !next.is_some_and(joins) && !dotted
    })
}

/// "Chris Disspain" is not Chris Buckridge.
fn is_surnamed(text: &str, given: &Range<usize>) -> bool {
    let next = text[given.end..].strip_prefix(' ').and_then(|rest| rest.chars().next());
    next.is_some_and(char::is_uppercase)
}

/// What a reader does not see as words: code, and the addresses of links.
fn unread(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let near = &text[at..text.floor_char_boundary(at + LONGEST_ADDRESS)];
        let length = unread_length(near);
        if let Some(length) = length {
            ranges.push(at..at + length);
        }
        at += length.unwrap_or_else(|| near.chars().next().map_or(1, char::len_utf8));
    }
    ranges
}

fn unread_length(text: &str) -> Option<usize> {
    if text.starts_with('`') {
        let ticks = text.len() - text.trim_start_matches('`').len();
        text[ticks..].find(&text[..ticks]).map(|end| end + 2 * ticks)
    } else if text.starts_with("](") {
        text.find(')')
    } else if text.starts_with('<') {
        text.find(['>', ' ', '\n']).filter(|end| text[*end..].starts_with('>'))
    } else if text.starts_with("http://") || text.starts_with("https://") {
        Some(text.find(char::is_whitespace).unwrap_or(text.len()))
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
