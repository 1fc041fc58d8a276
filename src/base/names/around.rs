//! The words beside a name: whether they are of it, or make it another.

use std::ops::Range;

use super::fold::fold;
use super::name::Name;
use super::ordinary::is_ordinary;
use super::surroundings::{begins_sentence, is_capitalised, next_word, previous_word};
use super::words::{is_adverb, is_particle, is_saying, is_title};

/// The words beside a place, past particles.
pub struct Around {
    pub next: Option<String>,
    particle: bool,
    pub previous: Option<String>,
    previous_at: usize,
}

impl Around {
    pub fn of(text: &str, place: &Range<usize>) -> Self {
        let mut at = place.end;
        let mut next = next_word(text, at);
        let mut particle = false;
        while let Some(word) = next.filter(|word| is_particle(&word.to_lowercase())) {
            particle = true;
            at = at + text[at..].find(word).unwrap_or_default() + word.len();
            next = next_word(text, at);
        }
        let previous = previous_word(text, place.start);
        Around {
            next: next.map(str::to_owned),
            particle,
            previous_at: previous.map_or(0, |(_, at)| at),
            previous: previous.map(|(word, _)| word.to_owned()),
        }
    }

    /// "Chris Disspain" is not Chris Buckridge.
    pub fn is_surnamed(&self, name: &Name) -> bool {
        let beside = self
            .next
            .as_deref()
            .filter(|word| is_capitalised(word) && word.chars().nth(1).is_some());
        let Some(next) = beside else { return false };
        let shouted = next.chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase);
        let folded = fold(next);
        let own = name.has(&folded);
        !own && (self.particle || !(shouted && (is_ordinary(&folded) || is_saying(next))))
    }

    /// "Adwoa Mensah" is not Kofi Mensah.
    pub fn has_given_name(&self, text: &str, name: &Name) -> bool {
        let Some(before) = self.previous.as_deref().filter(|word| is_capitalised(word)) else {
            return false;
        };
        let folded = fold(before);
        let begins = begins_sentence(text, self.previous_at) && is_ordinary(&folded);
        let own = name.has(&folded);
        !own && !begins && !is_title(before) && folded.chars().count() > 1
    }

    /// Whether it is told that they speak.
    pub fn speaks(&self, text: &str, end: usize) -> bool {
        let mut at = end;
        while let Some(word) = next_word(text, at) {
            if is_saying(word) {
                return true;
            }
            if !is_adverb(word) {
                return false;
            }
            at += text[at..].find(word).unwrap_or_default() + word.len();
        }
        false
    }
}
