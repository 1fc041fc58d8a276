//! Which item of the agenda each line of a text is: the same, a similar one, or none.

use std::collections::{HashMap, HashSet};

use super::likeness::{ALIKE, folded, likeness, pairs_of_letters};
use super::run::longest_run;
use crate::agenda::outline::{Entry, words};
use crate::agenda::tree::LEVELS;
use crate::agenda::{Item, Placed};
use base::ids::ItemId;
use base::long_work;
use base::states::Outcome;
use base::text::line;

/// By the place of its line, the place of the item that it is.
pub type Matches = Vec<Option<usize>>;

/// What says something else altogether takes the place of none that is `recorded`.
pub fn match_up(entries: &[Entry], items: &[Placed<'_>], recorded: &HashSet<ItemId>) -> Matches {
    let length = entries.iter().map(|entry| entry.words.len()).sum();
    long_work::of_length(length, || {
        let lines_above = above(entries.iter().map(|entry| entry.depth));
        let items_above = above(items.iter().map(|at| at.depth));
        let of = vec![None; entries.len()];
        let mut matching = Matching { entries, items, recorded, lines_above, items_above, of };
        matching.pair_run();
        matching.pair_below();
        matching.pair_anywhere(true);
        for depth in 0..LEVELS {
            matching.pair_alike(Some(depth));
            matching.pair_below();
        }
        matching.pair_anywhere(false);
        matching.pair_alike(None);
        matching.pair_between();
        matching.of
    })
}

struct Matching<'a, 'i> {
    entries: &'a [Entry],
    items: &'a [Placed<'i>],
    recorded: &'a HashSet<ItemId>,
    /// By the place of a line, the line that it stands below.
    lines_above: Vec<Option<usize>>,
    items_above: Vec<Option<usize>>,
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

    /// The most that stayed in their order: they say the same, and so does all that they stand below.
    fn pair_run(&mut self) {
        let mut known: HashMap<(Option<usize>, String), usize> = HashMap::new();
        let mut paths = |said: Vec<String>, above: &[Option<usize>]| {
            let mut paths: Vec<usize> = Vec::with_capacity(said.len());
            for (words, above) in said.into_iter().zip(above) {
                let next = known.len();
                let path = (above.map(|above| paths[above]), words);
                paths.push(*known.entry(path).or_insert(next));
            }
            paths
        };
        let said = self.entries.iter().map(|entry| entry.words.clone()).collect();
        let lines = paths(said, &self.lines_above);
        let said = self.items.iter().map(|at| line(&words(at.item))).collect();
        let items = paths(said, &self.items_above);
        for (line, item) in longest_run(&lines, &items) {
            self.of[line] = Some(item);
        }
    }

    /// Those that say the same below what is the same; of several, in their order.
    fn pair_below(&mut self) {
        let said = [said_by_line, title_of_line].into_iter().zip([said_by_item, title_of_item]);
        for (of_line, of_item) in said {
            let mut saying: HashMap<(Option<usize>, String), Vec<usize>> = HashMap::new();
            for nth in self.free_items().into_iter().rev() {
                let says = (self.items_above[nth], of_item(self.items[nth].item));
                saying.entry(says).or_default().push(nth);
            }
            for nth in self.free_lines() {
                let Some(above) = self.item_above(nth) else { continue };
                let same = saying.get_mut(&(above, of_line(&self.entries[nth])));
                self.of[nth] = same.and_then(Vec::pop);
            }
        }
    }

    /// The item that a line stands below, if that is known.
    fn item_above(&self, line: usize) -> Option<Option<usize>> {
        match self.lines_above[line] {
            None => Some(None),
            Some(above) => self.of[above].map(Some),
        }
    }

    /// Those that say the same wherever they stand: what is said once, or of several, in their order.
    fn pair_anywhere(&mut self, once: bool) {
        let said = [said_by_line, title_of_line].into_iter().zip([said_by_item, title_of_item]);
        for (of_line, of_item) in said {
            let mut saying: HashMap<String, (Vec<usize>, Vec<usize>)> = HashMap::new();
            for nth in self.free_lines() {
                saying.entry(of_line(&self.entries[nth])).or_default().0.push(nth);
            }
            for nth in self.free_items() {
                saying.entry(of_item(self.items[nth].item)).or_default().1.push(nth);
            }
            for (lines, items) in saying.into_values() {
                if !once || (lines.len(), items.len()) == (1, 1) {
                    for (line, item) in lines.into_iter().zip(items) {
                        self.of[line] = Some(item);
                    }
                }
            }
        }
    }

    /// The most alike first: of one depth, below what is the same, or wherever they stand.
    fn pair_alike(&mut self, depth: Option<usize>) {
        let (mut lines, mut items) = (self.free_lines(), self.free_items());
        if let Some(depth) = depth {
            lines.retain(|nth| self.entries[*nth].depth == depth);
            items.retain(|nth| self.items[*nth].depth == depth);
        }
        let of_items: Vec<_> =
            items.iter().map(|nth| pairs_of_letters(&self.items[*nth].item.title)).collect();
        let mut alike = Vec::new();
        for line in lines {
            let letters = pairs_of_letters(&self.entries[line].line.title);
            for (item, theirs) in items.iter().zip(&of_items) {
                if depth.is_some() && self.item_above(line) != Some(self.items_above[*item]) {
                    continue;
                }
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
            let same_level = level == Some(self.entries[nth].depth);
            if stays && same_level && free.contains(&item) && !self.is_bound(item) {
                self.of[nth] = Some(item);
            }
        }
    }

    /// Whether it stands for more than its words, which another does not inherit.
    fn is_bound(&self, nth: usize) -> bool {
        let item = self.items[nth].item;
        let carried = item.deferred_from.is_some() || item.times_deferred > 0;
        let decided = item.outcome != Outcome::Planned;
        carried || decided || item.standing || self.recorded.contains(&item.id)
    }
}

/// The place of what each stands below.
fn above(depths: impl Iterator<Item = usize>) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let of_each = depths.enumerate().map(|(nth, depth)| {
        open.truncate(depth);
        let above = open.last().copied();
        open.push(nth);
        above
    });
    of_each.collect()
}

fn said_by_line(entry: &Entry) -> String {
    entry.words.clone()
}

fn said_by_item(item: &Item) -> String {
    line(&words(item))
}

fn title_of_line(entry: &Entry) -> String {
    folded(&entry.line.title)
}

fn title_of_item(item: &Item) -> String {
    folded(&item.title)
}

#[cfg(test)]
mod tests;
