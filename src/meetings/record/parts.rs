//! A long record is shown in parts: so many entries each, in the order of the agenda.

use std::collections::HashMap;
use std::ops::Range;

use serde::Deserialize;
use uuid::Uuid;

use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use platform::web::Asked;

/// How many entries a part has: with their menus they are a page of less than 100 KiB.
pub const PART: i64 = 100;

/// The part that somebody asks for: by its number, from 1 on, or by an entry that is in it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PartQuery {
    page: String,
    entry: String,
    /// The item that the box is about.
    item: String,
    /// The entry that is edited in its place.
    edit: String,
}

/// Which part of a record was read, and what there is in all.
#[derive(Clone, Debug, Deserialize)]
pub struct Part {
    /// From 0 on.
    number: usize,
    #[serde(deserialize_with = "counted")]
    entries: HashMap<Option<ItemId>, usize>,
}

#[derive(Deserialize)]
struct Count {
    item_id: Option<ItemId>,
    count: usize,
}

/// A link to a part.
#[derive(Clone, Debug, PartialEq)]
pub struct PartLink {
    pub page: usize,
    /// Its first and its last entry.
    pub from: usize,
    pub to: usize,
    pub is_current: bool,
    pub total: usize,
}

fn counted<'de, D: serde::Deserializer<'de>>(
    told: D,
) -> Result<HashMap<Option<ItemId>, usize>, D::Error> {
    let counts: Option<Vec<Count>> = Deserialize::deserialize(told)?;
    Ok(counts.into_iter().flatten().map(|one| (one.item_id, one.count)).collect())
}

impl PartQuery {
    /// From 0 on; what is no number is the first, and what is too much the last.
    pub fn index(&self) -> i64 {
        match self.page.as_str() {
            "last" => i64::MAX,
            page => page.parse::<i32>().map_or(0, |page| i64::from(page.max(1)) - 1),
        }
    }

    pub fn entry(&self) -> Option<Uuid> {
        self.entry.parse().ok().or_else(|| self.edit())
    }

    pub fn item(&self) -> Option<ItemId> {
        self.item.parse().ok()
    }

    pub fn edit(&self) -> Option<Uuid> {
        self.edit.parse().ok()
    }

    /// The part that holds what a page's script asks for.
    pub fn of(asked: &Asked) -> Self {
        let mut parts = asked.parts.iter().flatten();
        let entry = parts.find_map(|part| part.strip_prefix("entry-"));
        let page = if entry.is_some() { String::new() } else { "last".to_owned() };
        PartQuery { page, entry: entry.unwrap_or_default().to_owned(), ..PartQuery::default() }
    }
}

impl PartLink {
    pub fn address(&self, at: &MeetingPath) -> String {
        at.record_part(self.page)
    }

    /// "Entries 101–200 of 2,500" where one is, "Entries 201–300" where it leads.
    pub fn describe(&self) -> String {
        let (from, to) = (grouped(self.from), grouped(self.to));
        match self.is_current {
            true => format!("Entries {from}–{to} of {}", grouped(self.total)),
            false => format!("Entries {from}–{to}"),
        }
    }
}

/// With a comma after the thousands.
fn grouped(number: usize) -> String {
    match number {
        0..1_000 => number.to_string(),
        _ => format!("{},{:03}", number / 1_000, number % 1_000),
    }
}

impl Part {
    /// From 0 on.
    pub fn number(&self) -> usize {
        self.number
    }

    pub fn total(&self) -> usize {
        self.entries.values().sum()
    }

    pub fn count(&self, item: Option<ItemId>) -> usize {
        self.entries.get(&item).copied().unwrap_or_default()
    }

    fn last(&self) -> usize {
        self.total().saturating_sub(1) / PART as usize
    }

    fn range(&self, number: usize) -> Range<usize> {
        let from = number * PART as usize;
        from..self.total().min(from + PART as usize)
    }

    /// Whether a section is on this part that has `count` entries after `before` others: with
    /// some of its entries, or, if it has none, where it stands between those of others.
    pub fn has(&self, before: usize, count: usize) -> bool {
        let here = self.range(self.number);
        match count {
            0 => here.contains(&before) || self.number == self.last() && before == here.end,
            _ => before < here.end && before + count > here.start,
        }
    }

    /// Whether a section began on an earlier part.
    pub fn continues(&self, before: usize) -> bool {
        before < self.range(self.number).start
    }

    /// None if this is all.
    pub fn links(&self) -> Vec<PartLink> {
        let numbers = if self.last() == 0 { 0..0 } else { 0..self.last() + 1 };
        let link = |number| {
            let Range { start, end } = self.range(number);
            let is_current = number == self.number;
            PartLink { page: number + 1, from: start + 1, to: end, is_current, total: self.total() }
        };
        numbers.map(link).collect()
    }
}
