//! Looks for the names of many people in a text at once.

use std::cell::LazyCell;
use std::collections::HashMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::addresses::{address_around, is_address_of_mail};
use super::fold::{Folded, is_unspaced};
use super::gaps::{is_hyphenation, is_inner, joins};
use super::name::{Kind, Name, Spelled, join};
use super::runs::{self, Piece};
use super::titles::title_after;

/// Names of some people, each known by one name or several.
pub struct Finder {
    automaton: AhoCorasick,
    /// By what the automaton knows: all that are written so, as many may be who share a name.
    patterns: Vec<Vec<Pattern>>,
    names: Vec<(usize, Name)>,
}

struct Pattern {
    /// Which of the names.
    name: usize,
    kind: Kind,
    /// Which of its parts, as bits.
    parts: u64,
    joints: Vec<usize>,
    unspaced: bool,
    /// Its last letter follows the one before it at once.
    tight: bool,
}

/// A place where somebody's name stands, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub person: usize,
    /// Which of the names of all people.
    pub name: usize,
    pub range: Range<usize>,
    pub kind: Kind,
    /// Written together, with nothing between given and family name.
    pub joined: bool,
}

impl Finder {
    pub fn new(people: &[Vec<String>]) -> Self {
        let named = people.iter().enumerate();
        let names = named
            .flat_map(|(person, names)| names.iter().map(move |name| (person, Name::sought(name))));
        let names: Vec<(usize, Name)> = names.collect();
        let (mut texts, mut patterns) = (Vec::new(), Vec::<Vec<Pattern>>::new());
        let mut written: HashMap<String, usize> = HashMap::new();
        for (nth, (_, name)) in names.iter().enumerate() {
            for (Spelled { letters, joints }, kind, parts) in spellings(name) {
                let unspaced = is_unspaced(&letters);
                let tight = matches!(kind, Kind::Half(_)) && name.is_genitive(&letters);
                let at = *written.entry(letters).or_insert_with_key(|letters| {
                    texts.push(letters.clone());
                    patterns.push(Vec::new());
                    patterns.len() - 1
                });
                patterns[at].push(Pattern { name: nth, kind, parts, joints, unspaced, tight });
            }
        }
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&texts)
            .expect("names are not as long as an automaton can be");
        Finder { automaton, patterns, names }
    }

    pub fn name(&self, nth: usize) -> &Name {
        &self.names[nth].1
    }

    /// In the order of the text. Of places that lie in each other only the longest.
    pub fn find(&self, text: &str) -> Vec<Found> {
        if self.patterns.is_empty() {
            return Vec::new();
        }
        let mut pieces = Vec::new();
        for reading in Folded::readings(text) {
            for hit in self.automaton.find_overlapping_iter(&reading.letters) {
                let letters = hit.start()..hit.end();
                if !reading.begins_word(letters.start) || !reading.is_border(letters.end) {
                    continue;
                }
                let range = reading.range(letters.clone());
                // Looked for once, not for each of those who share the name.
                let titled = LazyCell::new(|| title_after(text, range.end).is_some());
                for pattern in &self.patterns[hit.pattern().as_usize()] {
                    let &Pattern { name, kind, parts, .. } = pattern;
                    if kind == Kind::Family && !*titled {
                        continue;
                    }
                    let joined = stands(&reading, letters.clone(), pattern);
                    if let Some(joined) = joined.filter(|_| is_in_place(text, &range, kind)) {
                        pieces.push(Piece { name, kind, parts, range: range.clone(), joined });
                    }
                }
            }
        }
        let runs = runs::of(text, pieces, |nth| self.name(nth)).into_iter();
        let found = runs.map(|run| Found {
            person: self.names[run.name].0,
            name: run.name,
            range: run.range,
            kind: run.kind,
            joined: run.joined,
        });
        found.collect()
    }
}

/// Whether something stands around it without which it names nobody; a title is looked for before.
fn is_in_place(text: &str, place: &Range<usize>, kind: Kind) -> bool {
    match kind {
        Kind::Address => is_address_of_mail(text, place),
        Kind::Handle => address_around(text, place).is_some(),
        Kind::Family | Kind::Half(_) | Kind::Part(_) | Kind::Whole => true,
    }
}

/// Everything by which a name is found.
fn spellings(name: &Name) -> Vec<(Spelled, Kind, u64)> {
    let mut all: Vec<(Spelled, Kind, u64)> = Vec::new();
    let mut add = |spelled: Spelled, kind: Kind, parts: u64| {
        if !spelled.letters.is_empty() && !all.iter().any(|(known, ..)| *known == spelled) {
            all.push((spelled, kind, parts));
        }
    };
    if name.is_address {
        let words = name.words.iter().flatten();
        words.for_each(|word| add(word.clone(), Kind::Address, u64::MAX));
        return all;
    }
    for spelled in name.joined() {
        add(spelled, Kind::Whole, u64::MAX);
    }
    let bit = |nth: usize| 1_u64 << nth.min(63);
    for (nth, part) in name.parts.iter().enumerate() {
        for (other, with) in name.parts.iter().enumerate().filter(|(other, _)| *other != nth) {
            for (one, with) in part.spellings.iter().zip(with.spellings.iter().cycle()) {
                add(join([one, with].into_iter()), Kind::Whole, bit(nth) | bit(other));
            }
        }
        part.spellings.iter().for_each(|one| add(one.clone(), Kind::Part(nth), bit(nth)));
        part.halves.iter().for_each(|one| add(one.clone(), Kind::Half(nth), bit(nth)));
    }
    // "Roberts" is a part of "Robert Roberts" before it is the genitive of another.
    for (nth, part) in name.parts.iter().enumerate() {
        part.genitive.iter().for_each(|one| add(one.clone(), Kind::Half(nth), bit(nth)));
    }
    if let [first, .., last] = name.parts.as_slice()
        && !first.unspaced
    {
        for (one, other) in [(first, last), (last, first)] {
            let (one, other) = (&one.spellings[0].letters, &other.spellings[0].letters);
            let initial = |word: &str| word.chars().take(1).collect::<String>();
            for handle in [format!("{}{other}", initial(one)), format!("{other}{}", initial(one))] {
                add(Spelled { letters: handle, joints: Vec::new() }, Kind::Handle, u64::MAX);
            }
        }
    }
    name.families().into_iter().for_each(|family| add(family, Kind::Family, u64::MAX));
    all
}

/// Whether a pattern stands there with nothing else between its letters, and if so, whether its
/// words are written together.
fn stands(reading: &Folded, letters: Range<usize>, pattern: &Pattern) -> Option<bool> {
    let (mut apart, last) = (0, letters.len() - 1);
    for (at, gap) in reading.gaps(letters) {
        if pattern.tight && at == last {
            return None;
        }
        let joint = pattern.joints.contains(&at);
        let spaced = || gap.chars().all(|letter| letter.is_whitespace() || is_inner(letter));
        let allowed = match (joint, pattern.kind) {
            (true, Kind::Whole) => joins(&gap),
            (true, Kind::Address) => gap.chars().all(|letter| "@＠._+-%".contains(letter)),
            (true, _) => spaced(),
            (false, Kind::Handle | Kind::Address) => false,
            (false, _) => {
                gap.chars().all(is_inner) || is_hyphenation(&gap) || (pattern.unspaced && spaced())
            }
        };
        if !allowed {
            return None;
        }
        apart += usize::from(joint);
    }
    Some(apart < pattern.joints.len())
}
