//! Objectives and their activities in order, numbered as they stand, and moved by one.

use super::{Item, Progress};
use base::ids::PlanItemId;
use base::states::Direction;

/// An item where it stands.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    pub item: &'a Item,
    /// "2", "2.1"
    pub number: String,
    pub first: bool,
    pub last: bool,
}

/// An objective with its activities.
#[derive(Clone, Debug)]
pub struct Objective<'a> {
    pub placed: Placed<'a>,
    pub activities: Vec<Placed<'a>>,
}

impl Objective<'_> {
    pub fn progress(&self) -> Progress {
        Progress::of(self.activities.iter().map(|placed| placed.item.status))
    }
}

impl Placed<'_> {
    /// "Objective 2", "Activity 2.1"
    pub fn name(&self) -> String {
        let kind = if self.item.is_objective() { "Objective" } else { "Activity" };
        format!("{kind} {}", self.number)
    }

    /// Where it can be moved, and what the button says.
    pub fn moves(&self) -> Vec<(&'static str, &'static str)> {
        let moves = [(!self.first, ("up", "Up")), (!self.last, ("down", "Down"))];
        moves.into_iter().filter(|(possible, _)| *possible).map(|(_, named)| named).collect()
    }
}

/// Every objective, in order.
pub fn objectives(items: &[Item]) -> Vec<Objective<'_>> {
    let top = below(items, None);
    let (count, all) = (top.len(), items.iter().filter(|item| !item.is_objective()).count());
    let mut before = 0;
    let objectives = top.into_iter().enumerate().map(|(index, item)| {
        let number = (index + 1).to_string();
        let level = below(items, Some(item.id));
        let activities = level.into_iter().zip(1..).map(|(activity, nth)| {
            before += 1;
            Placed {
                item: activity,
                number: format!("{number}.{nth}"),
                // An activity moves on into the objective before or after.
                first: index == 0 && nth == 1,
                last: index + 1 == count && before == all,
            }
        });
        let activities = activities.collect();
        let (first, last) = (index == 0, index + 1 == count);
        Objective { placed: Placed { item, number, first, last }, activities }
    });
    objectives.collect()
}

/// The same as one list: each objective followed by its activities.
pub fn in_order(items: &[Item]) -> Vec<Placed<'_>> {
    let mut placed = Vec::with_capacity(items.len());
    for objective in objectives(items) {
        placed.push(objective.placed);
        placed.extend(objective.activities);
    }
    placed
}

/// Where an item stands: what a move writes.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub id: PlanItemId,
    pub objective_id: Option<PlanItemId>,
    pub position: i32,
}

/// The places that change when an item moves by one. At the end nothing does.
pub fn moved(items: &[Item], id: PlanItemId, direction: Direction) -> Vec<Place> {
    let Some(item) = items.iter().find(|item| item.id == id) else { return Vec::new() };
    let mut level = below(items, item.objective_id);
    let here = level.iter().position(|one| one.id == id).unwrap_or_default();
    match direction {
        Direction::Up if here > 0 => level.swap(here, here - 1),
        Direction::Down if here + 1 < level.len() => level.swap(here, here + 1),
        _ if item.is_objective() => return Vec::new(),
        _ => return to_neighbour(items, item, direction),
    }
    places(&level, item.objective_id)
}

/// To the end of the objective before, or the beginning of the one after.
fn to_neighbour(items: &[Item], item: &Item, direction: Direction) -> Vec<Place> {
    let objectives = below(items, None);
    let here = objectives.iter().position(|one| Some(one.id) == item.objective_id).unwrap_or(0);
    let there = match direction {
        Direction::Up => here.checked_sub(1),
        Direction::Down => Some(here + 1),
    };
    let Some(to) = there.and_then(|index| objectives.get(index)) else { return Vec::new() };
    let mut level = below(items, Some(to.id));
    let at = if direction == Direction::Up { level.len() } else { 0 };
    level.insert(at, item);
    places(&level, Some(to.id))
}

fn places(level: &[&Item], objective_id: Option<PlanItemId>) -> Vec<Place> {
    let numbered = level.iter().zip(1..);
    numbered.map(|(item, position)| Place { id: item.id, objective_id, position }).collect()
}

fn below(items: &[Item], objective: Option<PlanItemId>) -> Vec<&Item> {
    let mut level: Vec<_> = items.iter().filter(|item| item.objective_id == objective).collect();
    level.sort_by_key(|item| (item.position, item.id));
    level
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Vec<Item> {
        let objective = |position| Item { position, ..Item::sample(None) };
        let (one, two) = (objective(1), objective(2));
        let activity = |below: &Item, position| Item { position, ..Item::sample(Some(below.id)) };
        let below = [activity(&one, 1), activity(&one, 2), activity(&two, 1)];
        [one, two].into_iter().chain(below).collect()
    }

    fn numbers(items: &[Item]) -> Vec<String> {
        in_order(items).into_iter().map(|placed| placed.number).collect()
    }

    fn after(items: &[Item], at: usize, direction: Direction) -> Vec<Item> {
        let places = moved(items, items[at].id, direction);
        let mut items = items.to_vec();
        for place in places {
            let item = items.iter_mut().find(|item| item.id == place.id).unwrap();
            (item.objective_id, item.position) = (place.objective_id, place.position);
        }
        items
    }

    fn order(items: &[Item], of: &[Item]) -> Vec<usize> {
        let index = |placed: Placed| of.iter().position(|item| item.id == placed.item.id).unwrap();
        in_order(items).into_iter().map(index).collect()
    }

    #[test]
    fn items_are_numbered_as_they_stand() {
        assert_eq!(numbers(&plan()), ["1", "1.1", "1.2", "2", "2.1"]);
    }

    #[test]
    fn items_move_by_one_and_activities_into_the_next_objective() {
        let items = plan();
        let moved = |at, direction| order(&after(&items, at, direction), &items);
        assert_eq!(order(&items, &items), [0, 2, 3, 1, 4]);
        assert_eq!(moved(1, Direction::Up), [1, 4, 0, 2, 3]);
        assert_eq!(moved(3, Direction::Up), [0, 3, 2, 1, 4]);
        assert_eq!(moved(3, Direction::Down), [0, 2, 1, 3, 4]);
        assert_eq!(moved(4, Direction::Up), [0, 2, 3, 4, 1]);
        for (at, direction) in [(0, Direction::Up), (2, Direction::Up), (4, Direction::Down)] {
            assert_eq!(moved(at, direction), [0, 2, 3, 1, 4]);
        }
    }

    #[test]
    fn moves_are_offered_where_there_is_somewhere_to_go() {
        let items = plan();
        let offered: Vec<_> = in_order(&items).iter().map(|placed| placed.moves().len()).collect();
        assert_eq!(offered, [1, 1, 2, 1, 1]);
    }
}
