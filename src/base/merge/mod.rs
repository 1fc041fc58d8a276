//! When two people change one text at once, both their changes are kept: merged where they are
//! apart, side by side where they meet.

use std::ops::Range;
use std::time::{Duration, Instant};

use crate::long_work;
use crate::text::{self, Edit, as_stored, edits};

const THEIRS: &str = "<<< Saved by someone else while you were writing:";
const MINE: &str = "=== Written by you:";
const END: &str =
    ">>> Keep what is right, and remove the three lines that begin with <<<, === and >>>.";
const REMOVED: &str = " (this passage was removed)";

/// Two texts of 1 MB without a word in common would take seconds to compare; what is not
/// compared in time counts as changed.
const PATIENCE: Duration = Duration::from_millis(300);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merged {
    /// Every change of both, in one text.
    Clean(String),
    /// The same, except that passages which both changed stand there twice, between marks.
    Conflicted(String),
}

/// `theirs` and `mine` were both made from `base`.
pub fn merge(base: &str, theirs: &str, mine: &str) -> Merged {
    long_work::of_length(theirs.len() + mine.len(), || compare(base, theirs, mine))
}

fn compare(base: &str, theirs: &str, mine: &str) -> Merged {
    let until = Instant::now() + PATIENCE;
    let (base, theirs, mine) = (as_stored(base), as_stored(theirs), as_stored(mine));
    let (base, theirs, mine) = (text::lines(&base), text::lines(&theirs), text::lines(&mine));
    let mut merged = String::new();
    let mut conflicted = false;
    for part in parts(&base, &theirs, &mine, until) {
        match part {
            Part::Settled(lines) => merged.extend(lines.iter().copied()),
            Part::Both { base, theirs, mine } => {
                let (base, theirs, mine) = (base.concat(), theirs.concat(), mine.concat());
                match merge_words(&base, &theirs, &mine, until) {
                    Some(words) => merged.push_str(&words),
                    None => {
                        conflicted = true;
                        push_marked(&mut merged, &theirs, &mine);
                    }
                }
            }
        }
    }
    if conflicted { Merged::Conflicted(merged) } else { Merged::Clean(merged) }
}

/// Whether a conflict of [`merge`] was left in the text.
pub fn has_marks(text: &str) -> bool {
    text.lines().any(|line| [THEIRS, MINE, END].iter().any(|mark| line.trim().starts_with(mark)))
}

/// The same for a field that holds one value; an error when both changed it, and differently.
#[expect(clippy::result_unit_err, reason = "there is nothing more to say of it")]
pub fn merge_value<'a>(base: &str, theirs: &'a str, mine: &'a str) -> Result<&'a str, ()> {
    if mine == base || mine == theirs {
        Ok(theirs)
    } else if theirs == base {
        Ok(mine)
    } else {
        Err(())
    }
}

fn merge_words(base: &str, theirs: &str, mine: &str, until: Instant) -> Option<String> {
    let (base, theirs, mine) = (text::words(base), text::words(theirs), text::words(mine));
    let mut merged = String::new();
    for part in parts(&base, &theirs, &mine, until) {
        match part {
            Part::Settled(words) => merged.extend(words.iter().copied()),
            Part::Both { .. } => return None,
        }
    }
    Some(merged)
}

fn push_marked(text: &mut String, theirs: &str, mine: &str) {
    for (mark, version) in [(THEIRS, theirs), (MINE, mine)] {
        text.push_str(mark);
        text.push_str(if version.is_empty() { REMOVED } else { "" });
        text.push('\n');
        text.push_str(version);
        if !text.ends_with('\n') {
            text.push('\n');
        }
    }
    text.push_str(END);
    text.push('\n');
}

enum Part<'a> {
    Settled(&'a [&'a str]),
    Both { base: &'a [&'a str], theirs: &'a [&'a str], mine: &'a [&'a str] },
}

/// Edits of the two sides that overlap or touch belong to one part.
fn parts<'a>(
    base: &'a [&'a str],
    theirs: &'a [&'a str],
    mine: &'a [&'a str],
    until: Instant,
) -> Vec<Part<'a>> {
    let mut waiting = [theirs, mine].map(|side| edits(base, side, until).into_iter().peekable());
    let mut parts = Vec::new();
    let mut settled_to = 0;
    while let Some(start) = waiting.iter_mut().filter_map(|side| Some(side.peek()?.old.start)).min()
    {
        let mut span = start..start;
        let mut changed: [Option<Edit>; 2] = [None, None];
        while let Some((side, edit)) = (0..2)
            .find_map(|side| Some((side, waiting[side].next_if(|e| e.old.start <= span.end)?)))
        {
            span.end = span.end.max(edit.old.end);
            changed[side] = Some(joined(changed[side].take(), edit));
        }
        parts.push(Part::Settled(&base[settled_to..span.start]));
        settled_to = span.end;
        parts.push(match changed.map(|edit| edit.map(|edit| within(&edit, &span))) {
            [Some(new), None] => Part::Settled(&theirs[new]),
            [None, Some(new)] => Part::Settled(&mine[new]),
            [Some(a), Some(b)] if theirs[a.clone()] == mine[b.clone()] => Part::Settled(&mine[b]),
            [Some(a), Some(b)] => {
                Part::Both { base: &base[span], theirs: &theirs[a], mine: &mine[b] }
            }
            [None, None] => Part::Settled(&base[span]),
        });
    }
    parts.push(Part::Settled(&base[settled_to..]));
    parts
}

fn joined(earlier: Option<Edit>, later: Edit) -> Edit {
    match earlier {
        None => later,
        Some(earlier) => {
            Edit { old: earlier.old.start..later.old.end, new: earlier.new.start..later.new.end }
        }
    }
}

/// What a side made of the whole span that its edit lies in.
fn within(edit: &Edit, span: &Range<usize>) -> Range<usize> {
    edit.new.start - (edit.old.start - span.start)..edit.new.end + (span.end - edit.old.end)
}

#[cfg(test)]
mod tests;
