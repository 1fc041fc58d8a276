//! An agenda as text, as it is read again.

use super::Entry;
use super::marks::is_letters;
use crate::agenda::tree::LEVELS;
use crate::agenda::{Item, in_order, label};

/// "1. The new form — Mira Rao, 20 min", and below it its notes and the items below it.
pub fn write(items: &[Item]) -> String {
    let mut text = String::new();
    for at in in_order(items) {
        push(&mut text, (at.depth, &at.number), &words(at.item), &at.item.notes);
    }
    text
}

/// The same of what was read, with the numbers that it has now.
pub fn write_again(entries: &[Entry]) -> String {
    let mut text = String::new();
    let mut numbers: Vec<usize> = Vec::with_capacity(LEVELS);
    for entry in entries {
        numbers.resize(entry.depth + 1, 0);
        numbers[entry.depth] += 1;
        let labels = numbers.iter().enumerate().map(|(depth, nth)| label(depth, *nth));
        let number = labels.collect::<Vec<_>>().join(".");
        push(&mut text, (entry.depth, &number), &entry.words, &entry.notes);
    }
    text
}

/// How deep a line stands its blanks say, so that they can be changed; but of the 27th letter, which alone would be
/// read as a word, the whole number is written.
fn push(text: &mut String, (depth, number): (usize, &str), words: &str, notes: &str) {
    let indent = "  ".repeat(depth);
    let last = number.rsplit('.').next().unwrap_or_default();
    let mark = match depth == 0 || is_letters(last) {
        true => format!("{last}."),
        false => number.to_owned(),
    };
    text.push_str(&format!("{indent}{mark} {words}\n"));
    for note in notes.lines() {
        text.push_str(format!("{indent}  > {note}").trim_end());
        text.push('\n');
    }
}

/// What stands behind the number of an item.
pub fn words(item: &Item) -> String {
    let minutes = item.minutes.map(|minutes| format!("{minutes} min"));
    let presenter = Some(item.presenter.clone()).filter(|name| !name.is_empty());
    let tail: Vec<_> = [presenter, minutes].into_iter().flatten().collect();
    match tail.is_empty() {
        true => item.title.clone(),
        false => format!("{} — {}", item.title, tail.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agenda::outline::read;
    use crate::agenda::tree;

    fn item(title: &str, parent: Option<&Item>, position: i32) -> Item {
        let parent_id = parent.map(|item| item.id);
        Item { title: title.into(), parent_id, position, ..Item::sample() }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let presenter = "Dana Ruiz, Institute".to_owned();
        let one = Item { presenter, minutes: Some(20), ..item("2026 in review", None, 1) };
        let below = Item { notes: "Read this:\n\n- it".into(), ..item("a. and b.", Some(&one), 1) };
        let mut items = vec![one.clone(), below.clone(), item("- AoB", None, 2)];
        // More than have a letter, each with one below it.
        for nth in 2..40 {
            let next = item("Report", Some(&one), nth);
            items.push(item("Its budget", Some(&next), 1));
            items.push(next);
        }
        for place in tree::places(&items) {
            let item = items.iter_mut().find(|item| item.id == place.id).unwrap();
            item.label = place.label;
        }
        let text = write(&items);
        assert!(text.starts_with(
            "1. 2026 in review — Dana Ruiz, Institute, 20 min\n  a. a. and b.\n    > Read this:\n    >\n    > - it\n"
        ));
        let read = read(&text, |_| None).unwrap();
        let shown: Vec<_> = read.iter().map(|entry| (entry.depth, entry.words.clone())).collect();
        let placed = in_order(&items);
        let expected: Vec<_> = placed.iter().map(|at| (at.depth, words(at.item))).collect();
        assert_eq!(shown, expected);
        assert_eq!(read[0].line.title, "2026 in review");
        assert_eq!(read[1].notes, below.notes);
        assert_eq!(write_again(&read), text);
    }
}
