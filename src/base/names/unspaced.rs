//! Names in writing without blanks, in which a shorter name may be no name: 王小 in 王小明.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::fold::{Folded, is_unspaced};
use super::gaps::is_unseen;
use super::letters::Spelling;
use super::name::{Name, Spelled};

pub struct Unspaced {
    automaton: Option<AhoCorasick>,
    /// By pattern: how it is written, and whose it is; nobody's number is one of the others'.
    names: Vec<(Spelled, Option<usize>)>,
}

/// Where such names stand in a text, in its order, and whose they are.
#[derive(Default)]
pub struct Longer {
    places: Vec<(Range<usize>, Option<usize>)>,
}

/// In bytes. How long a name is at most.
const LONGEST: usize = 200;

impl Unspaced {
    pub fn new(known: &[(Option<usize>, Name)]) -> Self {
        let known = known.iter().filter(|(_, name)| name.is_unspaced());
        let names = known.flat_map(|(who, name)| {
            let parts = name.parts.iter().map(|part| part.spellings[0].clone());
            parts.chain(name.joined()).map(|spelled| (spelled, *who))
        });
        let names: Vec<_> = names.filter(|(spelled, _)| is_unspaced(&spelled.letters)).collect();
        let automaton = (!names.is_empty()).then(|| {
            AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::ContiguousNFA))
                .build(names.iter().map(|(spelled, _)| &spelled.letters))
                .expect("names are not as long as an automaton can be")
        });
        Unspaced { automaton, names }
    }

    pub fn find(&self, text: &str) -> Longer {
        let Some(automaton) = self.automaton.as_ref().filter(|_| is_unspaced(text)) else {
            return Longer::default();
        };
        let reading = Folded::of(text, Spelling::Plain);
        let found = automaton.find_overlapping_iter(&reading.letters).filter_map(|hit| {
            let (name, who) = &self.names[hit.pattern().as_usize()];
            let letters = hit.start()..hit.end();
            let mut gaps = reading.gaps(letters.clone());
            let together = gaps.all(|(at, gap)| {
                let blank = name.joints.contains(&at) && gap.trim().is_empty();
                blank || gap.chars().all(is_unseen)
            });
            let range = together.then(|| reading.range(letters))?;
            (range.len() <= LONGEST).then_some((range, *who))
        });
        let mut places: Vec<_> = found.collect();
        places.sort_unstable_by_key(|(range, _)| range.start);
        Longer { places }
    }
}

impl Longer {
    /// Whether a place lies in a longer name of somebody else.
    pub fn has(&self, place: &Range<usize>, person: usize) -> bool {
        let first = self.places.partition_point(|(range, _)| range.start + LONGEST < place.start);
        let near = self.places[first..].iter().take_while(|(range, _)| range.start <= place.start);
        near.into_iter().any(|(range, who)| {
            *who != Some(person) && range.end >= place.end && range.len() > place.len()
        })
    }
}
