//! What saving a text would do to an agenda.

use std::collections::{HashMap, HashSet};

use super::likeness::is_alike;
use super::matching::match_up;
use super::run::longest_rise;
use super::strayed::strayed;
use crate::agenda::form::{ItemEdit, ItemForm};
use crate::agenda::outline::{Entry, words};
use crate::agenda::tree::{self, Stood};
use crate::agenda::{Item, draft, in_order};
use base::ids::ItemId;
use base::redline::redline;
use base::revisions::{Editable, same};
use base::text::line;
use platform::web::{Error, Invalid, Result};

/// A line, as the item that it is or becomes.
pub struct Planned {
    pub id: ItemId,
    pub parent: Option<ItemId>,
    /// None of a new one.
    pub saved: Option<Item>,
    pub edit: ItemEdit,
}

pub struct Plan {
    pub lines: Vec<Planned>,
    moved: HashSet<ItemId>,
    /// With all that stands below them, unless that stays.
    pub removed: Vec<ItemId>,
    before: Vec<Item>,
}

/// What saving would do, by the names of the items: "2.b. The new form".
#[derive(Default)]
pub struct Changes {
    pub added: Vec<String>,
    pub changed: Vec<Changed>,
    pub moved: Vec<Moved>,
    pub removed: Vec<String>,
    /// Notes of what goes, and under what they would stand.
    pub strayed: Vec<(String, String)>,
}

pub struct Changed {
    pub name: String,
    /// By their labels, what changes in them.
    pub fields: Vec<(&'static str, String)>,
}

pub struct Moved {
    pub name: String,
    /// Its number before.
    pub was: String,
}

impl Changes {
    pub fn is_empty(&self) -> bool {
        let Changes { added, changed, moved, removed, strayed: _ } = self;
        added.is_empty() && changed.is_empty() && moved.is_empty() && removed.is_empty()
    }
}

impl Plan {
    /// What is `recorded` under an item does not come to stand under another.
    pub fn of(entries: &[Entry], items: &[Item], recorded: &HashSet<ItemId>) -> Result<Self> {
        let placed = in_order(items);
        let matches = match_up(entries, &placed, recorded);
        let (mut lines, mut invalid) = (Vec::new(), Invalid::default());
        let mut above: Vec<ItemId> = Vec::new();
        for (entry, nth) in entries.iter().zip(&matches) {
            let saved = nth.map(|nth| placed[nth].item.clone());
            let id = saved.as_ref().map_or_else(ItemId::new, |saved| saved.id);
            above.truncate(entry.depth);
            let parent = above.last().copied();
            above.push(id);
            match form(entry, saved.as_ref()).check() {
                Ok(edit) => lines.push(Planned { id, parent, saved, edit }),
                Err(Error::Invalid(wrong)) => {
                    for error in wrong.iter() {
                        invalid.add("text", format!("“{}”: {}", entry.line.title, error.detail));
                    }
                }
                Err(error) => return Err(error),
            }
        }
        invalid.or(())?;
        let kept: HashSet<_> = lines.iter().map(|line| line.id).collect();
        let gone = placed.iter().map(|at| at.item.id).filter(|id| !kept.contains(id));
        let removed = gone.collect();
        let moved = moved(&lines);
        Ok(Plan { lines, moved, removed, before: items.to_vec() })
    }

    /// The items as they are then, in their places; those that go come last on their levels.
    pub fn after(&self) -> Vec<Item> {
        let mut items = Vec::with_capacity(self.lines.len() + self.removed.len());
        for (position, planned) in (1..).zip(&self.lines) {
            let new = || planned.edit.clone().into_item(planned.id);
            let item = planned.saved.clone().unwrap_or_else(new);
            let (parent_id, title) = (planned.parent, planned.edit.title.clone());
            items.push(Item { parent_id, position, title, ..item });
        }
        items.extend(self.gone().map(|item| Item { position: i32::MAX, ..item.clone() }));
        items
    }

    fn gone(&self) -> impl Iterator<Item = &Item> {
        self.before.iter().filter(|item| self.removed.contains(&item.id))
    }

    /// Those of the items that go below which no other goes.
    pub fn roots_removed(&self) -> Vec<ItemId> {
        let root = |item: &&Item| item.parent_id.is_none_or(|above| !self.removed.contains(&above));
        self.gone().filter(root).map(|item| item.id).collect()
    }

    /// The new ones that do not stand below another new one.
    pub fn roots_added(&self) -> Vec<ItemId> {
        let new: HashSet<_> =
            self.lines.iter().filter(|line| line.saved.is_none()).map(|line| line.id).collect();
        let root = |line: &&Planned| line.parent.is_none_or(|above| !new.contains(&above));
        let lines = self.lines.iter().filter(|line| new.contains(&line.id));
        lines.filter(root).map(|line| line.id).collect()
    }

    pub fn edited(&self) -> impl Iterator<Item = (&Item, &ItemEdit)> {
        let lines = self.lines.iter().filter_map(|line| Some((line.saved.as_ref()?, &line.edit)));
        lines.filter(|(saved, edit)| !same(&ItemEdit::of(saved).fields(), &edit.fields()))
    }

