//! The agenda as it is printed, read into its tree of numbered items.

use std::collections::HashMap;

use super::labels::{self, Label, Rank};
use super::text::{normal, plain};
use crate::imports::report::AgendaItem;
use crate::imports::{Block, Report};

/// Deeper items stand at this level, so that no document makes a tree too deep to walk.
const DEEPEST: usize = 5;

/// More items than any meeting has; each may be given a long reason why it was not addressed.
const MOST: usize = 300;

#[derive(Default)]
pub struct Agenda {
    items: Vec<Item>,
    numbers: HashMap<String, usize>,
    titles: HashMap<String, usize>,
}

pub struct Item {
    pub number: String,
    pub title: String,
    pub level: usize,
}

impl Agenda {
    pub fn read(blocks: &[Block], report: &mut Report) -> Self {
        let mut reader = Reader::default();
        for block in blocks {
            reader.block(block, report);
        }
        let mut agenda = Self::default();
        for item in reader.items {
            agenda.add(item, report);
        }
        agenda
    }

    fn add(&mut self, item: Item, report: &mut Report) {
        if self.items.len() == MOST {
            return report.unplaced(&item.title);
        }
        if self.numbers.contains_key(&item.number) {
            let Item { number, title, .. } = item;
            report.warn(format!(
                "The agenda has another item {number}, “{title}”, which was left out."
            ));
            return;
        }
        self.numbers.insert(item.number.clone(), self.items.len());
        self.titles.entry(normal(&item.title)).or_insert(self.items.len());
        self.items.push(item);
    }

    pub fn items(&self) -> &[Item] {
        &self.items
    }

    pub fn numbered(&self, number: &str) -> Option<&Item> {
        self.numbers.get(number).map(|at| &self.items[*at])
    }

    pub fn titled(&self, title: &str) -> Option<&Item> {
        self.titles.get(&normal(title)).map(|at| &self.items[*at])
    }

    /// The items after `from` up to `to` that stand on its level.
    pub fn between<'a>(&'a self, from: &Item, to: &'a Item) -> Vec<&'a Item> {
        let (start, end) = (self.numbers[&from.number] + 1, self.numbers[&to.number] + 1);
        let items = self.items.get(start..end).unwrap_or_default();
        items.iter().filter(|item| item.level == to.level).collect()
    }

    pub fn tree(&self) -> Vec<AgendaItem> {
        let mut rest = self.items.iter().peekable();
        branch(&mut rest, 0)
    }
}

fn branch<'a>(
    rest: &mut std::iter::Peekable<impl Iterator<Item = &'a Item>>,
    level: usize,
) -> Vec<AgendaItem> {
    let mut items = Vec::new();
    while let Some(item) = rest.next_if(|item| item.level >= level) {
        let children = branch(rest, item.level + 1);
        items.push(AgendaItem { number: item.number.clone(), title: item.title.clone(), children });
    }
    items
}

#[derive(Default)]
struct Reader {
    items: Vec<Item>,
    open: Vec<Open>,
    roots: usize,
}

struct Open {
    number: String,
    label: String,
    labelled: bool,
    depth: usize,
    rank: Rank,
    children: usize,
}

impl Reader {
    fn block(&mut self, block: &Block, report: &mut Report) {
        let (depth, marker, text) = match block {
            Block::Item { marker, depth, text } => {
                (*depth, marker.trim_end_matches(['.', ')']), text)
            }
            Block::Paragraph { text } | Block::Heading { text, .. } => (0, "", text),
        };
        let mut begun = false;
        for (n, line) in text.lines().map(plain).enumerate().filter(|(_, line)| !line.is_empty()) {
            match (labels::split(&line), Label::of(marker)) {
                (_, Some(label)) if n == 0 => self.item(depth, Some(label), &line),
                (Some((label, title)), _) => self.item(depth, Some(label), title),
                _ if n == 0 && marker == "-" => self.item(depth, None, &line),
                _ if begun && !text.contains("\n\n") => {
                    let title = &mut self.items.last_mut().expect("an item has begun").title;
                    *title = format!("{title} {line}");
                }
                _ if self.items.is_empty() && text.trim_end().ends_with(':') => {}
                _ => {
                    report.unplaced(&line);
                    continue;
                }
            }
            begun = !self.items.is_empty();
        }
    }

    fn item(&mut self, depth: usize, label: Option<Label>, title: &str) {
        let rank = self.rank(label.as_ref());
        match label.as_ref().and_then(Label::parent) {
            Some(parent) if self.open.iter().any(|open| open.number == parent) => {
                while self.open.last().is_some_and(|open| open.number != parent) {
                    self.open.pop();
                }
            }
            Some(_) => self.open.clear(),
            None => {
                let is_parent =
                    |open: &Open| depth > open.depth || (depth == open.depth && rank > open.rank);
                while self.open.last().is_some_and(|open| !is_parent(open)) {
                    self.open.pop();
                }
            }
        }
        self.open.truncate(DEEPEST);
        let level = self.open.len();
        let siblings = self.open.last_mut().map_or(&mut self.roots, |open| &mut open.children);
        *siblings += 1;
        let text =
            label.as_ref().map_or_else(|| automatic(level, *siblings), |label| label.text.clone());
        let number = match (self.open.last(), label.as_ref().and_then(Label::parent)) {
            (Some(open), None) => format!("{}.{text}", open.number),
            _ => text.clone(),
        };
        self.items.push(Item { number: number.clone(), title: title.to_owned(), level });
        self.open.push(Open {
            number,
            label: text,
            labelled: label.is_some(),
            depth,
            rank,
            children: 0,
        });
    }

    fn rank(&self, label: Option<&Label>) -> Rank {
        let below_digits =
            self.open.first().is_some_and(|open| open.labelled && open.rank == Rank::Digit);
        match label {
            None if below_digits => Rank::Letter,
            None => Rank::Digit,
            Some(label) if label.is_ambiguous() && !self.after_roman(label) => Rank::Letter,
            Some(label) if label.is_ambiguous() => Rank::Roman,
            Some(label) => label.rank,
        }
    }

    /// "i" after "h" is a letter; "v" and "x" are romans only among romans.
    fn after_roman(&self, label: &Label) -> bool {
        let romans = self.open.iter().any(|open| open.rank == Rank::Roman);
        romans || (label.text == "i" && self.open.iter().all(|open| open.label != "h"))
    }
}

fn automatic(level: usize, n: usize) -> String {
    match level {
        0 => n.to_string(),
        1 => labels::letter(n),
        _ => labels::roman(n),
    }
}
