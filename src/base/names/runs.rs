//! Parts of one name that follow each other are one place: "Mensah, Kofi A.", "Maria dos Santos".

use std::ops::Range;

use super::coded::decoded;
use super::fold::fold;
use super::gaps::joins;
use super::name::{Kind, Name};
use super::surroundings::previous_word;

#[derive(Clone, Debug)]
pub struct Piece {
    /// Which of the names it is of.
    pub name: usize,
    pub kind: Kind,
    /// Which parts of the name it has, as bits.
    pub parts: u64,
    pub range: Range<usize>,
    pub joined: bool,
}

/// In bytes.
const LONGEST_GAP: usize = 40;

/// The places of each name, in the order of the text.
pub fn of<'n>(text: &str, mut pieces: Vec<Piece>, name: impl Fn(usize) -> &'n Name) -> Vec<Piece> {
    pieces.sort_by_key(|piece| {
        (piece.name, piece.range.start, usize::MAX - piece.range.end, std::cmp::Reverse(piece.kind))
    });
    let mut runs: Vec<Piece> = Vec::new();
    for piece in pieces {
        match runs.last_mut().filter(|last| last.name == piece.name) {
            // What lies across its end is found in its parts.
            Some(last) if piece.range.start < last.range.end => {}
            Some(last) if follows(text, last, &piece, name(piece.name)) => {
                last.kind = last.kind.max(piece.kind);
                if matches!(last.kind, Kind::Part(_)) {
                    last.kind = Kind::Whole;
                }
                last.joined = false;
                last.parts |= piece.parts;
                last.range.end = piece.range.end;
            }
            _ => runs.push(piece),
        }
    }
    for run in &mut runs {
        let name = name(run.name);
        run.range.start = with_particles(text, run.range.start, name);
        if name.is_of_one_word() && matches!(run.kind, Kind::Part(_)) {
            run.kind = Kind::Whole;
        }
    }
    runs.sort_by_key(|run| (run.range.start, usize::MAX - run.range.end, run.name));
    runs
}

/// Whether the next piece is of the same bearer: another part of the name, with nothing between
/// but what joins names.
fn follows(text: &str, last: &Piece, piece: &Piece, name: &Name) -> bool {
    let gap = &text[last.range.end..piece.range.start];
    let is_alone = |kind| matches!(kind, Kind::Address | Kind::Handle | Kind::Family);
    let alone = is_alone(last.kind) || is_alone(piece.kind);
    last.parts & piece.parts == 0 && !alone && joins_by(gap, name)
}

fn joins_by(gap: &str, name: &Name) -> bool {
    if gap.len() > LONGEST_GAP {
        return false;
    }
    let gap = &*decoded(gap);
    let words = gap.split(|letter: char| !letter.is_alphanumeric() && letter != '\'');
    let mut words = words.filter(|word| !word.is_empty()).peekable();
    let initials = words.peek().is_some();
    let between = |word: &str| {
        let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
        initial || name.between.contains(&fold(word))
    };
    let signs: String = gap.chars().filter(|letter| !letter.is_alphanumeric()).collect();
    let signs = if initials { signs.replace('.', "") } else { signs };
    !gap.contains("\n\n") && words.all(between) && joins(&signs)
}

/// "de" of "de Vries" goes with it.
fn with_particles(text: &str, mut start: usize, name: &Name) -> usize {
    let particle = |at| {
        previous_word(text, at).filter(|(word, _)| {
            let word = fold(word);
            word.chars().count() > 1 && name.between.contains(&word)
        })
    };
    while let Some((_, from)) = particle(start) {
        start = from;
    }
    start
}
