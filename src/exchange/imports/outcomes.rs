//! The agenda of an import as it is stored: each item in its place, and what became of it.

use std::collections::{HashMap, HashSet};

use super::report::AgendaItem;
use super::{Report, lines};
use base::ids::ItemId;
use base::states::Outcome;

/// For what a document tells under no item of its agenda, so that nothing of it is lost.
const ELSEWHERE: &str = "Under no item of the agenda";

/// An item of an imported agenda.
pub struct NewItem {
    pub id: ItemId,
    pub parent: Option<ItemId>,
    pub position: i32,
    pub label: String,
    pub title: String,
    pub outcome: Outcome,
    pub reason: String,
    /// "1.a", or None for the item that the agenda did not have.
    pub number: Option<String>,
}

/// The items, each before those below it.
pub fn items(report: &Report) -> Vec<NewItem> {
    let mut items = Vec::new();
    let top = Above { id: None, number: "", outcome: Outcome::Planned, reason: "" };
    place(&Told::of(report), &report.agenda, &top, &mut items);
    let known = by_number(&items);
    if report.contributions.iter().any(|said| !known.contains_key(&said.item.as_deref())) {
        items.push(NewItem {
            id: ItemId::new(),
            parent: None,
            position: report.agenda.len() as i32 + 1,
            label: String::new(),
            title: ELSEWHERE.into(),
            outcome: Outcome::Discussed,
            reason: String::new(),
            number: None,
        });
    }
    items
}

/// The items by their printed numbers. Of two with one number, the first.
pub fn by_number(items: &[NewItem]) -> HashMap<Option<&str>, &NewItem> {
    let mut known = HashMap::new();
    for item in items {
        known.entry(item.number.as_deref()).or_insert(item);
    }
    known
}

/// What a document says of its items, by their numbers.
struct Told<'a> {
    spoken: HashSet<&'a str>,
    decided: HashSet<&'a str>,
    remaining: HashMap<&'a str, Option<&'a str>>,
}

struct Above<'a> {
    id: Option<ItemId>,
    number: &'a str,
    outcome: Outcome,
    reason: &'a str,
}

impl<'a> Told<'a> {
    fn of(report: &'a Report) -> Self {
        let said = report.contributions.iter().filter_map(|said| said.item.as_deref());
        let decided = report.decisions.iter().filter_map(|decision| decision.item.as_deref());
        let remaining = report.not_addressed.iter();
        let remaining = remaining.map(|left| (left.number.as_str(), left.reason.as_deref()));
        Told {
            spoken: said.flat_map(and_above).collect(),
            decided: decided.flat_map(and_above).collect(),
            remaining: remaining.collect(),
        }
    }

    /// An item shares what became of the one above it, unless the document says more of it. Where
    /// somebody spoke it was addressed, whatever else the document says.
    fn outcome(&self, number: &str, above: &Above<'a>) -> (Outcome, &'a str) {
        match self.remaining.get(number) {
            _ if self.spoken.contains(number) => (Outcome::Discussed, ""),
            Some(reason) => (Outcome::NotAddressed, reason.unwrap_or("No reason was given.")),
            None if self.decided.contains(number) => (Outcome::Discussed, ""),
            None => (above.outcome, above.reason),
        }
    }
}

/// What was discussed below an item was discussed under it too.
fn and_above(number: &str) -> impl Iterator<Item = &str> {
    let above = number.match_indices('.').map(|(end, _)| &number[..end]);
    above.chain([number])
}

fn place(told: &Told, level: &[AgendaItem], above: &Above, items: &mut Vec<NewItem>) {
    for (index, item) in level.iter().enumerate() {
        let (outcome, reason) = told.outcome(&item.number, above);
        let id = ItemId::new();
        items.push(NewItem {
            id,
            parent: above.id,
            position: index as i32 + 1,
            label: lines::label(item, above.number).to_owned(),
            title: lines::one_line(&item.title),
            outcome,
            reason: reason.to_owned(),
            number: Some(item.number.clone()),
        });
        let here = Above { id: Some(id), number: &item.number, outcome, reason };
        place(told, &item.children, &here, items);
    }
}
