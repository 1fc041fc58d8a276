//! Moving items in the agenda's tree, and numbering them anew.

use super::{Item, label};
use base::ids::ItemId;
use platform::web::{Error, Result};

/// 1., a., i.: deeper agendas are hard to follow.
pub const LEVELS: usize = 3;

base::states! {
    #[schema(as = ItemDirection)]
    pub enum Direction {
        Up:    "up";
        Down:  "down";
        /// Below the item before it.
        In:    "in";
        /// Out of the item that it is below, to stand after it.
        Out:   "out";
    }
}

/// Where an item stands: what a change of the tree writes.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub id: ItemId,
    pub parent_id: Option<ItemId>,
    pub position: i32,
    pub label: String,
}

/// Where on its level an item stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum After {
    First,
    Last,
    /// Last as well, if that one is not there.
    Item(ItemId),
}

/// The places of all items after one was put below another, with all that stands below it.
pub fn put(items: &[Item], id: ItemId, parent: Option<ItemId>, after: After) -> Result<Vec<Place>> {
    if parent.is_some_and(|parent| branch(items, id).contains(&parent)) {
        return Err(Error::conflict("An item cannot stand below itself."));
    }
    let mut items = items.to_vec();
    hang(&mut items, id, parent, after);
    fitting(&items)
}

/// The places of all items after one of them has moved.
pub fn moved(items: &[Item], id: ItemId, direction: Direction) -> Result<Vec<Place>> {
    let mut items = items.to_vec();
    let item = items.iter().find(|item| item.id == id).cloned().ok_or(Error::NotFound)?;
    let level = level(&items, item.parent_id);
    let here = level.iter().position(|sibling| *sibling == id).unwrap_or_default();
    match direction {
        Direction::Up if here > 0 => reorder(&mut items, &swapped(&level, here, here - 1)),
        Direction::Down if here + 1 < level.len() => {
            reorder(&mut items, &swapped(&level, here, here + 1));
        }
        Direction::In if here > 0 => hang(&mut items, id, Some(level[here - 1]), After::Last),
        Direction::Out if item.parent_id.is_some() => {
            let parent = items.iter().find(|above| Some(above.id) == item.parent_id);
            let (above, after) = parent.map(|p| (p.parent_id, p.id)).ok_or(Error::NotFound)?;
            hang(&mut items, id, above, After::Item(after));
        }
        _ => return Err(Error::conflict("The item cannot be moved further that way.")),
    }
    fitting(&items)
}

/// Where an item stood: below which, and after which on its level.
pub type Stood = (ItemId, Option<ItemId>, Option<ItemId>);

/// The places of all items after some were put where they stood, one after the other; those that are gone stay so.
pub fn arranged(items: &[Item], stood: &[Stood]) -> Result<Vec<Place>> {
    let mut items = items.to_vec();
    for (id, parent, after) in stood {
        let is_there = |one: &ItemId| items.iter().any(|item| item.id == *one);
        let parent =
            parent.filter(|parent| is_there(parent) && !branch(&items, *id).contains(parent));
        if is_there(id) {
            hang(&mut items, *id, parent, after.map_or(After::First, After::Item));
        }
    }
    fitting(&items)
}

fn fitting(items: &[Item]) -> Result<Vec<Place>> {
    match deepest(items, None) > LEVELS {
        true => Err(Error::conflict("An agenda has three levels: 1., a. and i.")),
        false => Ok(places(items)),
    }
}

/// How deep an item stands: 0 for the first level.
pub fn depth(items: &[Item], id: Option<ItemId>) -> usize {
    let parent = items.iter().find(|item| Some(item.id) == id);
    parent.map_or(0, |parent| 1 + depth(items, parent.parent_id))
}

/// An item and all below it.
pub fn branch(items: &[Item], id: ItemId) -> Vec<ItemId> {
    let below = items.iter().filter(|item| item.parent_id == Some(id));
    std::iter::once(id).chain(below.flat_map(|item| branch(items, item.id))).collect()
}

/// How many levels an item takes with those below it.
pub fn height(items: &[Item], id: ItemId) -> usize {
    1 + deepest(items, Some(id))
}

/// Every item numbered by its order.
pub fn places(items: &[Item]) -> Vec<Place> {
    let mut all = Vec::with_capacity(items.len());
    number(items, None, 0, &mut all);
    all
}

fn number(items: &[Item], parent_id: Option<ItemId>, depth: usize, all: &mut Vec<Place>) {
    for (index, id) in level(items, parent_id).into_iter().enumerate() {
        let (position, label) = (index as i32 + 1, label(depth, index + 1));
        all.push(Place { id, parent_id, position, label });
        number(items, Some(id), depth + 1, all);
    }
}

fn level(items: &[Item], parent: Option<ItemId>) -> Vec<ItemId> {
    let mut level: Vec<_> = items.iter().filter(|item| item.parent_id == parent).collect();
    level.sort_by_key(|item| item.position);
    level.into_iter().map(|item| item.id).collect()
}

