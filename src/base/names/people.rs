//! Where people are named who are not to be, and how sure that is.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::addresses::address_around;
use super::around::Around;
use super::finder::{Finder, Found};
use super::fold::fold;
use super::initials::with_initials;
use super::is_ordinary;
use super::name::{Kind, Name};
use super::same::keys;
use super::surroundings::{begins_sentence, is_capitalised};
use super::unspaced::Unspaced;

/// Those whose names are looked for, and everybody else who may be meant by the same words.
pub struct People {
    finder: Finder,
    /// By each part, folded: whose it is; nobody's number is one of the others'.
    bearers: HashMap<String, Vec<usize>>,
    known: Vec<(Option<usize>, Name)>,
    /// By the number of a name: whether somebody else has the same.
    namesakes: Vec<bool>,
    unspaced: Unspaced,
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
        let own: HashSet<String> = wanted.iter().flatten().flat_map(|name| keys(name)).collect();
        let is_wanted = |other: &str| keys(other).iter().any(|key| own.contains(key));
        let mut seen = HashSet::new();
        let others = others.iter().filter(|other| seen.insert(other.as_str()) && !is_wanted(other));
        let others = others.map(|name| (None, name));
        let named = wanted.iter().enumerate();
        let named = named.flat_map(|(nth, names)| names.iter().map(move |name| (Some(nth), name)));
        let known: Vec<_> =
            named.chain(others).map(|(who, name)| (who, Name::sought(name))).collect();
        let mut bearers: HashMap<String, Vec<usize>> = HashMap::new();
        for (nth, (_, name)) in known.iter().enumerate() {
            let parts =
                name.parts.iter().flat_map(|part| part.spellings.iter().chain(&part.halves));
            for part in parts {
                bearers.entry(part.letters.clone()).or_default().push(nth);
            }
        }
        let (namesakes, unspaced) = (namesakes(&known), Unspaced::new(&known));
        People { finder: Finder::new(wanted), bearers, known, namesakes, unspaced }
    }

    /// In the order of the text. `own` is the person whose words the text is.
    pub fn places(&self, text: &str, own: Option<usize>) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        let longer = self.unspaced.find(text);
        for found in self.finder.find(text) {
            if longer.has(&found.range, found.person) {
                continue;
            }
            let Some(sure) = self.judge(text, &found, own == Some(found.person)) else { continue };
            let (certain, ordinary) = (sure == Sure::Certain, sure == Sure::Something);
            let range = with_initials(text, found.range, self.finder.name(found.name));
            let place = Place { person: found.person, range, certain, ordinary };
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
        if self.is_somebody_else(found, &around) {
            return None;
        }
        let lower = !words.chars().any(char::is_uppercase) && words.chars().any(char::is_lowercase);
        let address = || address_around(text, &found.range).is_some();
        match found.kind {
            Kind::Handle | Kind::Address => Some(Sure::Certain),
            Kind::Family => Some(Sure::Somebody),
            Kind::Whole if name.is_ordinary() && !address() => {
                let capitals = words.split_whitespace().filter(|word| is_capitalised(word)).count();
                let count = words.split_whitespace().count();
                let begins = begins_sentence(text, found.range.start);
                let certain = capitals == count && count > 1 && !begins;
                let all = !name.parts.is_empty() && count > 1 && count >= name.parts.len();
                let asked = capitals > 0 || all || name.is_unspaced();
                asked.then_some(if certain { Sure::Certain } else { Sure::Something })
            }
            Kind::Whole => {
                let together = found.joined && words.chars().count() < 9 && !has_humps(words);
                let unspaced = name.is_unspaced();
                let alone = name.is_of_one_word()
                    && (self.is_shared(words, found.person) || around.is_surnamed(name));
                let sure = !alone && !self.namesakes[found.name];
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

    /// Whether the words with the one beside them are the name of another, which has that too.
    fn is_somebody_else(&self, found: &Found, around: &Around) -> bool {
        let name = self.finder.name(found.name);
        let beside = [around.next.as_deref(), around.previous.as_deref()];
        let beside = beside.into_iter().flatten().map(fold).filter(|word| !word.is_empty());
        let parts: Vec<&str> = match found.kind {
            Kind::Part(nth) => vec![&*name.parts[nth].spellings[0].letters],
            Kind::Whole => name.telling().collect(),
            Kind::Half(_) | Kind::Family | Kind::Handle | Kind::Address => return false,
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

/// Of each name in turn.
fn namesakes(known: &[(Option<usize>, Name)]) -> Vec<bool> {
    let mut bearers: HashMap<Vec<&str>, HashSet<Option<usize>>> = HashMap::new();
    for (who, name) in known {
        bearers.entry(name.telling().collect()).or_default().insert(*who);
    }
    let own = known.iter().map(|(_, name)| bearers[&name.telling().collect::<Vec<_>>()].len() > 1);
    own.collect()
}

/// "KofiMensah"
fn has_humps(words: &str) -> bool {
    let lower = words.chars().skip(1).any(char::is_lowercase);
    lower && words.chars().skip(1).any(char::is_uppercase)
}
