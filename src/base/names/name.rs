//! A person's name in its parts: which of them name somebody, and in which spellings.

use super::fold::{Folded, is_hyphen};
use super::letters::{has_no_blanks, is_han};
use super::ordinary::is_ordinary;
use super::words::{is_particle, is_suffix, is_title};

/// Words behind a name that are not of it.
#[derive(Clone, Debug, Default)]
pub struct Name {
    /// Those that name somebody by themselves: neither particles nor initials.
    pub parts: Vec<Part>,
    /// All words in order, in each spelling.
    pub words: Vec<Vec<Spelled>>,
    /// "de", "van", and single letters: what may stand between the parts.
    pub between: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Part {
    pub spellings: Vec<Spelled>,
    /// "Jean" and "Pierre" of "Jean-Pierre".
    pub halves: Vec<Spelled>,
    pub ordinary: bool,
    /// Of a script without blanks.
    pub unspaced: bool,
}

/// Letters, and before which of them a hyphen or apostrophe may stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spelled {
    pub letters: String,
    pub joints: Vec<usize>,
}

/// How much of a name stands in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// "mensahk", which names somebody only as an address.
    Handle,
    /// "Jean" of "Jean-Pierre".
    Half(usize),
    Part(usize),
    Whole,
}

impl Name {
    pub fn of(written: &str) -> Self {
        let words = words_of(written);
        let count = words.len();
        let mut name = Name::default();
        for (nth, word) in words.into_iter().enumerate() {
            let spellings = spellings(word);
            let folded = spellings[0].letters.clone();
            let particle = is_particle(&word.to_lowercase());
            let inside = nth > 0 && nth + 1 < count;
            let joins = particle && (inside || word.starts_with(char::is_lowercase));
            if joins || folded.chars().count() < 2 {
                name.between.push(folded);
            } else {
                name.parts.push(Part {
                    ordinary: particle || is_ordinary(&folded),
                    unspaced: folded.chars().any(has_no_blanks),
                    halves: halves(word, &spellings[0]),
                    spellings: spellings.clone(),
                });
            }
            name.words.push(spellings);
        }
        name
    }

    /// Whether it has no other part, so that the part is the name.
    pub fn is_of_one_word(&self) -> bool {
        self.words.len() == 1
    }

    pub fn has(&self, letters: &str) -> bool {
        let spelled = self.parts.iter().flat_map(|part| part.spellings.iter().chain(&part.halves));
        spelled.into_iter().any(|spelled| spelled.letters == letters)
            || self.words.iter().flatten().any(|word| word.letters == letters)
    }

    /// All words written together, in the order of the name or with the last of them first.
    pub fn joined(&self) -> Vec<Spelled> {
        let count = self.words.len();
        let mut orders: Vec<Vec<usize>> = vec![(0..count).collect()];
        if count > 1 {
            orders.push([count - 1].into_iter().chain(0..count - 1).collect());
        }
        let spellings = orders.iter().flat_map(|order| {
            (0..2).map(move |nth| {
                let words = order.iter().filter_map(|at| self.words.get(*at));
                let chosen = words.filter_map(|word| word.get(nth).or_else(|| word.first()));
                join(chosen)
            })
        });
        let mut joined: Vec<Spelled> = spellings.collect();
        joined.dedup();
        joined
    }
}

/// Words written together, each beginning with a joint.
pub fn join<'s>(words: impl Iterator<Item = &'s Spelled>) -> Spelled {
    let mut joined = Spelled::default();
    for word in words {
        if !joined.letters.is_empty() {
            joined.joints.push(joined.letters.len());
        }
        joined.joints.extend(word.joints.iter().map(|at| at + joined.letters.len()));
        joined.letters.push_str(&word.letters);
    }
    joined
}

/// Whether two writings are of one name: in any spelling, and with the family name first where a
/// comma says so.
pub fn same_person(one: &str, other: &str) -> bool {
    let (one, other) = (keys(one), keys(other));
    one.iter().any(|key| other.contains(key))
}

pub fn keys(written: &str) -> Vec<String> {
    let written = match written.split_once(',') {
        Some((family, given)) if words_of(family).len() == 1 => format!("{given} {family}"),
        _ => written.to_owned(),
    };
    let words = words_of(&written).join(" ");
    let readings = Folded::readings(&words).into_iter().map(|reading| reading.letters);
    readings.filter(|key| !key.is_empty()).collect()
}

