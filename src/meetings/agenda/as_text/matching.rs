//! Which item of the agenda each line of a text is: the same, a similar one, or none.

use std::collections::{HashMap, HashSet};

use crate::agenda::outline::{Entry, words};
use crate::agenda::{Item, Placed};
use base::long_work;
use base::text::line;

/// How much of two titles is alike, at the least, if one was made from the other.
const ALIKE: f64 = 0.5;

/// By the place of its line, the place of the item that it is.
pub type Matches = Vec<Option<usize>>;

pub fn match_up(entries: &[Entry], items: &[Placed<'_>]) -> Matches {
    let length = entries.iter().map(|entry| entry.words.len()).sum();
    long_work::of_length(length, || {
        let mut matching = Matching { entries, items, of: vec![None; entries.len()] };
        matching.pair(|entry| entry.words.clone(), |item| line(&words(item)));
        matching.pair(|entry| folded(&entry.line.title), |item| folded(&item.title));
        matching.pair_alike();
        matching.pair_between();
        matching.of
    })
}

struct Matching<'a, 'i> {
    entries: &'a [Entry],
    items: &'a [Placed<'i>],
    of: Matches,
}

impl Matching<'_, '_> {
    fn free_lines(&self) -> Vec<usize> {
        (0..self.entries.len()).filter(|nth| self.of[*nth].is_none()).collect()
    }

    fn free_items(&self) -> Vec<usize> {
        let taken: HashSet<_> = self.of.iter().flatten().collect();
        (0..self.items.len()).filter(|nth| !taken.contains(nth)).collect()
    }

    /// Those that say the same; of several, in their order.
    fn pair(&mut self, of_line: impl Fn(&Entry) -> String, of_item: impl Fn(&Item) -> String) {
        let mut saying: HashMap<String, Vec<usize>> = HashMap::new();
        for nth in self.free_items().into_iter().rev() {
            saying.entry(of_item(self.items[nth].item)).or_default().push(nth);
        }
        for nth in self.free_lines() {
            let same = saying.get_mut(&of_line(&self.entries[nth]));
            self.of[nth] = same.and_then(Vec::pop);
        }
    }

    /// The most alike first.
    fn pair_alike(&mut self) {
        let (lines, items) = (self.free_lines(), self.free_items());
        let of_items: Vec<_> =
            items.iter().map(|nth| pairs_of_letters(&self.items[*nth].item.title)).collect();
        let mut alike = Vec::new();
        for line in lines {
            let letters = pairs_of_letters(&self.entries[line].line.title);
            for (item, theirs) in items.iter().zip(&of_items) {
                let much = likeness(&letters, theirs);
                if much >= ALIKE {
                    alike.push((much, line.abs_diff(*item), line, *item));
                }
            }
        }
        alike.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let mut taken: HashSet<usize> = HashSet::new();
        for (_, _, line, item) in alike {
            if self.of[line].is_none() && taken.insert(item) {
                self.of[line] = Some(item);
            }
        }
    }

    /// One that was written anew where it stands: the only one between two that stayed.
    fn pair_between(&mut self) {
        let free: HashSet<_> = self.free_items().into_iter().collect();
        let of = self.of.clone();
        for nth in self.free_lines() {
            let before = nth.checked_sub(1).map(|before| of[before]);
            let item = match before {
                None => 0,
                Some(Some(before)) => before + 1,
                Some(None) => continue,
            };
            let stays = match of.get(nth + 1) {
                None => item + 1 == self.items.len(),
                Some(after) => *after == Some(item + 1),
            };
            let level = self.items.get(item).map(|at| at.depth);
            if stays && free.contains(&item) && level == Some(self.entries[nth].depth) {
                self.of[nth] = Some(item);
            }
        }
    }
}

fn folded(title: &str) -> String {
    line(title).to_lowercase()
}

fn pairs_of_letters(title: &str) -> Vec<(char, char)> {
    let letters: Vec<_> = folded(title).chars().filter(|c| c.is_alphanumeric()).collect();
    let mut pairs: Vec<_> = letters.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.sort_unstable();
    pairs
}

/// From 0, of those that have nothing in common, to 1.
fn likeness(one: &[(char, char)], other: &[(char, char)]) -> f64 {
    let (mut here, mut there, mut common) = (0, 0, 0);
    while here < one.len() && there < other.len() {
        match one[here].cmp(&other[there]) {
            std::cmp::Ordering::Less => here += 1,
            std::cmp::Ordering::Greater => there += 1,
            std::cmp::Ordering::Equal => {
                (here, there, common) = (here + 1, there + 1, common + 1);
            }
        }
    }
    match one.len() + other.len() {
        0 => 0.0,
        all => 2.0 * f64::from(common) / all as f64,
    }
}
