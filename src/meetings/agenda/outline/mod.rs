//! An agenda as people type or paste it: lines of numbered, lettered, bulleted or indented text, each with a
//! title and perhaps a presenter and minutes at its end. Lines that begin with ">" are notes of the one above.

mod line;
mod marks;
mod written;

use std::borrow::Cow;

use base::text;

use super::tree::LEVELS;
use marks::{Kind, Marks};

pub use line::Line;
pub use written::{words, write, write_again};

const NO_ITEM_ABOVE: &str = "This note has no item above it: the first line that begins with >.";

/// A line, and how deep it stands: 0 for the first level.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub depth: usize,
    /// All that stands behind its number.
    pub words: String,
    pub line: Line,
    pub notes: String,
}

/// One that others may stand below.
struct Above {
    indent: usize,
    kind: Kind,
}

/// The items that a text lists, or what is wrong with it. `known` says whom somebody means by a name, or a part of
/// one.
pub fn read(
    text: &str,
    known: impl Fn(&str) -> Option<String>,
) -> Result<Vec<Entry>, &'static str> {
    let mut marks = Marks::default();
    let mut above: Vec<Above> = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    for raw in unquoted(text).lines().filter(|raw| !is_heading(raw)) {
        if let Some(note) = raw.trim_start().strip_prefix('>') {
            entries.last_mut().ok_or(NO_ITEM_ABOVE)?.note(note);
            continue;
        }
        let indent = indent(raw);
        let (kind, rest) = marks.take(raw.trim());
        place(&mut above, indent, &kind);
        let deepest = entries.last().map_or(0, |before| before.depth + 1);
        let depth = above.len().min(deepest).min(LEVELS - 1);
        above.push(Above { indent, kind });
        let line = Line::read(rest, &known);
        if !line.title.is_empty() {
            entries.push(Entry { line, ..Entry::new(depth, &text::line(rest)) });
        }
    }
    Ok(entries)
}

impl Entry {
    pub fn new(depth: usize, words: &str) -> Self {
        Entry { depth, words: words.to_owned(), line: Line::default(), notes: String::new() }
    }

    pub fn note(&mut self, line: &str) {
        if !self.notes.is_empty() {
            self.notes.push('\n');
        }
        self.notes.push_str(line.strip_prefix(' ').unwrap_or(line));
    }
}

/// In a mail that is answered each line begins with ">".
fn unquoted(text: &str) -> Cow<'_, str> {
    let sign = |line: &str| line.trim_start().starts_with('>');
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).peekable();
    if lines.peek().is_none() || !lines.all(sign) {
        return Cow::Borrowed(text);
    }
    let plain = text.lines().map(|line| {
        let line = line.trim_start().trim_start_matches('>');
        line.strip_prefix(' ').unwrap_or(line)
    });
    plain.collect::<Vec<_>>().join("\n").into()
}

/// Leaves of those above only the ones below which the next line stands.
fn place(above: &mut Vec<Above>, indent: usize, kind: &Kind) {
    if let Kind::Number(parts @ 2..) = kind {
        above.truncate(parts - 1);
        while above.len() < parts - 1 {
            let kind = Kind::Number(above.len() + 1);
            above.push(Above { indent, kind });
        }
        return;
    }
    // Where lines are indented, a letter and a Roman numeral below one another are of one level: after "g." is
    // removed, "i." says nothing.
    let outermost = above.first().map_or(0, |first| first.indent);
    let listed = |kind: &Kind| matches!(kind, Kind::Letter | Kind::Roman);
    let alike = |above: &Above| {
        let indented = indent > outermost && listed(kind) && listed(&above.kind);
        above.indent == indent && (indented || above.kind.is_level_of(kind))
    };
    if let Some(same) = above.iter().rposition(alike) {
        return above.truncate(same);
    }
    let Some(last) = above.last() else { return };
    if indent < last.indent {
        above
            .truncate(above.iter().rposition(|above| above.indent < indent).map_or(0, |at| at + 1));
    } else if indent == last.indent && (*kind == Kind::None || last.kind == Kind::None) {
        above.pop();
    }
}

/// Tabs count as four blanks, as in Markdown.
fn indent(line: &str) -> usize {
    let blanks = line.chars().take_while(|c| c.is_whitespace());
    blanks.map(|blank| if blank == '\t' { 4 } else { 1 }).sum()
}

