//! Text as it is stored, and what changed between two texts, by lines or by words.

mod join;
mod line;

use std::ops::Range;
use std::time::{Duration, Instant};

use similar::{Algorithm, DiffTag, DiffableStr};

pub use join::join;
pub use line::{is_unseen, line};

/// Lines end in LF, as browsers send CRLF; PostgreSQL takes no NUL.
pub fn as_stored(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{FFFD}")
}

/// Two long texts without a passage in common would take seconds to compare.
const PATIENCE: Duration = Duration::from_millis(300);

/// Whether the writing has no blanks between words, so that a word may end before any letter.
pub fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        // Thai, Lao, Tibetan, Burmese, Khmer, and the scripts beside them.
        '\u{E00}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{1950}'..='\u{19FF}'
        | '\u{1A20}'..='\u{1AAF}' | '\u{A9E0}'..='\u{A9FF}' | '\u{AA60}'..='\u{AADF}'
        // Chinese, Japanese and Korean, with their punctuation.
        | '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}'
        | '\u{1B000}'..='\u{1B16F}' | '\u{20000}'..='\u{3FFFF}')
}

/// A passage of the old text and the passage that stands in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub old: Range<usize>,
    pub new: Range<usize>,
}

/// The edits that make `new` of `old`, in order, with something unchanged between any two.
/// After `until` the rest counts as one edit.
pub(crate) fn edits(old: &[&str], new: &[&str], until: Instant) -> Vec<Edit> {
    // Histogram prefers rare words as landmarks; Myers would keep "the" and "of" of a
    // sentence that was written anew.
    let ops = similar::capture_diff_slices_deadline(Algorithm::Histogram, old, new, Some(until));
    let mut edits: Vec<Edit> = Vec::new();
    for op in ops.into_iter().filter(|op| op.tag() != DiffTag::Equal) {
        let edit = Edit { old: op.old_range(), new: op.new_range() };
        match edits.last_mut() {
            Some(last) if last.old.end == edit.old.start && last.new.end == edit.new.start => {
                last.old.end = edit.old.end;
                last.new.end = edit.new.end;
            }
            _ => edits.push(edit),
        }
    }
    edits
}

/// Of which of the old texts each of the new ones was made: of the same, or of those in whose place
/// it stands.
pub fn origins(old: &[&str], new: &[&str]) -> Vec<Range<usize>> {
    let edits = edits(old, new, Instant::now() + PATIENCE);
    let mut origins: Vec<Range<usize>> = Vec::with_capacity(new.len());
    let mut next = 0;
    for edit in
        edits.into_iter().chain([Edit { old: old.len()..old.len(), new: new.len()..new.len() }])
    {
        while origins.len() < edit.new.start {
            origins.push(next..next + 1);
            next += 1;
        }
        let alike = edit.old.len() == edit.new.len();
        origins.extend(edit.new.clone().zip(edit.old.start..).map(|(_, at)| match alike {
            true => at..at + 1,
            false => edit.old.clone(),
        }));
        next = edit.old.end;
    }
    origins
}

pub(crate) fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Each word with the space before it, so that a sentence added at the end of a paragraph
/// leaves the word before it unchanged.
pub(crate) fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut end) = (0, 0);
    for token in text.tokenize_unicode_words() {
        end += token.len();
        if !token.trim().is_empty() {
            words.push(&text[start..end]);
            start = end;
        }
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_become_lf_and_nul_a_replacement_character() {
        assert_eq!(as_stored("a\r\nb\rc\n\0d"), "a\nb\nc\n\u{FFFD}d");
    }

    #[test]
    fn right_to_left_and_combining_characters_are_stored_unchanged() {
        let text = "مرحبا \u{202B}עברית\u{202C} e\u{301} \u{1F469}\u{200D}\u{1F4BB}";
        assert_eq!(as_stored(text), text);
    }

    #[test]
    fn a_text_comes_from_the_same_or_from_those_that_it_replaced() {
        for (old, new, from) in [
            (vec!["a", "b"], vec!["a", "b"], vec![0..1, 1..2]),
            (vec!["a", "b", "c"], vec!["a", "x", "c"], vec![0..1, 1..2, 2..3]),
            (vec!["a", "b", "c"], vec!["x", "c"], vec![0..2, 2..3]),
            (vec!["a"], vec!["a", "x"], vec![0..1, 1..1]),
            (vec!["a", "c"], vec!["a", "x", "y", "c"], vec![0..1, 1..1, 1..1, 1..2]),
        ] {
            assert_eq!(origins(&old, &new), from, "{old:?}, {new:?}");
        }
    }

    #[test]
    fn a_word_carries_the_space_before_it() {
        assert_eq!(words("We met.\n\nThen left "), ["We", " met", ".", "\n\nThen", " left", " "]);
    }

    #[test]
    fn words_and_lines_give_the_whole_text_back() {
        for text in ["", " ", "\n", "a", "مرحبا بالعالم", "会议 纪要\n\n\n", "e\u{301} x\t"]
        {
            assert_eq!(words(text).concat(), text);
            assert_eq!(lines(text).concat(), text);
        }
    }
}
