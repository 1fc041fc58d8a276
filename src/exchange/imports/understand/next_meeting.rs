//! When the group meets next: "The next call will take place 14:00 UTC, 13 October 2022."

use super::dates::{When, when};
use super::text::{flat, sentences};
use crate::imports::Report;

/// The instant in a sentence about the next meeting, if it is one.
pub fn announced(sentence: &str) -> Option<When> {
    let lower = sentence.to_lowercase();
    let words: Vec<_> = lower
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .collect();
    let next = words.iter().position(|word| *word == "next")?;
    let meets =
        words[next..].iter().take(7).any(|word| matches!(*word, "meeting" | "call" | "session"));
    Some(when(sentence)).filter(|when| meets && *when != When::Never)
}

pub fn note(report: &mut Report, when: &When, sentence: &str) {
    match (when, report.next_meeting_at) {
        (When::At(at), None) => report.next_meeting_at = Some(*at),
        (When::At(at), Some(first)) if *at == first => {}
        (When::At(_), Some(_)) => {
            report.warn(format!("This gives another date for the next meeting: “{sentence}”"))
        }
        _ => report.warn(format!(
            "The next meeting needs a date, a time and UTC, but this says: “{sentence}”"
        )),
    }
}

/// A paragraph under the heading "Next meeting".
pub fn read(report: &mut Report, text: &str) {
    for sentence in sentences(&flat(text)) {
        match when(sentence) {
            When::Never => report.unplaced(sentence),
            when => note(report, &when, sentence),
        }
    }
}
