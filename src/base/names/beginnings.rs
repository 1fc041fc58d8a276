//! Names with which a text begins, as after an `@`.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::fold::Folded;
use super::gaps::{is_inner, joins};
use super::letters::has_no_blanks;
use super::name::{Name, Spelled, join};

/// In bytes. How much of a text is looked at.
const LONGEST: usize = 1_000;

/// Names, each in all its spellings.
pub struct Beginnings<'n> {
    names: &'n [String],
    spelled: Vec<(usize, Spelled)>,
}

impl<'n> Beginnings<'n> {
    pub fn new(names: &'n [String]) -> Self {
        let spelled = names.iter().enumerate().flat_map(|(nth, name)| {
            let words = Name::of(name).words;
            let most = words.iter().map(Vec::len).max().unwrap_or_default();
            (0..most).map(move |reading| {
                let words = words.iter();
                let chosen = words.filter_map(|word| word.get(reading).or_else(|| word.first()));
                (nth, join(chosen))
            })
        });
        Beginnings { names, spelled: spelled.collect() }
    }

    /// How long the longest name is with which the text begins, and whose it is. Of those who differ
    /// in marks alone it is the one who is written so.
    pub fn of(&self, text: &str) -> Option<(usize, Vec<usize>)> {
        let text = &text[..text.floor_char_boundary(LONGEST)];
        let mut found: Vec<(usize, usize)> = Vec::new();
        for reading in Folded::readings(text) {
            let ends =
                self.spelled.iter().filter_map(|(nth, one)| Some((end(&reading, one)?, *nth)));
            found.extend(ends);
        }
        let longest = found.iter().map(|(end, _)| *end).max()?;
        let mut named: Vec<_> =
            found.into_iter().filter(|(end, _)| *end == longest).map(|(_, nth)| nth).collect();
        named.sort_unstable();
        named.dedup();
        let written: String = text[..longest].nfc().collect();
        let is_written = |nth: &usize| self.names[*nth].nfc().eq(written.chars());
        if named.iter().any(is_written) {
            named.retain(is_written);
        }
        Some((longest, named))
    }
}

/// Where the name ends with which the text begins.
fn end(reading: &Folded, name: &Spelled) -> Option<usize> {
    let letters = 0..name.letters.len();
    let begins = !name.letters.is_empty() && reading.letters.starts_with(&name.letters);
    if !begins || reading.range(letters.clone()).start > 0 || !reading.is_border(letters.end) {
        return None;
    }
    let end = reading.range(letters.clone()).end;
    let goes_on = reading.source[end..].starts_with(char::is_numeric);
    let apart = |(at, gap): (usize, Cow<str>)| match name.joints.contains(&at) {
        true => joins(&gap) && !gap.contains(','),
        false => gap.chars().all(is_inner),
    };
    (!goes_on && reading.gaps(letters).all(apart)).then_some(end)
}

/// Whether a letter before an `@` makes it an address of mail.
pub fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() && !has_no_blanks(letter)
}
