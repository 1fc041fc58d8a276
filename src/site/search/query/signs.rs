//! The signs of a search, however they are typed.

/// Phones write “these”; who writes Chinese or Japanese has signs as wide as letters.
pub fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '\u{FF02}')
}

pub fn is_colon(letter: char) -> bool {
    matches!(letter, ':' | '\u{FF1A}')
}

pub fn is_minus(letter: char) -> bool {
    matches!(letter, '-' | '\u{FE63}' | '\u{FF0D}')
}