fn swapped(level: &[ItemId], a: usize, b: usize) -> Vec<ItemId> {
    let mut level = level.to_vec();
    level.swap(a, b);
    level
}

fn reorder(items: &mut [Item], order: &[ItemId]) {
    for item in items {
        if let Some(index) = order.iter().position(|id| *id == item.id) {
            item.position = index as i32 + 1;
        }
    }
}

/// Puts an item below `parent`.
pub fn hang(items: &mut [Item], id: ItemId, parent: Option<ItemId>, after: After) {
    let mut order = level(items, parent);
    order.retain(|sibling| *sibling != id);
    let place = match after {
        After::First => Some(0),
        After::Last => None,
        After::Item(after) => order.iter().position(|one| *one == after).map(|place| place + 1),
    };
    order.insert(place.unwrap_or(order.len()), id);
    if let Some(item) = items.iter_mut().find(|item| item.id == id) {
        item.parent_id = parent;
    }
    reorder(items, &order);
}

fn deepest(items: &[Item], parent: Option<ItemId>) -> usize {
    let below = level(items, parent).into_iter();
    below.map(|id| 1 + deepest(items, Some(id))).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agenda::in_order;

    /// "1 1.a 2" → items titled by the number that they begin with.
    fn agenda(numbers: &str) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        for (index, number) in numbers.split(' ').enumerate() {
            let parent = number.rsplit_once('.').map(|(above, _)| above);
            let parent_id = parent.and_then(|p| items.iter().find(|i| i.title == p)).map(|i| i.id);
            let position = index as i32;
            let title = number.to_owned();
            items.push(Item { parent_id, position, title, ..Item::sample() });
        }
        items
    }

    fn after(items: &[Item], title: &str, direction: Direction) -> Result<String> {
        let id = items.iter().find(|item| item.title == title).unwrap().id;
        moved(items, id, direction).map(|places| shown(items, places))
    }

    /// "1=2 2=1": the numbers of items that were called by their numbers before.
    fn shown(items: &[Item], places: Vec<Place>) -> String {
        let mut items = items.to_vec();
        for place in places {
            let item = items.iter_mut().find(|item| item.id == place.id).unwrap();
            item.parent_id = place.parent_id;
            item.position = place.position;
            item.label = place.label;
        }
        let placed = in_order(&items);
        let shown = placed.iter().map(|placed| format!("{}={}", placed.number, placed.item.title));
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn items_move_among_their_siblings_and_across_levels() {
        use Direction::{Down, In, Out, Up};
        let cases = [
            ("2", Up, "1=2 2=1 2.a=1.a 2.b=1.b 3=3"),
            ("1", Down, "1=2 2=1 2.a=1.a 2.b=1.b 3=3"),
            ("1.b", Up, "1=1 1.a=1.b 1.b=1.a 2=2 3=3"),
            ("2", In, "1=1 1.a=1.a 1.b=1.b 1.c=2 2=3"),
            ("1.a", Out, "1=1 1.a=1.b 2=1.a 3=2 4=3"),
            ("1.b", In, "1=1 1.a=1.a 1.a.i=1.b 2=2 3=3"),
        ];
        let items = agenda("1 1.a 1.b 2 3");
        for (title, direction, expected) in cases {
            assert_eq!(after(&items, title, direction).unwrap(), expected);
        }
    }

    #[test]
    fn an_item_is_put_where_it_was_dropped_with_those_below_it() {
        let items = agenda("1 1.a 2 2.a 3");
        let id = |title: &str| items.iter().find(|item| item.title == title).unwrap().id;
        for (title, parent, after, expected) in [
            ("2", None, After::First, "1=2 1.a=2.a 2=1 2.a=1.a 3=3"),
            ("1", None, After::Last, "1=2 1.a=2.a 2=3 3=1 3.a=1.a"),
            ("3", Some("1"), After::Item(id("1.a")), "1=1 1.a=1.a 1.b=3 2=2 2.a=2.a"),
            ("3", Some("1"), After::First, "1=1 1.a=3 1.b=1.a 2=2 2.a=2.a"),
            ("3", None, After::Item(ItemId::new()), "1=1 1.a=1.a 2=2 2.a=2.a 3=3"),
        ] {
            let places = put(&items, id(title), parent.map(id), after).unwrap();
            assert_eq!(shown(&items, places), expected, "{title}");
        }
        assert!(put(&items, id("1"), Some(id("1.a")), After::Last).is_err(), "below itself");
    }

    #[test]
    fn items_do_not_move_past_the_ends_or_below_the_third_level() {
        use Direction::{Down, In, Out, Up};
        let items = agenda("1 1.a 1.a.i 1.a.ii 2");
        for (title, direction) in [("1", Up), ("2", Down), ("1", In), ("1", Out), ("1.a.ii", In)] {
            assert!(after(&items, title, direction).is_err(), "{title} {direction:?}");
        }
    }
}