/// A line that lists nothing: an empty one, a number alone, or the word above the list.
fn is_heading(line: &str) -> bool {
    let word = text::line(line).trim_end_matches(':').trim().to_lowercase();
    let is_word = matches!(word.as_str(), "" | "agenda" | "draft agenda" | "proposed agenda");
    is_word || marks::is_number_alone(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "0 Title, 1 Its part"
    fn outline(text: &str) -> String {
        let shown = |entry: Entry| format!("{} {}", entry.depth, entry.line.title);
        read(text, |_| None).unwrap().into_iter().map(shown).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn marks_and_indents_say_how_deep_a_line_stands() {
        for (text, expected) in [
            ("1. One\n2. Two\n", "0 One, 0 Two"),
            ("1. One\n a. First\n b. Second\n2. Two", "0 One, 1 First, 1 Second, 0 Two"),
            ("1. One\na. First\nb. Second\n2. Two", "0 One, 1 First, 1 Second, 0 Two"),
            ("1) One\n   i) First\n   ii) Second\n2) Two", "0 One, 1 First, 1 Second, 0 Two"),
            ("1 \tOne\n1.1 \tFirst\n1.2 Second\n2 \tTwo", "0 One, 1 First, 1 Second, 0 Two"),
            ("1.\tOne\n1.a\tFirst\n1.a.i\tDeep\n2.\tTwo", "0 One, 1 First, 2 Deep, 0 Two"),
            ("- One\n  - First\n    - Deep\n- Two", "0 One, 1 First, 2 Deep, 0 Two"),
            ("•\tOne\no\tFirst\n•\tTwo", "0 One, 1 First, 0 Two"),
            ("One\n\tFirst\n\t\tDeep\nTwo", "0 One, 1 First, 2 Deep, 0 Two"),
            ("One\n\n\nTwo", "0 One, 0 Two"),
            ("Draft agenda:\n\n1. One\n2. Two", "0 One, 0 Two"),
            ("1. One\n\t\t\t\tMuch too far\n2. Two", "0 One, 1 Much too far, 0 Two"),
            (
                "1. A\na. B\ni. C\nii. D\niii. E\niv. F\nv. G\nb. H",
                "0 A, 1 B, 2 C, 2 D, 2 E, 2 F, 2 G, 1 H",
            ),
            ("h. Eighth\ni. Ninth\nj. Tenth", "0 Eighth, 0 Ninth, 0 Tenth"),
            ("2026 in review\nI. Kant and others", "0 2026 in review, 0 Kant and others"),
            ("3D printing\n5 minutes for AoB", "0 3D printing, 0 5 minutes for AoB"),
            ("(1) One\n(a) First\n(2) Two", "0 One, 1 First, 0 Two"),
            (
                "1. One\n  1.a First\n  b. Second\n  Third\n2. Two",
                "0 One, 1 First, 1 Second, 1 Third, 0 Two",
            ),
            ("1. One\n2.\n  1.ab Its 28th\n    1.ab.xxviii Deep", "0 One, 1 Its 28th, 2 Deep"),
            // Of what is written here, blanks decide.
            ("1. One\n  2. Two\n3. Three", "0 One, 1 Two, 0 Three"),
            ("1. One\n  a. First\n    b. Second", "0 One, 1 First, 2 Second"),
            ("1. One\n  a. First\n    i. Deep\n  ii. Out", "0 One, 1 First, 2 Deep, 1 Out"),
            ("1. One\n  a. First\nb. Second", "0 One, 1 First, 0 Second"),
            ("1. One\n  g. First\n  i. Second\n  j. Third", "0 One, 1 First, 1 Second, 1 Third"),
            ("1. One\n  a.\n  b. Second", "0 One, 1 Second"),
            ("> 1. One\n>   a. First\n> 2. Two", "0 One, 1 First, 0 Two"),
        ] {
            assert_eq!(outline(text), expected, "{text}");
        }
    }

    #[test]
    fn lines_that_begin_with_a_sign_are_notes_of_the_line_above() {
        let text = "1. One, 5 min\n   > Read this:\n   >\n   >   - a list\n2. Two";
        let entries = read(text, |_| None).unwrap();
        let notes: Vec<_> = entries.iter().map(|entry| entry.notes.as_str()).collect();
        assert_eq!(notes, ["Read this:\n\n  - a list", ""]);
        assert_eq!(entries[0].words, "One, 5 min");
        assert_eq!(read("> Bring pens.\n1. One", |_| None), Err(NO_ITEM_ABOVE));
    }
}
