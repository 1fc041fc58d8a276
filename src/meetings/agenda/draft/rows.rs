//! The lines of an agenda as its desk shows them.

use chrono::TimeDelta;

use crate::agenda::{Item, Placed, in_order};
use crate::meeting::Meeting;
use base::ids::ItemId;
use base::states::Outcome;
use base::time::Zone;

/// All that the desk shows of an item. Two that are equal look the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub id: ItemId,
    pub parent: Option<ItemId>,
    pub depth: usize,
    /// "2.b", and "b" at its own level.
    pub number: String,
    pub label: String,
    pub title: String,
    pub presenter: String,
    pub minutes: Option<i32>,
    /// Of the items below it.
    pub sum: Option<i32>,
    /// On the clock of the zone of the meeting; of items of the first level that take time.
    pub starts: Option<String>,
    /// Whether it begins after the meeting's end.
    pub late: bool,
    /// What its minutes are too few for.
    pub overrun: Option<String>,
    /// "carried over twice · withdrawn"
    pub more: String,
    pub notes_html: String,
    pub revision: i32,
    /// Where it can be moved, and what the button says.
    pub moves: Vec<(&'static str, &'static str)>,
    /// How many stand below it, on all levels.
    pub below: usize,
    pub standing: bool,
    /// How many lists end after it.
    pub ends: usize,
}

/// What the minutes of an agenda come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Sums {
    pub planned: Option<i32>,
    pub lasts: i32,
}

pub fn rows(items: &[Item], meeting: &Meeting, zone: Zone) -> Vec<Row> {
    let placed = in_order(items);
    let mut before = 0;
    let row = |(nth, at): (usize, &Placed<'_>)| {
        let starts = Some(before).filter(|_| at.depth == 0 && at.minutes.is_some());
        if at.depth == 0 {
            before += at.minutes.unwrap_or(0);
        }
        row(&placed, nth, starts, meeting, zone)
    };
    placed.iter().enumerate().map(row).collect()
}

fn row(
    placed: &[Placed<'_>],
    nth: usize,
    starts: Option<i32>,
    meeting: &Meeting,
    zone: Zone,
) -> Row {
    let (at, rest) = (&placed[nth], &placed[nth + 1..]);
    let item = at.item;
    let below = rest.iter().take_while(|next| next.depth > at.depth).count();
    let sum = at.sum;
    let clock = |minutes: i32| {
        let at = meeting.starts_at + TimeDelta::minutes(minutes.into());
        let zone = meeting.starts_zone.unwrap_or(zone);
        base::time::Agreed::of(at, zone).time()
    };
    Row {
        id: item.id,
        parent: item.parent_id,
        depth: at.depth,
        number: at.number.clone(),
        label: item.label.clone(),
        title: item.title.clone(),
        presenter: item.presenter.clone(),
        minutes: item.minutes,
        sum,
        starts: starts.map(clock),
        late: starts.is_some_and(|starts| starts >= meeting.minutes),
        overrun: overrun(item.minutes, sum),
        more: more(item),
        notes_html: item.notes_html.clone(),
        revision: item.revision,
        moves: at.moves(),
        below,
        standing: item.standing,
        ends: at.depth - rest.first().map_or(0, |next| next.depth.min(at.depth)),
    }
}

/// Of items whose sub-items need more than they have.
fn overrun(minutes: Option<i32>, sum: Option<i32>) -> Option<String> {
    let (minutes, sum) = (minutes?, sum?);
    let more = sum - minutes;
    (more > 0)
        .then(|| format!("Its sub-items need {sum} minutes, {more} more than the {minutes} given."))
}

fn more(item: &Item) -> String {
    let carried = Some(item.carried_over()).filter(|_| item.deferred_from.is_some());
    let outcome = match item.outcome {
        Outcome::Planned | Outcome::Discussed => None,
        outcome => Some(outcome.to_string()),
    };
    let parts = [carried, outcome].into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

impl Row {
    /// "Item 2.b"
    pub fn name(&self) -> String {
        format!("Item {}", self.number)
    }

    pub fn minutes_name(&self) -> String {
        match (self.minutes, self.sum) {
            (None, Some(sum)) => {
                format!("Minutes for item {} (its sub-items have {sum})", self.number)
            }
            _ => format!("Minutes for item {}", self.number),
        }
    }

    pub fn sub_items(&self) -> String {
        match self.below {
            1 => "1 sub-item".to_owned(),
            below => format!("{below} sub-items"),
        }
    }

    /// The keys that do the same.
    pub fn key(direction: &str) -> &'static str {
        match direction {
            "up" => "Alt ↑",
            "down" => "Alt ↓",
            "in" => "Alt ⇧ →",
            _ => "Alt ⇧ ←",
        }
    }
}

pub fn sums(items: &[Item], meeting: &Meeting) -> Sums {
    let first = in_order(items).into_iter().filter(|at| at.depth == 0);
    let planned = first.filter_map(|at| at.minutes).reduce(|sum, minutes| sum + minutes);
    Sums { planned, lasts: meeting.minutes }
}

impl Sums {
    pub fn left(&self) -> i32 {
        self.lasts - self.planned.unwrap_or(0)
    }

    /// "10 minutes are left"
    pub fn describe(&self) -> String {
        match self.left() {
            0 => "None is left.".to_owned(),
            1 => "1 minute is left.".to_owned(),
            left @ 2.. => format!("{left} minutes are left."),
            -1 => "1 minute more than the meeting has.".to_owned(),
            over => format!("{} minutes more than the meeting has.", -over),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(parent: Option<&Item>, position: i32, minutes: Option<i32>) -> Item {
        let parent_id = parent.map(|item| item.id);
        Item { parent_id, position, minutes, ..Item::sample() }
    }

    #[test]
    fn items_start_after_those_before_them_and_say_what_is_too_long() {
        let one = item(None, 1, Some(10));
        let two = item(None, 2, Some(20));
        let (a, b) = (item(Some(&two), 1, Some(15)), item(Some(&two), 2, Some(10)));
        let three = item(None, 3, None);
        let four = item(None, 4, Some(30));
        let five = item(None, 5, Some(5));
        let items = [one, two, a, b, three, four, five];
        let meeting = Meeting { minutes: 60, ..Meeting::sample() };
        let zone = base::time::zone("UTC").unwrap();

        let rows = rows(&items, &meeting, zone);
        let starts: Vec<_> = rows.iter().map(|row| row.starts.as_deref()).collect();
        let expected =
            [Some("00:00"), Some("00:10"), None, None, None, Some("00:35"), Some("01:05")];
        assert_eq!(starts, expected);
        assert_eq!(
            rows.iter().map(|row| row.late).collect::<Vec<_>>(),
            [false, false, false, false, false, false, true]
        );
        let overrun = rows[1].overrun.as_deref();
        assert_eq!(overrun, Some("Its sub-items need 25 minutes, 5 more than the 20 given."));
        assert_eq!(rows.iter().map(|row| row.ends).collect::<Vec<_>>(), [0, 0, 0, 1, 0, 0, 0]);
        assert_eq!(rows[1].below, 2);

        let sums = sums(&items, &meeting);
        assert_eq!((sums.planned, sums.left()), (Some(70), -10));
        assert_eq!(sums.describe(), "10 minutes more than the meeting has.");
    }
}
