//! What is one letter to whoever reads a name, however it is written.

use std::ops::RangeInclusive;

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How letters are written for which a language has a spelling of its own without marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// "Muller" for Müller.
    Plain,
    /// "Mueller" for Müller.
    Long,
}

/// Marks that people leave out; in other scripts marks are vowels, and stay.
const MARKS: [RangeInclusive<u32>; 11] = [
    0x0300..=0x036F,
    0x0483..=0x0487,
    0x0591..=0x05C7,
    0x0610..=0x061A,
    0x064B..=0x065F,
    0x0670..=0x0670,
    0x06D6..=0x06ED,
    0x1AB0..=0x1AFF,
    0x1DC0..=0x1DFF,
    0x20D0..=0x20FF,
    0xFE20..=0xFE2F,
];

/// Seen only at the end of a line, where it divides a word.
pub const SOFT_HYPHEN: char = '\u{AD}';

/// Signs without width inside a word.
const UNSEEN: [RangeInclusive<u32>; 8] = [
    0x00AD..=0x00AD,
    0x034F..=0x034F,
    0x0640..=0x0640,
    0x180B..=0x180F,
    0x200D..=0x200D,
    0x2060..=0x2064,
    0xFE00..=0xFE0F,
    0xE0000..=0xE01EF,
];

/// Scripts that set no blank between words, or none before what is added to a name (Hangul).
const WITHOUT_BLANKS: [RangeInclusive<u32>; 13] = [
    0x0E00..=0x0EFF,
    0x1000..=0x109F,
    0x1100..=0x11FF,
    0x1780..=0x17FF,
    0x3005..=0x3007,
    0x3040..=0x30FF,
    0x3130..=0x318F,
    0x31F0..=0x31FF,
    0x3400..=0x4DBF,
    0x4E00..=0x9FFF,
    0xAC00..=0xD7AF,
    0xF900..=0xFAFF,
    0x20000..=0x3FFFF,
];

fn is_in(ranges: &[RangeInclusive<u32>], letter: char) -> bool {
    ranges.iter().any(|range| range.contains(&u32::from(letter)))
}

pub fn is_unseen(letter: char) -> bool {
    letter == '\u{FEFF}' || is_in(&UNSEEN, letter)
}

pub fn has_no_blanks(letter: char) -> bool {
    !letter.is_ascii() && is_in(&WITHOUT_BLANKS, letter)
}

pub fn is_han(letter: char) -> bool {
    matches!(u32::from(letter), 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Whether a letter is of the writing of Chinese, Japanese or Korean.
pub fn is_of_east_asia(letter: char) -> bool {
    is_han(letter) || matches!(letter, '々' | '\u{3040}'..='\u{30FF}' | '가'..='힣')
}

/// Whether a letter belongs to the one before it.
pub fn is_joined(letter: char) -> bool {
    !letter.is_ascii()
        && (is_combining_mark(letter)
            || matches!(letter, '\u{1160}'..='\u{11FF}' | '\u{FF9E}' | '\u{FF9F}'))
}

/// Whether a letter has a longer spelling.
pub fn has_long_spelling(letter: char) -> bool {
    !letter.is_ascii() && "äöüåøđÄÖÜÅØĐəƏ\u{308}\u{30A}".contains(letter)
}

/// The letters and digits of what is seen as one sign: a letter with its marks.
pub fn fold_sign(sign: &str, spelling: Spelling) -> String {
    let bare = |letter: &char| !is_in(&MARKS, *letter) && !is_unseen(*letter);
    let folded = sign.chars().filter(|letter| !is_modifier(*letter)).nfkd().default_case_fold();
    let folded: Vec<char> = folded.nfkd().collect();
    let mut text = String::new();
    for (nth, letter) in folded.iter().enumerate() {
        if bare(letter) {
            let mark = folded.get(nth + 1).copied().filter(|mark| !bare(mark));
            spell(*letter, mark, spelling, &mut text);
        }
    }
    let kept = |letter: &char| letter.is_alphanumeric() || is_combining_mark(*letter);
    text.chars().filter(kept).nfc().collect()
}

/// Apostrophes of some alphabets, which Unicode counts as letters.
fn is_modifier(letter: char) -> bool {
    matches!(letter, '\u{2B9}'..='\u{2BF}' | '\u{2C8}' | '\u{2EE}')
}

fn spell(letter: char, mark: Option<char>, spelling: Spelling, text: &mut String) {
    let long = spelling == Spelling::Long;
    match (letter, mark) {
        ('a' | 'o' | 'u', Some('\u{308}')) if long => text.extend([letter, 'e']),
        ('a', Some('\u{30A}')) if long => text.push_str("aa"),
        ('ø', _) => text.push_str(if long { "oe" } else { "o" }),
        // As in Djokovic.
        ('đ', _) => text.push_str(if long { "dj" } else { "d" }),
        ('æ', _) => text.push_str("ae"),
        ('œ', _) => text.push_str("oe"),
        ('ə', _) => text.push(if long { 'e' } else { 'a' }),
        ('þ', _) => text.push_str("th"),
        ('ł', _) => text.push('l'),
        ('ð' | 'ɖ', _) => text.push('d'),
        ('ħ', _) => text.push('h'),
        ('ŧ', _) => text.push('t'),
        ('ŋ', _) => text.push('n'),
        ('ı', _) => text.push('i'),
        ('ɓ', _) => text.push('b'),
        ('ɗ', _) => text.push('d'),
        ('ƙ', _) => text.push('k'),
        ('ƴ', _) => text.push('y'),
        ('ɛ', _) => text.push('e'),
        ('ɔ', _) => text.push('o'),
        // One letter of Arabic, as Persian and Arabic keyboards write it.
        ('ی' | 'ى', _) => text.push('ي'),
        ('ک', _) => text.push('ك'),
        ('ة', _) => text.push('ه'),
        _ => text.push(letter),
    }
}
