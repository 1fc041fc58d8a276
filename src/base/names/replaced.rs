//! Texts with words that name nobody in the place of names.

use std::ops::Range;

use super::addresses::address_around;
use super::surroundings::{begins_sentence, with_title};

/// What is put in the place of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub range: Range<usize>,
    pub words: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Put {
    Person,
    NoAddress,
    Nothing,
}

/// The text with words that name nobody in these places, each of one of several persons.
pub fn replaced(text: &str, places: impl Iterator<Item = (Range<usize>, usize)>) -> String {
    edited(text, 0..text.len(), &edits(text, places))
}

/// In the order of the text; none lies in another.
pub fn edits(text: &str, places: impl Iterator<Item = (Range<usize>, usize)>) -> Vec<Edit> {
    let of = |(place, person)| {
        around(text, place).into_iter().map(move |(range, put)| (range, put, person))
    };
    let mut wanted: Vec<_> = places.flat_map(of).collect();
    wanted.sort_by_key(|(range, ..)| (range.start, usize::MAX - range.end));
    let mut edits: Vec<Edit> = Vec::with_capacity(wanted.len());
    // Where the last paragraph begins, where it was looked for, and where somebody was last put, and who.
    let (mut paragraph, mut seen, mut last) = (0, 0, None);
    for (range, put, person) in wanted {
        let after = edits.last().map_or(0, |last| last.range.end);
        if range.start < after {
            if range.end > after {
                edits.push(Edit { range: after..range.end, words: "" });
            }
            continue;
        }
        let words = match put {
            Put::Person => {
                let divide = text[seen..range.start].rfind("\n\n");
                paragraph = divide.map_or(paragraph, |at| seen + at + 2);
                let told = match last {
                    Some((at, other)) if at >= paragraph => other == person,
                    _ => text[paragraph..range.start].contains("participant"),
                };
                (seen, last) = (range.start, Some((range.start, person)));
                somebody(told, begins_sentence(text, range.start))
            }
            Put::NoAddress => "(address withheld)",
            Put::Nothing => "",
        };
        edits.push(Edit { range, words });
    }
    edits
}

/// A piece of the text with what is put there.
pub fn edited(text: &str, piece: Range<usize>, edits: &[Edit]) -> String {
    let first = edits.partition_point(|edit| edit.range.end <= piece.start);
    let within = edits[first..].iter().take_while(|edit| edit.range.start < piece.end);
    let (mut edited, mut at) = (String::with_capacity(piece.len()), piece.start);
    for Edit { range, words } in within {
        if range.start >= piece.start {
            edited.push_str(&text[at..range.start]);
            edited.push_str(words);
        }
        at = range.end.min(piece.end);
    }
    edited + &text[at..piece.end]
}

/// In bytes. How far the beginning of a link is looked for.
const LONGEST: usize = 4_000;

/// What goes with a place: its title, and the whole of an address. Of a link its text stays.
fn around(text: &str, place: Range<usize>) -> Vec<(Range<usize>, Put)> {
    let Some(address) = address_around(text, &place) else {
        return vec![(with_title(text, place), Put::Person)];
    };
    if text[..address.start].ends_with("](") && text[address.end..].starts_with(')') {
        let closes = address.start - 2..address.end + 1;
        let first = text.ceil_char_boundary(closes.start.saturating_sub(LONGEST));
        let opens = text[first..closes.start].rfind('[').map(|at| first + at);
        let opens = opens.map(|at| (at..at + 1, Put::Nothing));
        return opens.into_iter().chain([(closes, Put::Nothing)]).collect();
    }
    let is_page = ["://", "www."].iter().any(|mark| text[address.clone()].contains(mark));
    vec![(address, if is_page { Put::NoAddress } else { Put::Person })]
}

/// "a participant" at first, and "the participant" for the same one after that in the same paragraph.
fn somebody(told: bool, begins: bool) -> &'static str {
    match (told, begins) {
        (false, true) => "A participant",
        (false, false) => "a participant",
        (true, true) => "The participant",
        (true, false) => "the participant",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_with_their_titles_and_addresses() {
        for (text, names, without) in [
            (
                "So Dr. Ana said. Ana left.",
                &["Ana"][..],
                "So a participant said. The participant left.",
            ),
            ("王先生说，王走了", &["王"], "A participant说，the participant走了"),
            ("李主席说", &["李"], "A participant主席说"),
            ("Ask ana@moc.example or Ana", &["ana", "Ana"], "Ask a participant or the participant"),
            ("[it](https://x.example/ana)", &["ana"], "it"),
            ("See https://x.example/ana.", &["ana"], "See (address withheld)."),
            ("Ana\n\nAna", &["Ana"], "A participant\n\nA participant"),
            ("Ana Lima Costa", &["Ana Lima", "Lima Costa"], "A participant"),
        ] {
            let found = names.iter().flat_map(|name| text.match_indices(name));
            let places = found.map(|(at, name)| (at..at + name.len(), 0));
            assert_eq!(replaced(text, places), without, "{text}");
        }
        let two = [(0..3, 0), (8..11, 1), (13..16, 1)];
        assert_eq!(
            replaced("Ana and Bea. Bea left.", two.into_iter()),
            "A participant and a participant. The participant left."
        );
    }

    #[test]
    fn a_piece_has_what_begins_in_it() {
        let edits = edits("Ana Lima left.", std::iter::once((0..8, 0)));
        let pieces = [0..4, 4..8, 8..14].map(|piece| edited("Ana Lima left.", piece, &edits));

        assert_eq!(pieces, ["A participant", "", " left."]);
    }
}
