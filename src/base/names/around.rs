//! The words beside a name: whether they are of it, or make it another.

use std::ops::Range;

use super::fold::fold;
use super::name::Name;
use super::ordinary::is_ordinary;
use super::surroundings::{begins_sentence, is_capitalised, next_word, previous_word};
use super::words::{is_adverb, is_particle, is_saying, is_title};

/// How many particles or adverbs stand after a name at most.
const MOST: usize = 4;

/// The words beside a place, past particles.
pub struct Around {
    pub next: Option<String>,
    /// It is one letter with a full stop, as an initial is.
    next_is_initial: bool,
    particle: bool,
    pub previous: Option<String>,
    previous_at: usize,
}

impl Around {
    pub fn of(text: &str, place: &Range<usize>) -> Self {
        let mut next = next_word(text, place.end);
        let mut particle = false;
        for _ in 0..MOST {
            let Some((_, end)) = next.filter(|(word, _)| is_particle(&word.to_lowercase())) else {
                break;
            };
            particle = true;
            next = next_word(text, end);
        }
        let previous = previous_word(text, place.start);
        let is_initial = |(word, end): (&str, usize)| {
            is_capitalised(word) && fold(word).chars().count() == 1 && text[end..].starts_with('.')
        };
        Around {
            next_is_initial: next.is_some_and(is_initial),
            next: next.map(|(word, _)| word.to_owned()),
            particle,
            previous_at: previous.map_or(0, |(_, at)| at),
            previous: previous.map(|(word, _)| word.to_owned()),
        }
    }

    /// "Chris Disspain" is not Chris Buckridge, nor is "Chris D."
    pub fn is_surnamed(&self, name: &Name) -> bool {
        if self.next_is_initial {
            return !self.next.as_deref().is_some_and(|next| name.has_initial(next));
        }
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

    /// "Adwoa Mensah" is not Kofi Mensah, nor is "A. Mensah".
    pub fn has_given_name(&self, text: &str, name: &Name) -> bool {
        let Some(before) = self.previous.as_deref().filter(|word| is_capitalised(word)) else {
            return false;
        };
        let folded = fold(before);
        let begins = begins_sentence(text, self.previous_at) && is_ordinary(&folded);
        let own = name.has(&folded);
        let initial = folded.chars().count() == 1;
        let another = before.ends_with('.') && !name.has_initial(before);
        !own && !begins && !is_title(before) && (!initial || another)
    }

    /// Whether it is told that they speak.
    pub fn speaks(&self, text: &str, end: usize) -> bool {
        let mut at = end;
        for _ in 0..MOST {
            let Some((word, end)) = next_word(text, at) else { return false };
            if is_saying(word) {
                return true;
            }
            if !is_adverb(word) {
                return false;
            }
            at = end;
        }
        false
    }
}
