//! Action items: "Ben Wallis: work with UN-DESA (by 3 October 2022)", "… – owner: X, due: Y".

use super::dates::just_day;
use super::labels::Label;
use super::names::Names;
use super::speakers::{Word, name_at, prefix, whole_name};
use super::text::plain;
use super::words::is_body;
use crate::imports::Report;
use crate::imports::report::Action;
use base::due::Due;

pub fn read(text: &str, item: Option<&String>, names: &mut Names, report: &mut Report) -> Action {
    let (mut text, mut details) = apart(text);
    if let Some((owner, rest)) = owner_before(&text) {
        details.owner = details.owner.or(Some(owner));
        text = rest;
    } else if details.owner.is_none() {
        details.owner = owner_to(&text, names);
    }
    details.due = details.due.or_else(|| due(text.rsplit_once(" by ")?.1));
    let owner = details.owner.map(|owner| match whole_name(&owner) {
        Some(name) => names.full(&name, report),
        None => owner,
    });
    let lower = text.to_lowercase();
    if ["owner:", "due:", "deadline:"].iter().any(|detail| lower.contains(detail)) {
        report.warn(format!("Owner or due date of this action item was not understood: “{text}”"));
    }
    Action { item: details.item.or(item.cloned()), text, owner, due: details.due }
}

/// What a speaker suggested: the text after "as an action point to" or "Action:".
pub fn suggested(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    MARKS.iter().find_map(|mark| {
        let at = lower.find(mark)?;
        let begins = text[..at].trim_end_matches(['*', ' ']);
        let alone =
            mark.starts_with("as ") || begins.is_empty() || begins.ends_with(['.', '!', '?']);
        let rest = text[at + mark.len()..].trim_start_matches(['*', ' ']);
        (alone && !rest.is_empty()).then_some(rest)
    })
}

#[derive(Default)]
pub struct Details {
    pub owner: Option<String>,
    pub due: Option<Due>,
    pub item: Option<String>,
}

/// The text without the details at its end.
pub fn apart(text: &str) -> (String, Details) {
    let (mut rest, mut details) = (text.trim(), Details::default());
    while let Some(cut) = cuts(rest).into_iter().find(|&at| detail(&rest[at..], &mut details)) {
        rest = rest[..cut].trim_end();
    }
    let unclosed =
        rest.matches('(').count() > rest.matches(')').count() && rest.len() < text.trim().len();
    (if unclosed { format!("{rest})") } else { rest.to_owned() }, details)
}

/// Where a detail may begin, the last place first. Only the end of a long text is searched.
fn cuts(text: &str) -> Vec<usize> {
    let start = text.char_indices().rev().nth(200).map_or(0, |(at, _)| at);
    let tail = &text[start..];
    let marks =
        SEPARATORS.iter().flat_map(|mark| tail.match_indices(mark).map(|(at, _)| start + at));
    let mut cuts: Vec<_> = marks.collect();
    cuts.sort_unstable_by(|a, b| b.cmp(a));
    cuts
}

fn detail(tail: &str, details: &mut Details) -> bool {
    let tail = plain(tail);
    let tail = tail
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .trim_end_matches(['.', ')', ' ', '*']);
    let lower = tail.to_ascii_lowercase();
    let value = |key: &str| lower.starts_with(key).then(|| tail[key.len()..].trim());
    if let Some(day) = DUE.iter().find_map(|key| due(value(key)?)) {
        details.due = Some(day);
        return true;
    }
    if let Some(owner) = OWNER.iter().find_map(|key| value(key)).filter(|owner| !owner.is_empty()) {
        details.owner = Some(owner.to_owned());
        return true;
    }
    let item = ["agenda item ", "item "].iter().find_map(|key| Label::of(value(key)?));
    details.item = item.as_ref().map(|label| label.text.clone()).or(details.item.take());
    item.is_some()
}

/// "3 October 2022", "the next meeting"
fn due(text: &str) -> Option<Due> {
    let meeting = text.trim_end_matches('.').parse().ok().filter(|due| *due == Due::NextMeeting);
    meeting.or_else(|| just_day(text).map(Due::On))
}

fn owner_before(text: &str) -> Option<(String, String)> {
    if let Some((name, _, rest)) = prefix(text, 1) {
        return Some((name, rest.to_owned()));
    }
    let (before, rest) = text.split_once(':')?;
    let body = plain(before);
    let words: Vec<_> = body.split(' ').collect();
    let is = words.len() <= 5
        && words.iter().any(|word| is_body(word))
        && body.starts_with(char::is_uppercase);
    is.then(|| (body, rest.trim_start_matches(['*', ' ']).to_owned()))
}

/// "Ben Wallis to contact UN-DESA"
fn owner_to(text: &str, names: &Names) -> Option<String> {
    let words: Vec<_> = text.split_whitespace().take(8).map(Word::of).collect();
    let (name, end) = name_at(&words, 0)?;
    let begins = words.get(end).is_some_and(|word| matches!(word.core, "to" | "will"));
    (begins && (name.contains(' ') || !names.known(&name).is_empty())).then_some(name)
}

const MARKS: [&str; 6] = [
    "as an action point to ",
    "as an action item to ",
    "as an action to ",
    "action point:",
    "action item:",
    "action:",
];

const SEPARATORS: [&str; 11] =
    [" (", " *(", " – ", " — ", " - ", "; ", ", ", ". ", " | ", "\n", " ["];

const DUE: [&str; 7] = ["due:", "due date:", "deadline:", "due by ", "due on ", "due ", "by "];

const OWNER: [&str; 5] = ["owner:", "responsible:", "assigned to:", "assignee:", "lead:"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_item_names_its_owner_and_its_due_date() {
        let due = chrono::NaiveDate::from_ymd_opt(2022, 10, 3).map(Due::On);
        for (source, text, owner, due, item) in [
            (
                "Ben Wallis: work with them (by 3 October 2022)",
                "work with them",
                Some("Ben Wallis"),
                due,
                None,
            ),
            ("**Ben:** work (item 1.a)", "work", Some("Ben"), None, Some("1.a")),
            (
                "Work – owner: Ben Wallis, due: October 3, 2022",
                "Work",
                Some("Ben Wallis"),
                due,
                None,
            ),
            ("Work. Owner: Ben Wallis. Due: 3 Oct 2022.", "Work", Some("Ben Wallis"), due, None),
            (
                "IGF Secretariat: send (a) letter",
                "send (a) letter",
                Some("IGF Secretariat"),
                None,
                None,
            ),
            (
                "Ben Wallis to write by 3 October 2022.",
                "Ben Wallis to write by 3 October 2022.",
                Some("Ben Wallis"),
                due,
                None,
            ),
            ("Write (draft by all; due: 3 October 2022)", "Write (draft by all)", None, due, None),
            (
                "Write. *(item 1.a; owner: Ben Wallis and Mira Rao; due: by the next meeting)*",
                "Write.",
                Some("Ben Wallis and Mira Rao"),
                Some(Due::NextMeeting),
                Some("1.a"),
            ),
            ("Write to the UN by October", "Write to the UN by October", None, None, None),
            ("Note: write", "Note: write", None, None, None),
        ] {
            let action = read(source, None, &mut Names::default(), &mut Report::default());
            assert_eq!(
                (action.text.as_str(), action.owner.as_deref(), action.due, action.item.as_deref()),
                (text, owner, due, item),
                "{source}"
            );
        }
    }
}
