//! Where people are named who are not to be, and how sure that is.

use std::collections::HashMap;
use std::ops::Range;

use super::addresses::address_around;
use super::around::Around;
use super::finder::{Finder, Found};
use super::fold::{fold, is_unspaced};
use super::is_ordinary;
use super::name::{Kind, Name, same_person};
use super::surroundings::{begins_sentence, is_capitalised};

/// Those whose names are looked for, and everybody else who may be meant by the same words.
pub struct People {
    finder: Finder,
    /// By each part, folded: whose it is; nobody's number is one of the others'.
    bearers: HashMap<String, Vec<usize>>,
    known: Vec<(Option<usize>, Name)>,
}

/// A place where one of them is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub person: usize,
    pub range: Range<usize>,
    /// It can be nobody and nothing else.
    pub certain: bool,
    /// The words also mean something that is no name.
    pub ordinary: bool,
}

/// How sure it is that a place names somebody.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sure {
    Certain,
    /// It may be somebody else.
    Somebody,
    /// It may be something else.
    Something,
}

impl Sure {
    fn if_so(certain: bool) -> Self {
        if certain { Sure::Certain } else { Sure::Somebody }
    }
}

impl People {
    /// Each person by all names that they have or had.
    pub fn new(wanted: &[Vec<String>], others: &[String]) -> Self {
        let is_wanted =
            |other: &&String| wanted.iter().flatten().any(|name| same_person(name, other));
        let others = others.iter().filter(|other| !is_wanted(other)).map(|name| (None, name));
        let named = wanted.iter().enumerate();
        let named = named.flat_map(|(nth, names)| names.iter().map(move |name| (Some(nth), name)));
        let known: Vec<_> = named.chain(others).map(|(who, name)| (who, Name::of(name))).collect();
        let mut bearers: HashMap<String, Vec<usize>> = HashMap::new();
        for (nth, (_, name)) in known.iter().enumerate() {
            let parts =
                name.parts.iter().flat_map(|part| part.spellings.iter().chain(&part.halves));
            for part in parts {
                bearers.entry(part.letters.clone()).or_default().push(nth);
            }
        }
        People { finder: Finder::new(wanted), bearers, known }
    }