    /// The items in whose place a line says something else altogether.
    pub fn replaced(&self) -> Vec<ItemId> {
        let unlike = |(saved, edit): &(&Item, &ItemEdit)| !is_alike(&saved.title, &edit.title);
        self.edited().filter(unlike).map(|(saved, _)| saved.id).collect()
    }

    /// In the order of the lines.
    pub fn moved(&self) -> Vec<ItemId> {
        self.lines.iter().map(|line| line.id).filter(|id| self.moved.contains(id)).collect()
    }

    /// Where all stood that move, in their order.
    pub fn stood(&self) -> Vec<Stood> {
        let roots = self.roots_removed();
        let leaves = |id: &ItemId| self.moved.contains(id) || roots.contains(id);
        let placed = in_order(&self.before);
        let placed = placed.iter().filter(|at| leaves(&at.item.id));
        placed.map(|at| draft::stood(&self.before, at.item)).collect()
    }

    pub fn changes(&self) -> Changes {
        let mut after = self.after();
        after.retain(|item| !self.removed.contains(&item.id));
        let places = tree::places(&after);
        for item in &mut after {
            if let Some(place) = places.iter().find(|place| place.id == item.id) {
                (item.position, item.label) = (place.position, place.label.clone());
            }
        }
        let (before, after) = (names(&self.before), names(&after));
        let name = |of: &Names, id: ItemId| of.get(&id).map(|(_, name)| name.clone());
        let new = self.lines.iter().filter(|line| line.saved.is_none());
        let edited = self.edited().map(|(saved, edit)| {
            let fields = ItemEdit::of(saved).fields().into_iter().zip(edit.fields());
            let fields = fields.filter(|(was, is)| was.value != is.value);
            let fields = fields.map(|(was, is)| (is.label, redline(&was.value, &is.value)));
            let fields = fields.collect();
            Changed { name: name(&before, saved.id).unwrap_or_default(), fields }
        });
        let moved = self.lines.iter().filter(|line| self.moved.contains(&line.id)).map(|line| {
            let number = before.get(&line.id).map(|(number, _)| number.clone());
            let (name, was) = (name(&after, line.id), number.unwrap_or_default());
            Moved { name: name.unwrap_or_default(), was }
        });
        let notes = self.lines.iter().map(|line| {
            let was = line.saved.as_ref().map_or("", |saved| &saved.notes);
            (line.id, was, line.edit.notes.as_str())
        });
        let strayed = strayed(self.gone(), &notes.collect::<Vec<_>>()).into_iter();
        let strayed = strayed.filter_map(|(of, to)| Some((name(&before, of)?, name(&after, to)?)));
        Changes {
            added: new.filter_map(|line| name(&after, line.id)).collect(),
            changed: edited.collect(),
            moved: moved.collect(),
            removed: self.removed.iter().filter_map(|id| name(&before, *id)).collect(),
            strayed: strayed.collect(),
        }
    }
}

/// What a line says. What it says as before stays as it is kept.
fn form(entry: &Entry, saved: Option<&Item>) -> ItemForm {
    let said = |form: ItemForm| match saved {
        Some(item) if line(&words(item)) == entry.words => ItemEdit::of(item).form(item),
        _ => form,
    };
    let minutes = entry.line.minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
    let typed = ItemForm {
        title: entry.line.title.clone(),
        presenter: entry.line.presenter.clone(),
        minutes,
        ..ItemForm::default()
    };
    let alike = |item: &&Item| {
        item.notes.lines().map(str::trim_end).eq(entry.notes.lines().map(str::trim_end))
    };
    let notes = saved.filter(alike).map_or_else(|| entry.notes.clone(), |item| item.notes.clone());
    ItemForm { notes, ..said(typed) }
}

/// Those that stand below another item than before, and of the others as few as have to move past their neighbours.
fn moved(lines: &[Planned]) -> HashSet<ItemId> {
    let mut moved = HashSet::new();
    let mut levels: HashMap<Option<ItemId>, Vec<(i32, ItemId)>> = HashMap::new();
    for line in lines {
        match &line.saved {
            Some(saved) if saved.parent_id == line.parent => {
                levels.entry(line.parent).or_default().push((saved.position, line.id));
            }
            Some(_) => drop(moved.insert(line.id)),
            None => {}
        }
    }
    for level in levels.values() {
        let positions: Vec<_> = level.iter().map(|(position, _)| *position).collect();
        let stay = longest_rise(&positions);
        let others = level.iter().enumerate().filter(|(nth, _)| !stay.contains(nth));
        moved.extend(others.map(|(_, (_, id))| *id));
    }
    moved
}

/// By the item, "2.b" and "2.b. The new form".
type Names = HashMap<ItemId, (String, String)>;

fn names(items: &[Item]) -> Names {
    in_order(items).into_iter().map(|at| (at.item.id, (at.number.clone(), at.name()))).collect()
}
