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
mod tests {
    use super::*;
    use crate::agenda::outline::read;
    use crate::agenda::{in_order, tree};

    /// Items by the lines of a text, in their order.
    fn items(text: &str) -> Vec<Item> {
        let entries = read(text, |_| None).unwrap();
        let mut items: Vec<Item> = Vec::new();
        for (nth, above) in above(entries.iter().map(|entry| entry.depth)).into_iter().enumerate() {
            let parent_id = above.map(|above| items[above].id);
            let title = entries[nth].line.title.clone();
            items.push(Item { title, parent_id, position: nth as i32 + 1, ..Item::sample() });
        }
        for place in tree::places(&items) {
            let item = items.iter_mut().find(|item| item.id == place.id).unwrap();
            (item.position, item.label) = (place.position, place.label);
        }
        items
    }

    fn matched(items: &[Item], text: &str, recorded: &HashSet<ItemId>) -> Matches {
        match_up(&read(text, |_| None).unwrap(), &in_order(items), recorded)
    }

    #[test]
    fn a_line_is_the_item_that_stood_in_its_place() {
        let reports = "1. Mira\n  a. Report\n2. Bela\n  a. Report";
        let both = "1. Budget 2025\n2. Other\n  a. Budget 2026";
        for (was, is, expected) in [
            (reports, "1. Mira\n2. Bela\n  a. Report", vec![Some(0), Some(2), Some(3)]),
            (reports, "1. Bela\n  a. Report", vec![Some(2), Some(3)]),
            (reports, "1. Mira\n2. Bela's\n  a. Report", vec![Some(0), Some(2), Some(3)]),
            (
                reports,
                "1. Bela\n  a. Report\n2. Mira\n  a. Report",
                vec![Some(2), Some(3), Some(0), Some(1)],
            ),
            (
                reports,
                "1. Mira R\n  a. Report\n2. Bela B\n  a. Report",
                vec![Some(0), Some(1), Some(2), Some(3)],
            ),
            (both, "1. Budget 2026\n2. Other", vec![Some(2), Some(1)]),
            ("1. One\n2. Two", "1. One\n2. Something", vec![Some(0), Some(1)]),
        ] {
            assert_eq!(matched(&items(was), is, &HashSet::new()), expected, "{is}");
        }
    }

    #[test]
    fn of_forty_that_say_the_same_one_can_go_and_no_other_moves() {
        let part = |reports: usize| format!("Part\n{}", "  Report\n".repeat(reports));
        let was = items(&format!("{}{}End", part(40), part(40)));
        let is = matched(&was, &format!("{}{}End", part(39), part(40)), &HashSet::new());
        let second: Vec<_> = (41..83).map(Some).collect();
        assert_eq!(is[40..], second);
        assert!(is[..40].iter().flatten().all(|nth| *nth < 41));
        assert!(is.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn what_stands_for_more_than_its_words_is_handed_to_no_other() {
        let text = "1. One\n2. Budget\n3. Three";
        let plain = items("1. One\n2. Elections\n3. Three");
        let budget = |items: &[Item], recorded| matched(items, text, &recorded)[1];
        assert_eq!(budget(&plain, HashSet::new()), Some(1));
        assert_eq!(budget(&plain, HashSet::from([plain[1].id])), None);
        let changes: [fn(&mut Item); 4] = [
            |item| item.standing = true,
            |item| item.times_deferred = 1,
            |item| item.deferred_from = Some(ItemId::new()),
            |item| item.outcome = Outcome::Deferred,
        ];
        for change in changes {
            let mut items = plain.clone();
            change(&mut items[1]);
            assert_eq!(budget(&items, HashSet::new()), None);
        }
    }
}