/// The word by which most people are called.
pub fn given(written: &str) -> &str {
    words_of(written).first().copied().unwrap_or_default()
}

/// Without titles, what is added in brackets, and what comes after.
fn words_of(written: &str) -> Vec<&str> {
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

fn spellings(word: &str) -> Vec<Spelled> {
    let readings = Folded::readings(word).into_iter();
    let spelled = readings.map(|reading| {
        let all = 0..reading.letters.len();
        let joints = reading.gaps(all).map(|(at, _)| at).collect();
        Spelled { letters: reading.letters, joints }
    });
    spelled.collect()
}

/// What a part is shortened to: either side of a hyphen, a name behind an O’ or D’, and the given
/// name in writing without blanks, whose family name is one sign, or two of four.
fn halves(word: &str, spelled: &Spelled) -> Vec<Spelled> {
    let letters: Vec<char> = spelled.letters.chars().collect();
    let plain = |letters: String| Spelled { letters, joints: Vec::new() };
    if letters.iter().all(|letter| is_han(*letter) || ('가'..='힣').contains(letter)) {
        let part = |from: usize| plain(letters[from..].iter().collect());
        return match letters.len() {
            3 => vec![part(1)],
            4 => vec![plain(letters[..2].iter().collect()), part(2)],
            _ => Vec::new(),
        };
    }
    let cuts = [0].into_iter().chain(spelled.joints.iter().copied());
    let ends = spelled.joints.iter().copied().chain([spelled.letters.len()]);
    let least = if word.contains(is_hyphen) { 2 } else { 4 };
    let pieces = cuts.zip(ends).map(|(from, to)| &spelled.letters[from..to]);
    let named = |piece: &&str| piece.chars().count() >= least && !is_particle(piece);
    match spelled.joints.is_empty() {
        true => Vec::new(),
        false => pieces.filter(named).map(|piece| plain(piece.to_owned())).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_writings_of_one_name_are_one_person() {
        for (one, other) in [
            ("Bénédicte Roy", "BENEDICTE ROY"),
            ("José Silva", "Jose\u{301} Silva"),
            ("Sean O'Brien", "Sean O’Brien"),
            ("Jean-Pierre Dubois", "Jean‑Pierre\u{a0}Dubois"),
            ("Jean-Pierre Dubois", "Jean Pierre Dubois"),
            ("Jürgen Weiß", "Juergen Weiss"),
            ("Jürgen Weiß", "Jurgen Weiss"),
            ("Łukasz Ørsted", "Lukasz Oersted"),
            ("Kofi Mensah", "Mensah, Kofi"),
            ("Kofi Mensah", "Mr. Kofi Mensah (MoC)"),
            ("İbrahim Işık", "ibrahim isik"),
            ("王小明", "王 小明"),
            ("Ｗａｎｇ", "Wang"),
        ] {
            assert!(same_person(one, other), "{one}, {other}");
        }
        for (one, other) in [
            ("Kofi Mensah", "Kofi Mensa"),
            ("Li Wu", "Wu Li"),
            ("Ana Costa", "Ana"),
            ("", ""),
            ("…", "!"),
            ("किरण", "करण"),
            ("がく", "かく"),
            ("김민수", "기민수"),
        ] {
            assert!(!same_person(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn particles_and_initials_are_no_names() {
        let parts = |name: &str| -> Vec<String> {
            let name = Name::of(name);
            name.parts.iter().map(|part| part.spellings[0].letters.clone()).collect()
        };
        for (name, named) in [
            ("Wout de Vries", vec!["wout", "vries"]),
            ("Maria dos Santos", vec!["maria", "santos"]),
            ("Ludwig Van Beethoven", vec!["ludwig", "beethoven"]),
            ("Al Gore", vec!["al", "gore"]),
            ("Kofi A. Mensah Jr.", vec!["kofi", "mensah"]),
            ("Dr. Ana Costa, ISOC Brazil", vec!["ana", "costa"]),
            ("Sean O'Brien", vec!["sean", "obrien"]),
        ] {
            assert_eq!(parts(name), named, "{name}");
        }
        assert_eq!(given("Ms. Ana Costa"), "Ana");
    }
}
