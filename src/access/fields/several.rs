//! Several people in one cell of a table: "Ana Costa, Ben Lee", "Ana & Ben", but one "Ministry of
//! Trade and Industry". The group's members decide where they can.

use super::roster::Roster;
use base::names::{is_particle, is_suffix};

/// What divides people for certain.
const DIVIDERS: [char; 4] = [';', '\n', '；', '؛'];
/// What may also stand within the name of one.
const COMMAS: [char; 4] = [',', '、', '，', '،'];

/// Words of which bodies are made, and no people's names.
const BODIES: &str = "academy administration affairs agency all alliance and association authority board \
    bureau center centre chair chairs co-chair co-chairs college commerce commission \
    committee communications company consortium cooperation corporation council \
    department development directorate division education energy everybody everyone \
    federation finance forum foundation government group groups health industry inc \
    institute labour legal ltd members ministry network office organisation organization \
    policy secretariat society sons team telecommunications trade union university";

/// "Ben Lee", if "Lee, Ben" is a member.
fn turned(name: &str, known: &Roster) -> Option<String> {
    let (last, first) = name.split_once(COMMAS)?;
    let turned = format!("{} {}", first.trim(), last.trim());
    known.has(&turned).then_some(turned)
}

/// Each by itself.
pub fn names(cell: &str, known: &Roster) -> Vec<String> {
    let divided = cell.contains(DIVIDERS);
    let parts = cell.split(DIVIDERS).map(str::trim).filter(|part| !part.is_empty());
    parts.flat_map(|part| of_part(part, divided, known)).collect()
}

/// Where others are divided for certain, a comma belongs to a name: "Costa, Ana; Lee, Ben".
fn of_part(part: &str, divided: bool, known: &Roster) -> Vec<String> {
    if let Some(turned) = turned(part, known) {
        return vec![turned];
    }
    // Of a name with commas only what comes first is looked at: who follows may be somebody else.
    if !part.contains(COMMAS) && known.has(part) {
        return vec![part.to_owned()];
    }
    let pieces = pieces(part, known);
    let some_known = pieces.iter().any(|piece| known.has(piece));
    let all_known = pieces.iter().all(|piece| known.has(piece));
    let people = pieces.iter().all(|piece| is_like_a_person(piece));
    let apart = pieces.len() > 1
        && if divided && part.contains(COMMAS) { all_known } else { some_known || people };
    if apart { pieces } else { vec![part.to_owned()] }
}

/// At every sign and word that may divide people, but within brackets. Names that are known stay
/// whole, also turned round.
fn pieces(part: &str, known: &Roster) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut depth = 0_usize;
    let (mut begin, mut at) = (0, 0);
    while at < part.len() {
        let rest = &part[at..];
        let letter = rest.chars().next().unwrap_or_default();
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match divider(rest, at == 0 || part[..at].ends_with(char::is_whitespace)) {
            Some(length) if depth == 0 => {
                add(&mut pieces, &part[begin..at]);
                at += length;
                begin = at;
            }
            _ => at += letter.len_utf8(),
        }
    }
    add(&mut pieces, &part[begin..]);
    joined(pieces, known)
}

fn add(pieces: &mut Vec<String>, piece: &str) {
    let piece = piece.trim();
    if !piece.is_empty() {
        pieces.push(piece.to_owned());
    }
}

/// "Lee", "Ben" of a member Ben Lee are one again, and so are "Ben Lee", "Jr.".
fn joined(pieces: Vec<String>, known: &Roster) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for piece in pieces {
        let whole = joined.last().map(|last| {
            if is_suffix(&piece) {
                return Some(format!("{last}, {piece}"));
            }
            let turned = format!("{piece} {last}");
            (!known.has(last) && !known.has(&piece) && known.has(&turned)).then_some(turned)
        });
        match (whole.flatten(), joined.last_mut()) {
            (Some(whole), Some(last)) => *last = whole,
            _ => joined.push(piece),
        }
    }
    joined
}

