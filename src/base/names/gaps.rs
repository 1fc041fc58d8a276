//! What may stand between the letters of a name.

use std::borrow::Cow;

use super::fold::{is_apostrophe, is_hyphen};
use super::letters::{self, SOFT_HYPHEN};

/// Whether given and family name may be so divided. A full stop and a blank end a sentence.
pub fn joins(gap: &str) -> bool {
    let sign = |letter: char| letter.is_whitespace() || is_sign(letter);
    let stopped = gap.contains('.') && gap.contains(char::is_whitespace);
    let gap = &*unquoted(gap);
    gap.chars().count() <= 8 && !gap.contains("\n\n") && gap.chars().all(sign) && !stopped
}

/// Without the mark of a quotation at the beginning of a line.
fn unquoted(gap: &str) -> Cow<'_, str> {
    match gap.contains("\n>") {
        true => Cow::Owned(gap.replace("\n>", "\n")),
        false => Cow::Borrowed(gap),
    }
}

fn is_sign(letter: char) -> bool {
    is_hyphen(letter)
        || is_apostrophe(letter)
        || is_unseen(letter)
        || ".,\\/+·・‧[]()".contains(letter)
}

/// Marks of emphasis, and signs that have no width.
pub fn is_unseen(letter: char) -> bool {
    "*_~".contains(letter)
        || letters::is_unseen(letter)
        || matches!(
            letter,
            '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        )
}

/// What may stand inside a word: hyphens, apostrophes, marks of emphasis, signs without width.
pub fn is_inner(letter: char) -> bool {
    is_hyphen(letter) || is_apostrophe(letter) || is_unseen(letter)
}

/// A word divided at the end of a line.
pub fn is_hyphenation(gap: &str) -> bool {
    let gap = unquoted(gap);
    let mut letters = gap.chars();
    letters.next().is_some_and(|letter| is_hyphen(letter) || letter == SOFT_HYPHEN)
        && letters.clone().count() <= 3
        && letters.all(char::is_whitespace)
        && gap.contains('\n')
}
