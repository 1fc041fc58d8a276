//! What the title and the first sentence of a report say: which group met, for the how-manieth time.

use super::dates::{When, is_month, when};
use super::text::normal;

/// "Online Meeting 45", "Meeting No. 45", "The 45th virtual meeting".
pub fn number(text: &str) -> Option<i32> {
    let words: Vec<_> = text
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    (0..words.len()).find_map(|at| numbered(&words[at..]).or_else(|| ordinal(&words[at..])))
}

fn numbered(words: &[&str]) -> Option<i32> {
    let (first, rest) = words.split_first()?;
    if !is_meeting(first) {
        return None;
    }
    let rest = match rest.first()?.to_lowercase().as_str() {
        "no" | "nr" | "number" | "" => &rest[1..],
        _ => rest,
    };
    let number = whole(rest.first()?)?;
    let is_day = rest.get(1).is_some_and(|next| is_month(next));
    (!is_day).then_some(number)
}

fn ordinal(words: &[&str]) -> Option<i32> {
    let first = words.first()?.to_lowercase();
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| first.strip_suffix(end))?;
    let meets = words.iter().skip(1).take(4).any(|word| is_meeting(word));
    let is_day = words.get(1).is_some_and(|next| is_month(next) || *next == "of");
    (meets && !is_day).then(|| whole(digits))?
}

fn is_meeting(word: &str) -> bool {
    ["meeting", "call", "session"].iter().any(|meeting| word.eq_ignore_ascii_case(meeting))
}

/// Years are no numbers of meetings.
fn whole(digits: &str) -> Option<i32> {
    let digits = digits.bytes().all(|b| b.is_ascii_digit()).then_some(digits)?;
    digits.parse().ok().filter(|number| (1..1900).contains(number))
}

pub fn is_generic(text: &str) -> bool {
    GENERIC.contains(&normal(text).as_str())
}

/// The group's name and abbreviation in a title such as "MAG Working Group on Strategy (WG-Strategy) – Meeting 45".
pub fn group_of(title: &str) -> (Option<String>, Option<String>) {
    let title = [" – ", " — ", " - ", " | ", ": "]
        .iter()
        .fold(title.to_owned(), |title, mark| title.replace(mark, "\n"));
    let group = title.lines().map(str::trim).find(|part| {
        !part.is_empty() && !is_generic(part) && number(part).is_none() && when(part) == When::Never
    });
    match group {
        Some(group) => {
            let (name, abbreviation) = parted(group);
            (Some(name), abbreviation)
        }
        None => (None, None),
    }
}

/// "The 45th virtual meeting of the … was held on …"
pub fn is_held(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).any(is_meeting) && held_at(&lower).is_some()
}

/// The group's name and abbreviation in the sentence that says when it met.
pub fn held_by(sentence: &str) -> (Option<String>, Option<String>) {
    let lower = sentence.to_ascii_lowercase();
    let subject = held_at(&lower).map_or(sentence, |at| &sentence[..at]);
    let Some((_, group)) = subject.split_once(" of ") else { return (None, None) };
    let group = group.trim().strip_prefix("the ").unwrap_or(group).trim();
    let (name, abbreviation) = parted(group);
    (Some(name.replace(" (WG)", "")), abbreviation)
}

fn held_at(lower: &str) -> Option<usize> {
    [" was held", " took place", " was convened", " was conducted", " met ", " convened"]
        .iter()
        .find_map(|held| lower.find(held))
}

fn parted(group: &str) -> (String, Option<String>) {
    let inner = group.strip_suffix(')').and_then(|open| open.rsplit_once('('));
    match inner.filter(|(name, short)| {
        !name.trim().is_empty() && !short.is_empty() && !short.contains(' ')
    }) {
        Some((name, short)) => (name.trim().to_owned(), Some(short.to_owned())),
        None => (group.to_owned(), None),
    }
}

const GENERIC: [&str; 14] = [
    "summary report",
    "draft summary report",
    "report",
    "meeting report",
    "draft report",
    "summary",
    "meeting summary",
    "minutes",
    "meeting minutes",
    "draft minutes",
    "online meeting",
    "virtual meeting",
    "meeting",
    "summary of the meeting",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_is_known_by_its_number() {
        for (text, expected) in [
            ("Online Meeting 45", Some(45)),
            ("The 45th virtual meeting of the group", Some(45)),
            ("Meeting No. 7", Some(7)),
            ("Call #12 – Summary Report", Some(12)),
            ("Meeting: 3", Some(3)),
            ("Online Meeting 30 September 2022", None),
            ("Annual Meeting 2022", None),
            ("the 30th of September meeting", None),
            ("Meeting 99999999999999999999", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }

    #[test]
    fn the_group_is_named_in_title_or_sentence() {
        assert_eq!(
            group_of("Working Group on Data (WG-Data) – Online Meeting 3"),
            (Some("Working Group on Data".into()), Some("WG-Data".into()))
        );
        assert_eq!(group_of("Online Meeting 3 – Summary Report"), (None, None));
        assert_eq!(
            held_by(
                "The 3rd meeting of the Working Group (WG) on Data (WG-Data) was held on 3 May 2022."
            ),
            (Some("Working Group on Data".into()), Some("WG-Data".into()))
        );
    }
}