/// How long the divider is with which a text begins.
fn divider(text: &str, after_blank: bool) -> Option<usize> {
    let letter = text.chars().next()?;
    if COMMAS.contains(&letter) || ['&', '/', '|', '+'].contains(&letter) {
        return Some(letter.len_utf8());
    }
    let word = text.split(char::is_whitespace).next()?;
    let follows = text.len() > word.len();
    (after_blank && follows && word.eq_ignore_ascii_case("and")).then_some(word.len())
}

/// One to five words with capitals, or in a writing that has none, and no word of a body.
fn is_like_a_person(name: &str) -> bool {
    let name = name.split(['(', '[', '<']).next().unwrap_or_default();
    let words: Vec<_> = name.split_whitespace().collect();
    let small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let named = |word: &&str| {
        let lower = word.trim_end_matches(['.', ',']).to_lowercase();
        let letters = word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_numeric);
        let of_body = BODIES.split(' ').any(|body| body == lower);
        letters && !of_body && (!small(word) || is_particle(&lower))
    };
    (1..=5).contains(&words.len()) && words.iter().all(named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::people::PersonRef;

    #[test]
    fn several_people_in_one_cell_are_several() {
        let called = |name: &str| PersonRef { id: None, name: name.to_owned() };
        let members =
            ["Mira Rao", "Lee Ann Ben", "Ben Lee", "Jürgen Müller", "Legal and Policy Team"];
        let members = Roster::of(members.map(called).to_vec());
        for (cell, several) in [
            ("", &[][..]),
            ("Ana Costa", &["Ana Costa"]),
            ("Ana Costa, Ben Lee", &["Ana Costa", "Ben Lee"]),
            ("Ana Costa; Ben Lee", &["Ana Costa", "Ben Lee"]),
            ("Ana & Ben", &["Ana", "Ben"]),
            ("Ana and Ben", &["Ana", "Ben"]),
            ("Ana, Ben, and Cy Doe", &["Ana", "Ben", "Cy Doe"]),
            ("Ana Costa / Ben Lee", &["Ana Costa", "Ben Lee"]),
            ("Ana Costa\nBen Lee", &["Ana Costa", "Ben Lee"]),
            ("Mira Rao; ;Ana;", &["Mira Rao", "Ana"]),
            ("Lee, Ben", &["Ben Lee"]),
            ("Mueller, Juergen", &["Juergen Mueller"]),
            ("Lee, Ben and Mira Rao", &["Ben Lee", "Mira Rao"]),
            ("Costa, Ana; Lee, Ben", &["Costa, Ana", "Ben Lee"]),
            ("mira rao, ana costa", &["mira rao", "ana costa"]),
            ("Ben Lee, Jr., Ana Costa", &["Ben Lee, Jr.", "Ana Costa"]),
            ("Ana van der Berg and José de la Cruz", &["Ana van der Berg", "José de la Cruz"]),
            ("王小明、李雷", &["王小明", "李雷"]),
            ("Ana Costa (ICC, Paris), Ben Lee", &["Ana Costa (ICC, Paris)", "Ben Lee"]),
            ("Legal and Policy Team", &["Legal and Policy Team"]),
            ("Ministry of Trade and Industry", &["Ministry of Trade and Industry"]),
            (
                "Department of Health, Labour and Energy",
                &["Department of Health, Labour and Energy"],
            ),
            ("Johnson & Sons", &["Johnson & Sons"]),
            ("Mira Rao and the secretariat", &["Mira Rao", "the secretariat"]),
            ("Alexandra Anderson", &["Alexandra Anderson"]),
            ("Ferdinand and", &["Ferdinand and"]),
        ] {
            assert_eq!(names(cell, &members), several, "{cell}");
        }
        let nobody = Roster::default();
        assert_eq!(names("Lee, Ben", &nobody), ["Lee", "Ben"]);
    }
}
