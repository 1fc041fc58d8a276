//! A plan in pages: a long one is read, and sent, a part at a time.

use crate::plan::{Objective, Placed};
use base::ids::PlanItemId;

/// A page of a public document has 14 KB.
const MOST_ACTIVITIES: usize = 40;
const MOST_OBJECTIVES: usize = 20;

/// An objective as one page shows it.
pub struct Part<'a> {
    pub objective: Placed<'a>,
    pub activities: Vec<Placed<'a>>,
    /// Whether its beginning is on the page before, and its end on the next.
    pub continued: bool,
    pub continues: bool,
}

pub fn pages<'a>(objectives: &[Objective<'a>]) -> Vec<Vec<Part<'a>>> {
    let mut pages: Vec<Vec<Part>> = vec![Vec::new()];
    let mut room = MOST_ACTIVITIES;
    for objective in objectives {
        let mut rest = &objective.activities[..];
        let mut continued = false;
        loop {
            let full = pages.last().is_some_and(|page| page.len() >= MOST_OBJECTIVES);
            if full || (room == 0 && !rest.is_empty()) {
                pages.push(Vec::new());
                room = MOST_ACTIVITIES;
            }
            let (now, later) = rest.split_at(rest.len().min(room));
            let part = Part {
                objective: objective.placed.clone(),
                activities: now.to_vec(),
                continued,
                continues: !later.is_empty(),
            };
            if let Some(page) = pages.last_mut() {
                page.push(part);
            }
            room -= now.len();
            if later.is_empty() {
                break;
            }
            (rest, continued) = (later, true);
        }
    }
    pages
}

/// The page that an item is on, from 1.
pub fn page_of(pages: &[Vec<Part>], item: PlanItemId) -> Option<usize> {
    let shows = |part: &Part| {
        part.objective.item.id == item || part.activities.iter().any(|one| one.item.id == item)
    };
    pages.iter().position(|page| page.iter().any(shows)).map(|index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Item, objectives};

    fn plan(activities: &[usize]) -> Vec<Item> {
        let mut items = Vec::new();
        for (count, position) in activities.iter().zip(1..) {
            let objective = Item { position, ..Item::sample(None) };
            let below = (1..=*count as i32)
                .map(|position| Item { position, ..Item::sample(Some(objective.id)) });
            items.extend(below);
            items.push(objective);
        }
        items
    }

    fn shapes(activities: &[usize]) -> Vec<Vec<(String, usize, bool)>> {
        let items = plan(activities);
        let objectives = objectives(&items);
        let shape =
            |part: &Part| (part.objective.number.clone(), part.activities.len(), part.continued);
        pages(&objectives).iter().map(|page| page.iter().map(shape).collect()).collect()
    }

    #[test]
    fn a_long_plan_goes_on_where_the_page_before_ended() {
        let part = |number: &str, count, continued| (number.to_owned(), count, continued);
        assert_eq!(shapes(&[]), [vec![]]);
        assert_eq!(shapes(&[2, 0]), [vec![part("1", 2, false), part("2", 0, false)]]);
        assert_eq!(
            shapes(&[30, 15, 1]),
            [
                vec![part("1", 30, false), part("2", 10, false)],
                vec![part("2", 5, true), part("3", 1, false)],
            ],
        );
        assert_eq!(shapes(&[0; 25]).iter().map(Vec::len).collect::<Vec<_>>(), [20, 5]);
    }

    #[test]
    fn an_item_is_found_on_its_page() {
        let items = plan(&[30, 15]);
        let objectives = objectives(&items);
        let pages = pages(&objectives);
        let last = objectives[1].activities.last().unwrap().item.id;
        assert_eq!(page_of(&pages, objectives[0].placed.item.id), Some(1));
        assert_eq!(page_of(&pages, last), Some(2));
        assert_eq!(page_of(&pages, PlanItemId::new()), None);
    }
}
