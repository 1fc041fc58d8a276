//! What the meeting agreed. "Jorge agreed that …" is his contribution, "It was agreed that …" a decision.

use super::labels::Label;
use super::text::{normal, plain};
use base::names::{is_adverb, is_lead_in};

pub fn is_decision(sentence: &str, abbreviation: Option<&str>) -> bool {
    let lower = sentence.to_lowercase();
    if stated(&lower).is_some()
        || lower.starts_with("agreement was reached")
        || lower.starts_with("there was agreement ")
    {
        return true;
    }
    let begins = lower.split_whitespace().next().is_some_and(is_lead_in);
    let late = begins.then(|| lower.find(", ").map(|comma| &lower[comma + 2..])).flatten();
    [Some(lower.as_str()), late].into_iter().flatten().any(|clause| agrees(clause, abbreviation))
}

/// What stands after "Decision:", "Agreed:" or "**Decision 7** (item 1.a):".
pub fn stated(text: &str) -> Option<&str> {
    let (before, after) = text.split_once(':').filter(|(before, _)| before.len() <= 60)?;
    let name = normal(before.split('(').next()?);
    let (first, rest) = name.split_once(' ').unwrap_or((&name, ""));
    let numbered = rest.split(' ').all(|word| word.bytes().any(|b| b.is_ascii_digit()));
    let is = ["decision", "decided", "agreed"].contains(&first) && (rest.is_empty() || numbered);
    is.then(|| after.trim_start_matches('*').trim())
}

/// The item in "Decision 7 (item 1.a):".
pub fn item_of(text: &str) -> Option<String> {
    let before = text.split_once(':').filter(|_| stated(text).is_some())?.0;
    let inner = before.split_once('(')?.1.trim_end_matches(['*', ' ']).strip_suffix(')')?;
    let number = inner.trim_start_matches("agenda ").strip_prefix("item ")?;
    Some(Label::of(&plain(number))?.text)
}

/// "None.", "No decisions were taken."
pub fn is_none(text: &str) -> bool {
    let text = normal(text);
    let starts = [
        "no decision",
        "no action",
        "there were no decision",
        "there were no action",
        "there are no action",
        "no next step",
    ];
    ["none", "none recorded", "n a", "nil"].contains(&text.as_str())
        || starts.iter().any(|start| text.starts_with(start))
}

fn agrees(clause: &str, abbreviation: Option<&str>) -> bool {
    let clause = clause.trim_start_matches(['*', '_']);
    let own = abbreviation.map(str::to_lowercase);
    let subjects = SUBJECTS.iter().copied().chain(own.as_deref());
    let verb_follows = |rest: &str| {
        let mut words =
            rest.split_whitespace().skip_while(|word| is_adverb(word) || *word == "been");
        words.next().is_some_and(|word| VERBS.contains(&word.trim_end_matches([':', ','])))
    };
    let follows = |subject: &str| {
        let rest = clause
            .strip_prefix("the ")
            .and_then(|rest| rest.strip_prefix(subject))
            .or_else(|| clause.strip_prefix(subject));
        rest.is_some_and(|rest| rest.starts_with(' ') && verb_follows(rest))
    };
    ["agreed to ", "agreed that ", "decided to ", "decided that "]
        .iter()
        .any(|start| clause.starts_with(start))
        || subjects.into_iter().any(follows)
}

const SUBJECTS: [&str; 18] = [
    "it was",
    "it has",
    "it is",
    "group",
    "working group",
    "wg",
    "meeting",
    "members",
    "wg members",
    "participants",
    "all members",
    "all participants",
    "all",
    "everyone",
    "we",
    "call",
    "committee",
    "session",
];

const VERBS: [&str; 5] = ["agreed", "decided", "resolved", "approved", "adopted"];
