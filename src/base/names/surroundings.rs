//! What stands around a name in a text: the words beside it, its title, its sentence.

use std::ops::Range;

use super::fold::{is_apostrophe, is_hyphen};
use super::titles::title_after;
use super::words::is_title;

/// Marks of emphasis, which are not seen.
const MARKS: [char; 3] = ['*', '_', '~'];

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || is_hyphen(letter) || is_apostrophe(letter)
}

/// The word right after a place, divided from it by blanks alone, and where it ends.
pub fn next_word(text: &str, end: usize) -> Option<(&str, usize)> {
    let rest = text[end..].trim_start_matches(MARKS);
    let word = rest.trim_start_matches(blank);
    if word.len() == rest.len() || rest[..rest.len() - word.len()].matches('\n').count() > 1 {
        return None;
    }
    let word = word.trim_start_matches(MARKS);
    let length = word.find(|letter| !is_of_word(letter)).unwrap_or(word.len());
    let end = text.len() - word.len() + length;
    Some((&word[..length], end)).filter(|(word, _)| !word.is_empty())
}

/// The word right before a place, with the full stop of an abbreviation, and where it begins.
pub fn previous_word(text: &str, start: usize) -> Option<(&str, usize)> {
    let before = text[..start].trim_end_matches(MARKS);
    let word = before.trim_end_matches(blank);
    if word.len() == before.len() || before[word.len()..].matches('\n').count() > 1 {
        return None;
    }
    let bare = word.trim_end_matches(MARKS);
    let bare = bare.strip_suffix('.').unwrap_or(bare);
    let from = bare
        .rfind(|letter| !is_of_word(letter))
        .map_or(0, |at| at + bare[at..].chars().next().map_or(1, char::len_utf8));
    Some((&word[from..], from)).filter(|(word, _)| !word.is_empty())
}

fn blank(letter: char) -> bool {
    letter.is_whitespace()
}

pub fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a sentence, or an item of a list, begins there.
pub fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(|letter: char| {
        "*_~\"“«‘([>#".contains(letter) || (letter != '\n' && letter.is_whitespace())
    });
    // The mark of an item is short, however long the line before a name.
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(MARK))..];
    let (line, whole) = match near.rsplit_once('\n') {
        Some((_, line)) => (line, true),
        None => (near, near.len() == before.len()),
    };
    let line = if whole { line.trim_start() } else { "" };
    let marker = line.trim_end_matches(['.', ')']);
    let item = ["-", "+", "*", "–", "•"].contains(&line)
        || (marker.len() < line.len() && marker.bytes().all(|byte| byte.is_ascii_digit()));
    let title = before.strip_suffix('.').is_some_and(|word| {
        is_title(word.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default())
    });
    item || before.is_empty() || (!title && before.ends_with(ENDS)) || before.ends_with("\n\n")
}

const ENDS: [char; 9] = ['.', '!', '?', '…', ':', '。', '！', '？', ';'];

/// In bytes. How long the mark of an item of a list is, with the blanks before it.
const MARK: usize = 200;

/// In bytes. How far the ends of a sentence are looked for.
const LONGEST: usize = 4_000;

/// The sentence in which a place lies, without blanks around it.
pub fn sentence_around(text: &str, place: &Range<usize>) -> Range<usize> {
    let first = text.ceil_char_boundary(place.start.saturating_sub(LONGEST));
    let last = text.floor_char_boundary(place.end.saturating_add(LONGEST));
    let (mut from, mut to) = (first, last);
    for (at, letter) in text[first..last].char_indices().map(|(at, one)| (first + at, one)) {
        let after = at + letter.len_utf8();
        if (after <= place.start || after >= place.end) && is_end(text, at, letter) {
            if after <= place.start {
                from = after;
            } else {
                to = after;
                break;
            }
        }
    }
    let sentence = &text[from..to];
    let begin = from + (sentence.len() - sentence.trim_start().len());
    begin..begin + sentence.trim().len()
}

fn is_end(text: &str, at: usize, letter: char) -> bool {
    let after = &text[at + letter.len_utf8()..];
    match letter {
        '。' | '！' | '？' => true,
        '\n' => {
            let line = after.trim_start_matches([' ', '\t']);
            line.starts_with(['\n', '-', '*', '+', '|', '>', '#'])
                || line.starts_with(|first: char| first.is_ascii_digit())
        }
        '.' | '!' | '?' | '…' => {
            let word = text[..at].rsplit(|before: char| !is_of_word(before)).next();
            let word = word.unwrap_or_default();
            let abbreviated = letter == '.' && (is_title(word) || word.chars().count() == 1);
            !abbreviated && after.starts_with(|next: char| next.is_whitespace())
        }
        _ => false,
    }
}

/// The place with the title beside it: "Mr. Mensah", "王先生".
pub fn with_title(text: &str, place: Range<usize>) -> Range<usize> {
    let mut start = place.start;
    let title = |at| previous_word(text, at).filter(|(word, _)| is_address(word));
    while let Some((_, from)) = title(start) {
        start = from;
    }
    let after = title_after(text, place.end).filter(|title| !title.office);
    start..after.map_or(place.end, |title| title.end)
}

/// "Mr" and "Dr" are addressed to the person; "chair" may be anybody's office.
fn is_address(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    ["mr", "mrs", "ms", "mx", "miss", "dr", "prof", "professor", "amb", "sir", "madam", "dame"]
        .contains(&&*word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_lies_in_its_sentence() {
        for (text, place, sentence) in [
            ("One. So Mr. Ana said! Three.", "Ana", "So Mr. Ana said!"),
            ("One\n\n- Ana\n- B", "Ana", "- Ana"),
            ("Ana", "Ana", "Ana"),
            ("一。王说。三", "王", "王说。"),
            ("See a.example/Ana now.", "Ana", "See a.example/Ana now."),
        ] {
            let at = text.find(place).unwrap();
            let range = sentence_around(text, &(at..at + place.len()));
            assert_eq!(&text[range], sentence, "{text}");
        }
    }

    #[test]
    fn neighbours_are_words_that_blanks_divide() {
        let text = "Then **Ana** de Costa, Mr. Bo";
        assert_eq!(next_word(text, 10), Some(("de", 15)));
        assert_eq!(previous_word(text, 7), Some(("Then", 0)));
        assert_eq!(next_word(text, 21), None);
        let bo = text.find("Bo").unwrap();
        assert_eq!(&text[with_title(text, bo..bo + 2)], "Mr. Bo");
        assert_eq!(with_title("王先生", 0..3), 0..9);
        assert_eq!(with_title("王主席", 0..3), 0..3);
    }

    #[test]
    fn sentences_begin_after_full_stops_and_marks_of_lists() {
        for (text, begins) in [
            ("Ana", true),
            ("One. **Ana", true),
            ("- Ana", true),
            ("1. Ana", true),
            ("Mr. Ana", false),
            ("and Ana", false),
            ("x\n\nAna", true),
        ] {
            assert_eq!(begins_sentence(text, text.find("Ana").unwrap()), begins, "{text}");
        }
    }
}
