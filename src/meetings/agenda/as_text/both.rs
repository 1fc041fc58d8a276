//! Two texts of one agenda that were made from the same: what both say together.

use crate::agenda::outline::{self, Entry};
use base::merge::{Merged, has_marks, merge};

/// Where both changed the same, what is `mine`; every other change of theirs stays, and all that they added.
pub fn both(base: &str, theirs: &str, mine: &str) -> String {
    let lines = |text: &str| outline::read(text, |_| None).map(|entries| unnumbered(&entries));
    let (Ok(base), Ok(theirs), Ok(lines)) = (lines(base), lines(theirs), lines(mine)) else {
        return mine.to_owned();
    };
    let merged = match merge(&base, &theirs, &lines) {
        Merged::Clean(both) => both,
        Merged::Conflicted(marked) => without_theirs(&marked),
    };
    outline::write_again(&entries(&merged))
}

/// A number that changed because of the lines above it is no change. Blank lines keep neighbours apart.
fn unnumbered(entries: &[Entry]) -> String {
    let mut text = String::new();
    for entry in entries {
        text.push_str(&format!("{} {}\n", entry.depth, entry.words));
        for note in entry.notes.lines() {
            text.push_str(&format!("> {note}\n"));
        }
        text.push('\n');
    }
    text
}

fn entries(unnumbered: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for line in unnumbered.lines() {
        if let (Some(note), Some(entry)) = (line.strip_prefix('>'), entries.last_mut()) {
            entry.note(note);
        } else if let Some((depth, words)) = line.split_once(' ')
            && let Ok(depth) = depth.parse::<usize>()
        {
            let deepest = entries.last().map_or(0, |before| before.depth + 1);
            entries.push(Entry::new(depth.min(deepest), words));
        }
    }
    entries
}

/// Of each passage that stands there twice, the second; behind the first, if that lists more: what was added next to
/// what both changed is not lost.
fn without_theirs(marked: &str) -> String {
    let listed = |lines: &str| {
        lines.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).count()
    };
    let (mut text, mut theirs, mut mine) = (String::new(), String::new(), String::new());
    let mut marks = 0;
    for line in marked.split_inclusive('\n') {
        match (has_marks(line), marks % 3) {
            (true, 2) => {
                marks += 1;
                if listed(&theirs) > listed(&mine) {
                    text.push_str(&theirs);
                }
                text.push_str(&mine);
                (theirs, mine) = (String::new(), String::new());
            }
            (true, _) => marks += 1,
            (false, 0) => text.push_str(line),
            (false, 1) => theirs.push_str(line),
            (false, _) => mine.push_str(line),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_where_both_changed_the_same_mine_is_taken() {
        let base = "1. Opening\n2. Form\n  a. Page\n    > Bring pens.\n3. AoB\n";
        for (theirs, mine, expected) in [
            // A new one above gives the others new numbers.
            (
                "1. Opening\n2. Elections\n3. Form\n  a. Page\n    > Bring pens.\n4. AoB\n",
                "1. Opening\n2. Form, 5 min\n  a. Page\n    > Bring pens.\n3. AoB, 5 min\n",
                "1. Opening\n2. Elections\n3. Form, 5 min\n  a. Page\n    > Bring pens.\n4. AoB, 5 min\n",
            ),
            // Right above or below what was added both stand.
            (
                "1. Opening\n2. Elections\n3. Form\n  a. Page\n    > Bring ink.\n  b. Back\n4. Rest\n",
                "1. Opening\n2. Form\n  a. Page\n    > Bring pens.\n3. Any other business\n",
                "1. Opening\n2. Elections\n3. Form\n  a. Page\n    > Bring ink.\n  b. Back\n4. Rest\n5. Any other business\n",
            ),
            (
                "1. Opening\n2. Form\n  a. Page\n    > Bring pens.\n3. Rest\n4. One\n5. Two\n",
                "1. Opening\n2. Form\n  a. Page\n    > Bring pens.\n3. Any other business\n",
                "1. Opening\n2. Form\n  a. Page\n    > Bring pens.\n3. Rest\n4. One\n5. Two\n6. Any other business\n",
            ),
        ] {
            assert_eq!(both(base, theirs, mine), expected);
        }
    }
}
