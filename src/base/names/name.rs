//! A person's name in its parts: which of them name somebody, and in which spellings.

use super::addresses::is_address;
use super::fold::{Folded, fold, is_hyphen};
use super::letters::{has_no_blanks, is_han, is_of_east_asia};
use super::ordinary::is_ordinary;
use super::words::is_particle;
use super::written::words_of;

#[derive(Clone, Debug, Default)]
pub struct Name {
    /// Those that name somebody by themselves: neither particles nor initials.
    pub parts: Vec<Part>,
    /// All words in order, in each spelling.
    pub words: Vec<Vec<Spelled>>,
    /// "de", "van", and single letters: what may stand between the parts.
    pub between: Vec<String>,
    /// It is an address of mail, which is found whole.
    pub is_address: bool,
}

#[derive(Clone, Debug)]
pub struct Part {
    pub spellings: Vec<Spelled>,
    /// "Jean" and "Pierre" of "Jean-Pierre".
    pub halves: Vec<Spelled>,
    /// "Castellunds", as a few languages write what is Castellund's.
    pub genitive: Option<Spelled>,
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
    /// "kofi@moc.example", if that is known as somebody's.
    Address,
    /// "mensahk", which names somebody only as an address.
    Handle,
    /// "王" of 王小明, which names somebody only before a title.
    Family,
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
                    genitive: genitive(&spellings[0]),
                    spellings: spellings.clone(),
                });
            }
            name.words.push(spellings);
        }
        name
    }

    /// As it is looked for, which may also be an address of mail.
    pub fn sought(written: &str) -> Self {
        let written = written.trim();
        match is_address(written) {
            true => Name { words: vec![spellings(written)], is_address: true, ..Name::default() },
            false => Name::of(written),
        }
    }

    /// Whether all its words also mean something that is no name. A single letter may mean anything.
    pub fn is_ordinary(&self) -> bool {
        let nameless = self.parts.is_empty() && self.is_unspaced() && !self.is_of_one_word();
        self.parts.iter().all(|part| part.ordinary) && !nameless
    }

    /// Whether it is of a script without blanks.
    pub fn is_unspaced(&self) -> bool {
        self.words.iter().flatten().any(|word| word.letters.chars().any(has_no_blanks))
    }

    /// What tells it from other names: its parts, or its words where it has none.
    pub fn telling(&self) -> impl Iterator<Item = &str> {
        let parts = self.parts.iter().map(|part| &part.spellings);
        let words = self.words.iter().filter(|_| self.parts.is_empty());
        parts.chain(words).map(|spellings| &*spellings[0].letters)
    }

    /// What may be its family name in Chinese, Japanese or Korean: the first one to three signs, or
    /// the first or last of words that blanks divide.
    pub fn families(&self) -> Vec<Spelled> {
        let words: Vec<&str> = self.words.iter().map(|word| &*word[0].letters).collect();
        let is_whole = |word: &&&str| word.chars().all(is_of_east_asia);
        let families: Vec<String> = match words.as_slice() {
            [word] if is_whole(&word) => {
                let cuts = word.char_indices().map(|(at, _)| at).skip(1).take(3);
                cuts.map(|at| word[..at].to_owned()).collect()
            }
            [first, .., last] => {
                [first, last].into_iter().filter(is_whole).map(|word| (*word).to_owned()).collect()
            }
            _ => Vec::new(),
        };
        families.into_iter().map(|letters| Spelled { letters, joints: Vec::new() }).collect()
    }

    /// Whether one of its words, or one behind a hyphen, begins with that letter: "M.", "É".
    pub fn has_initial(&self, sign: &str) -> bool {
        self.has_initial_beside(sign, "")
    }

    /// The same of all words but this one.
    pub fn has_initial_beside(&self, sign: &str, found: &str) -> bool {
        let initial = fold(sign);
        let begins = |word: &Spelled| {
            let starts = [0].into_iter().chain(word.joints.iter().copied());
            starts.into_iter().any(|at| word.letters[at..].starts_with(&initial))
        };
        let mut others = self.words.iter().flatten().filter(|word| word.letters != found);
        initial.chars().count() == 1 && others.any(begins)
    }

    pub fn is_genitive(&self, letters: &str) -> bool {
        let mut genitives = self.parts.iter().filter_map(|part| part.genitive.as_ref());
        genitives.any(|genitive| genitive.letters == letters)
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

/// Of names of some length only: what is added to a short one makes another.
fn genitive(spelled: &Spelled) -> Option<Spelled> {
    let letters = &spelled.letters;
    let long = letters.len() > 4 && letters.bytes().all(|letter| letter.is_ascii_lowercase());
    let genitive = format!("{letters}s");
    let is_name = !is_ordinary(letters) && !is_ordinary(&genitive);
    (long && is_name && !letters.ends_with('s'))
        .then(|| Spelled { letters: genitive, joints: spelled.joints.clone() })
}

#[cfg(test)]
mod tests;
