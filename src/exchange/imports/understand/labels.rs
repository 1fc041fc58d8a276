//! Printed numbers of agenda items: "1.", "a)", "iii.", "1.a", "Agenda item 2 –".

/// How a printed number stands to those around it: a letter below a digit, a roman below a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    Capital,
    Digit,
    Letter,
    Roman,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub text: String,
    pub rank: Rank,
}

impl Label {
    pub fn of(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let first = rank(parts.next()?)?;
        // Only "1.a" and "2.3" are compound; "e.g" is not.
        let rank = match text.rsplit_once('.') {
            Some((_, last)) if first == Rank::Digit && parts.all(|part| rank(part).is_some()) => {
                rank(last)?
            }
            Some(_) => return None,
            None => first,
        };
        Some(Self { text: text.to_owned(), rank })
    }

    /// "1.a" and "2.3" name their place in the whole agenda.
    pub fn parent(&self) -> Option<&str> {
        self.text.rsplit_once('.').map(|(parent, _)| parent)
    }

    pub fn is_ambiguous(&self) -> bool {
        matches!(self.text.as_str(), "i" | "v" | "x")
    }
}

/// The number at the start of a line or heading, and what follows it.
pub fn split(line: &str) -> Option<(Label, &str)> {
    if let Some(rest) = without_word(line) {
        let end = rest.find([' ', ':', ')', '–', '—']).unwrap_or(rest.len());
        let label = Label::of(rest[..end].trim_end_matches('.'))?;
        return Some((label, rest[end..].trim_start_matches([' ', ':', ')', '–', '—', '-'])));
    }
    if let Some((number, rest)) = line.split_once('.')
        && number.bytes().all(|b| b.is_ascii_digit())
        && rest.starts_with(char::is_uppercase)
    {
        return Some((Label::of(number)?, rest));
    }
    let open = line.strip_prefix('(').unwrap_or(line);
    let end = open.find(|c: char| !c.is_ascii_alphanumeric() && c != '.')?;
    let (number, rest) = open.split_at(end);
    let compound = number.trim_end_matches('.').contains('.');
    let closed = number.ends_with('.') || rest.starts_with(')');
    if !(closed || compound) || !(rest.starts_with(['.', ')', ' ', '\t', ':'])) {
        return None;
    }
    let rest = rest.trim_start_matches([')', ':', '.']).trim_start();
    let label = Label::of(number.trim_end_matches('.'))?;
    (!rest.is_empty()).then_some((label, rest))
}

pub fn letter(n: usize) -> String {
    char::from_digit(9 + n as u32, 36).map_or_else(|| n.to_string(), String::from)
}

pub fn roman(n: usize) -> String {
    ROMANS.get(n.wrapping_sub(1)).map_or_else(|| n.to_string(), ToString::to_string)
}

fn without_word(line: &str) -> Option<&str> {
    ["agenda item ", "item "].iter().find_map(|word| {
        let rest = line.get(word.len()..)?;
        let numbered = rest.starts_with(|c: char| c.is_ascii_digit());
        (numbered && line[..word.len()].eq_ignore_ascii_case(word)).then_some(rest)
    })
}

fn rank(part: &str) -> Option<Rank> {
    let digits = (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let letter = part.len() == 1 && part.bytes().all(|b| b.is_ascii_lowercase());
    let lower = part.to_ascii_lowercase();
    let roman = ROMANS.contains(&lower.as_str());
    match part {
        _ if digits => Some(Rank::Digit),
        "i" => Some(Rank::Roman),
        _ if letter => Some(Rank::Letter),
        _ if roman && lower == part => Some(Rank::Roman),
        _ if lower.to_ascii_uppercase() == part && (roman || part.len() == 1) => {
            part.as_bytes()[0].is_ascii_alphabetic().then_some(Rank::Capital)
        }
        _ => None,
    }
}

const ROMANS: [&str; 20] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv",
    "xvi", "xvii", "xviii", "xix", "xx",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_number_is_told_from_the_title() {
        for (line, number, title) in [
            ("2. WSIS+20", "2", "WSIS+20"),
            ("1) GDC", "1", "GDC"),
            ("(a) Envoy", "a", "Envoy"),
            ("1.a Envoy", "1.a", "Envoy"),
            ("1.a. Envoy", "1.a", "Envoy"),
            ("iii. Envoy", "iii", "Envoy"),
            ("II. Envoy", "II", "Envoy"),
            ("Agenda item 2 – WSIS", "2", "WSIS"),
            ("1.IGF", "1", "IGF"),
            ("Item 1.b: WSIS", "1.b", "WSIS"),
        ] {
            let (label, rest) = split(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((label.text.as_str(), rest), (number, title));
        }
        for line in [
            "2030 Agenda",
            "WSIS. Review",
            "2022. A year",
            "AoB",
            "e.g. this",
            "5.",
            "",
            "a meeting",
            "3 calls",
        ] {
            assert_eq!(split(line), None, "{line}");
        }
    }
}