    /// In the order of the text. `own` is the person whose words the text is.
    pub fn places(&self, text: &str, own: Option<usize>) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        for found in self.finder.find(text) {
            let Some(sure) = self.judge(text, &found, own == Some(found.person)) else { continue };
            let (certain, ordinary) = (sure == Sure::Certain, sure == Sure::Something);
            let place = Place { person: found.person, range: found.range, certain, ordinary };
            let within = |other: &Place| {
                place.range.start >= other.range.start && place.range.end <= other.range.end
            };
            // Two may share a part of a name; who is named in full is named.
            let covered = |other: &Place| {
                within(other) && (other.person == place.person || other.range != place.range)
            };
            if !places.iter().rev().take(8).any(covered) {
                places.push(place);
            }
        }
        places
    }

    /// Whether a place names the person for certain; none, if it names somebody else.
    fn judge(&self, text: &str, found: &Found, own: bool) -> Option<Sure> {
        let name = self.finder.name(found.name);
        let words = &text[found.range.clone()];
        let around = Around::of(text, &found.range);
        if self.is_somebody_else(found, &around) || self.is_within_another(text, found) {
            return None;
        }
        let lower = !words.chars().any(char::is_uppercase) && words.chars().any(char::is_lowercase);
        let address = || address_around(text, &found.range).is_some();
        match found.kind {
            Kind::Handle => Some(Sure::Certain),
            Kind::Whole if name.parts.iter().all(|part| part.ordinary) && !address() => {
                let capitals = words.split_whitespace().filter(|word| is_capitalised(word)).count();
                let count = words.split_whitespace().count();
                let begins = begins_sentence(text, found.range.start);
                let certain = capitals == count && count > 1 && !begins;
                (capitals > 0).then_some(if certain { Sure::Certain } else { Sure::Something })
            }
            Kind::Whole => {
                let together = found.joined && words.chars().count() < 9 && !has_humps(words);
                let unspaced = name.parts.iter().any(|part| part.unspaced);
                let alone = name.is_of_one_word()
                    && (self.is_shared(words, found.person) || around.is_surnamed(name));
                let sure = !alone && !self.has_namesake(found, name);
                Some(Sure::if_so(sure && (!together || unspaced || address())))
            }
            Kind::Part(nth) | Kind::Half(nth) => {
                let part = name.parts.get(nth);
                let half = matches!(found.kind, Kind::Half(_));
                let letters = fold(words);
                let ordinary =
                    is_ordinary(&letters) || (!half && part.is_some_and(|one| one.ordinary));
                if ordinary && lower && !address() {
                    return None;
                }
                let unsure = half
                    || part.is_some_and(|part| part.unspaced)
                    || (lower && letters.chars().count() < 4)
                    || self.is_shared(words, found.person)
                    || around.is_surnamed(name)
                    || around.has_given_name(text, name);
                let speaks =
                    || own && !around.is_surnamed(name) && around.speaks(text, found.range.end);
                match ordinary {
                    true => Some(Sure::Something),
                    false => Some(Sure::if_so(!unsure || speaks())),
                }
            }
        }
    }

    fn is_shared(&self, words: &str, person: usize) -> bool {
        let bearers = self.bearers.get(&fold(words)).into_iter().flatten();
        bearers.into_iter().any(|nth| self.known[*nth].0 != Some(person))
    }

    fn has_namesake(&self, found: &Found, name: &Name) -> bool {
        let others = self.known.iter().filter(|(who, _)| *who != Some(found.person));
        let parts = |name: &Name| -> Vec<String> {
            name.parts.iter().map(|part| part.spellings[0].letters.clone()).collect()
        };
        let own = parts(name);
        others.into_iter().any(|(_, other)| parts(other) == own)
    }

    /// In writing without blanks: whether the words are the beginning or end of a longer name.
    fn is_within_another(&self, text: &str, found: &Found) -> bool {
        let words = &text[found.range.clone()];
        let longer = |(who, name): &(Option<usize>, Name)| {
            let part = name.parts.first().filter(|part| part.unspaced);
            let letters = part.map_or("", |part| &part.spellings[0].letters);
            let at = letters.find(words).filter(|_| *who != Some(found.person))?;
            let start = found.range.start.checked_sub(at)?;
            Some(letters.len() > words.len() && text.get(start..)?.starts_with(letters))
        };
        is_unspaced(words) && self.known.iter().any(|known| longer(known) == Some(true))
    }

    /// Whether the words with the one beside them are the name of another, which has that too.
    fn is_somebody_else(&self, found: &Found, around: &Around) -> bool {
        let name = self.finder.name(found.name);
        let beside = [around.next.as_deref(), around.previous.as_deref()];
        let beside = beside.into_iter().flatten().map(fold).filter(|word| !word.is_empty());
        let parts: Vec<&str> = match found.kind {
            Kind::Part(nth) => vec![&*name.parts[nth].spellings[0].letters],
            Kind::Whole => name.parts.iter().map(|part| &*part.spellings[0].letters).collect(),
            Kind::Half(_) | Kind::Handle => return false,
        };
        let mut beside = beside.filter(|word| !name.has(word));
        beside.any(|word| {
            let bearers = self.bearers.get(&word).into_iter().flatten();
            bearers.map(|nth| &self.known[*nth]).any(|(who, other)| {
                *who != Some(found.person) && parts.iter().all(|part| other.has(part))
            })
        })
    }
}

/// "KofiMensah"
fn has_humps(words: &str) -> bool {
    let lower = words.chars().skip(1).any(char::is_lowercase);
    lower && words.chars().skip(1).any(char::is_uppercase)
}
