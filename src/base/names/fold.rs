//! A text as names are looked for in it: its letters and digits, folded, each with its place in
//! the source.

use std::borrow::Cow;
use std::ops::Range;

use super::coded::{coded, decoded};
use super::letters::{
    SOFT_HYPHEN, Spelling, fold_sign, has_long_spelling, has_no_blanks, is_joined, is_unseen,
};

pub struct Folded<'t> {
    pub source: &'t str,
    /// Nothing but letters and digits, without a blank between words.
    pub letters: String,
    /// Of each byte of `letters`: where the sign begins and ends that it comes from.
    starts: Vec<u32>,
    ends: Vec<u32>,
}

impl<'t> Folded<'t> {
    /// In each spelling that makes a difference.
    pub fn readings(source: &'t str) -> Vec<Self> {
        let mut readings = vec![Folded::of(source, Spelling::Plain)];
        if source.contains(has_long_spelling) || source.contains(['&', '%']) {
            let long = Folded::of(source, Spelling::Long);
            if long.letters != readings[0].letters {
                readings.push(long);
            }
        }
        readings
    }

    pub fn of(source: &'t str, spelling: Spelling) -> Self {
        let mut folded = Folded {
            source,
            letters: String::with_capacity(source.len()),
            starts: Vec::with_capacity(source.len()),
            ends: Vec::with_capacity(source.len()),
        };
        let mut known = Known::default();
        let bytes = source.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            let plain = byte.is_ascii() && bytes.get(at + 1).is_none_or(u8::is_ascii);
            if plain && byte != b'&' && byte != b'%' {
                if byte.is_ascii_alphanumeric() {
                    folded.push(char::from(byte.to_ascii_lowercase()), at..at + 1);
                }
                at += 1;
            } else {
                at = folded.take_sign(at, spelling, &mut known);
            }
        }
        folded
    }

    /// Takes one sign with its marks, and tells where the next begins.
    fn take_sign(&mut self, at: usize, spelling: Spelling, known: &mut Known) -> usize {
        let source = self.source;
        let rest = &source[at..];
        let mut letters = rest.chars();
        let first = letters.next().unwrap_or_default();
        if !first.is_ascii() && !letters.next().is_some_and(is_joined) {
            let end = at + first.len_utf8();
            match is_unseen(first) || is_joined(first) {
                true => self.extend_last(at, end),
                false => self.push_all(known.fold(first, spelling), at..end),
            }
            return end;
        }
        let (mut sign, length) =
            coded(rest).unwrap_or_else(|| (first.to_string(), first.len_utf8().max(1)));
        let marks = rest[length..].chars().take_while(|letter| is_joined(*letter));
        let marks: String = marks.collect();
        let end = at + length + marks.len();
        sign.push_str(&marks);
        let mut letters = sign.chars();
        let (first, alone) = (letters.next().unwrap_or_default(), letters.next().is_none());
        if alone && (is_unseen(first) || is_joined(first)) {
            self.extend_last(at, end);
        } else if alone {
            self.push_all(known.fold(first, spelling), at..end);
        } else {
            self.push_all(&fold_sign(&sign, spelling), at..end);
        }
        end
    }

    fn push_all(&mut self, letters: &str, sign: Range<usize>) {
        letters.chars().for_each(|letter| self.push(letter, sign.clone()));
    }

    fn push(&mut self, letter: char, sign: Range<usize>) {
        self.letters.push(letter);
        for _ in 0..letter.len_utf8() {
            self.starts.push(sign.start as u32);
            self.ends.push(sign.end as u32);
        }
    }

    /// What is not seen belongs to the letter that it follows.
    fn extend_last(&mut self, at: usize, end: usize) {
        let Some(last) = self.starts.last().copied() else { return };
        if self.ends.last() == Some(&(at as u32)) {
            let same = self.starts.iter().rev().take_while(|start| **start == last).count();
            let from = self.ends.len() - same;
            self.ends[from..].fill(end as u32);
        }
    }

    /// Where a passage of the letters stands in the source.
    pub fn range(&self, letters: Range<usize>) -> Range<usize> {
        self.starts[letters.start] as usize..self.ends[letters.end - 1] as usize
    }

    /// Whether a word may begin or end there.
    pub fn is_border(&self, at: usize) -> bool {
        if at == 0 || at == self.letters.len() {
            return true;
        }
        if self.starts[at] == self.starts[at - 1] {
            return false;
        }
        if self.ends[at - 1] < self.starts[at] {
            return true;
        }
        let before = self.letters[..at].chars().next_back().unwrap_or_default();
        let after = self.letters[at..].chars().next().unwrap_or_default();
        before.is_numeric() != after.is_numeric() || has_no_blanks(before) || has_no_blanks(after)
    }

    /// Whether a name may begin there: also after "and", "in", "for", which Arabic and Hebrew write
    /// together with it.
    pub fn begins_word(&self, at: usize) -> bool {
        let joined = || {
            let (before, letter) = self.letters[..at].char_indices().next_back()?;
            (PROCLITICS.contains(&letter) && self.is_border(before)).then_some(())
        };
        self.is_border(at) || joined().is_some()
    }

    /// What stands between letters inside a passage: where, counted in its letters, and what.
    pub fn gaps(&self, letters: Range<usize>) -> impl Iterator<Item = (usize, Cow<'t, str>)> + '_ {
        let source = self.source;
        (letters.start + 1..letters.end).filter_map(move |at| {
            let (end, start) = (self.ends[at - 1] as usize, self.starts[at] as usize);
            // It belongs to the letter before it, and tells why the line ends there.
            let shy = |text: &str| text.len() - text.trim_end_matches(SOFT_HYPHEN).len();
            (end < start)
                .then(|| (at - letters.start, decoded(&source[end - shy(&source[..end])..start])))
        })
    }
}

const PROCLITICS: [char; 11] = ['و', 'ف', 'ب', 'ل', 'ك', 'ו', 'ב', 'ל', 'מ', 'ש', 'כ'];

/// What was folded last, by the end of the letter's number.
#[derive(Default)]
struct Known(Vec<(char, String)>);

impl Known {
    fn fold(&mut self, letter: char, spelling: Spelling) -> &str {
        if self.0.is_empty() {
            self.0.resize_with(256, Default::default);
        }
        let known = &mut self.0[u32::from(letter) as usize % 256];
        if known.0 != letter {
            *known = (letter, fold_sign(letter.encode_utf8(&mut [0; 4]), spelling));
        }
        &known.1
    }
}

/// The letters and digits of a text, by which two spellings of it are known for one.
pub fn fold(text: &str) -> String {
    if !text.is_ascii() || text.contains(['&', '%']) {
        return Folded::of(text, Spelling::Plain).letters;
    }
    let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
    letters.map(|letter| char::from(letter.to_ascii_lowercase())).collect()
}

/// Whether a word is of a script without blanks.
pub fn is_unspaced(word: &str) -> bool {
    word.chars().any(has_no_blanks)
}

/// The words of a text, folded.
pub fn folded_words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| letter.is_whitespace() || is_hyphen(letter));
    words.map(fold).filter(|word| !word.is_empty()).collect()
}

pub fn is_hyphen(letter: char) -> bool {
    matches!(
        letter,
        '-' | '\u{2010}'
            ..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' | '\u{58A}'
    )
}

pub fn is_apostrophe(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '`' | '´' | '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{2B9}'..='\u{2BF}' | '\u{2C8}'
            | '\u{FF07}' | '\u{2EE}'
    )
}
