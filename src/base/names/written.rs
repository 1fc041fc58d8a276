//! A name as somebody writes it: its words, without what is added to them.

use super::words::{is_particle, is_suffix, is_title};

/// The word by which most people are called.
pub fn given(written: &str) -> &str {
    words_of(written).first().copied().unwrap_or_default()
}

/// Without titles, what is added in brackets, and what comes after.
pub fn words_of(written: &str) -> Vec<&str> {
    let written = written.split(['(', '[', '（']).next().unwrap_or_default();
    let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
    let whole = written.split_once(',').filter(|(before, _)| {
        let words = before.split_whitespace();
        words.filter(|word| !is_particle(&word.to_lowercase())).count() > 1
    });
    let written = whole.map_or(written, |(before, _)| before);
    let apart = |letter: char| letter.is_whitespace() || "·・‧,".contains(letter);
    let mut words: Vec<&str> = written.split(apart).filter(is_word).collect();
    while words.len() > 1 && is_title(words[0]) {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|word| is_suffix(word)) {
        words.pop();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_given_name_follows_the_title() {
        assert_eq!(given("Ms. Ana Costa"), "Ana");
    }
}
