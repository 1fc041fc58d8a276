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
