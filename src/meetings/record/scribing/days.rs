//! Days and times as people type them: "1 March", "13 Oct 2026 14:00 UTC".

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use super::{Context, Question};
use base::due::Due;
use base::time::{Zone, month, zone};

/// In which direction a day without a year lies.
#[derive(Clone, Copy)]
pub enum From {
    /// The next such day, that day itself included.
    On(NaiveDate),
    /// The latest such day.
    Until(NaiveDate),
}

pub fn day(typed: &str, from: From) -> Option<NaiveDate> {
    let typed = typed.trim().trim_end_matches(['.', ',']);
    if let Ok(day) = NaiveDate::parse_from_str(typed, "%Y-%m-%d") {
        return Some(day).filter(is_planned);
    }
    let words: Vec<&str> =
        typed.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let (first, second, year) = match words.as_slice() {
        [first, second] => (*first, *second, None),
        [first, second, year] if year.len() == 4 => (*first, *second, Some(year.parse().ok()?)),
        _ => return None,
    };
    let (nth, month) = match (nth(first), month(second)) {
        (Some(nth), Some(month)) => (nth, month),
        _ => (nth(second)?, month(first)?),
    };
    let in_year = |year| NaiveDate::from_ymd_opt(year, month, nth);
    let day = match (year, from) {
        (Some(year), _) => in_year(year),
        // The 29th of February comes every four years, or eight.
        (None, From::On(first)) => {
            let years = first.year()..first.year() + 9;
            years.filter_map(in_year).find(|day| *day >= first)
        }
        (None, From::Until(last)) => {
            let years = (last.year() - 8..=last.year()).rev();
            years.filter_map(in_year).find(|day| *day <= last)
        }
    };
    day.filter(is_planned)
}

/// "1", "1st"
fn nth(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|sign: char| sign.is_ascii_alphabetic());
    let ending = word[digits.len()..].to_ascii_lowercase();
    let known = ["", "st", "nd", "rd", "th"].contains(&ending.as_str());
    digits.parse().ok().filter(|_| known && digits.len() <= 2)
}

/// PostgreSQL's calendar and people's plans end long before chrono's.
fn is_planned(day: &NaiveDate) -> bool {
    (2000..2200).contains(&day.year())
}

pub fn due(typed: &str, from: NaiveDate) -> Option<Due> {
    let lower = typed.trim().to_lowercase();
    match lower.strip_prefix("the ").unwrap_or(&lower) {
        "next meeting" | "next call" => Some(Due::NextMeeting),
        _ => day(typed, From::On(from)).map(Due::On),
    }
}

/// Whether a text has a time of day in it.
pub fn has_time(text: &str) -> bool {
    text.split_whitespace().any(|word| time(word).is_some())
}

fn time(word: &str) -> Option<NaiveTime> {
    let (hours, minutes) = word.trim_end_matches([',', '.']).split_once(':')?;
    let is_short = hours.len() <= 2 && minutes.len() == 2;
    NaiveTime::from_hms_opt(hours.parse().ok()?, minutes.parse().ok()?, 0).filter(|_| is_short)
}

/// "13 Oct 2026 at 14:00 UTC"
pub fn moment(typed: &str, context: &Context) -> Result<(NaiveDateTime, Zone), Question> {
    let typed = typed.trim().trim_end_matches('.');
    let unclear = || {
        let example = "Write it as 13 October 2026 14:00 UTC.";
        Question::saying(format!("“{typed}” is not a date and a time. {example}"))
    };
    let words: Vec<&str> = typed.split_whitespace().collect();
    let at = words.iter().position(|word| time(word).is_some()).ok_or_else(unclear)?;
    let time = time(words[at]).ok_or_else(unclear)?;
    let before = words[..at].join(" ");
    let before = before.trim_end_matches(" at").trim_end_matches(',');
    let day = day(before, From::On(context.day)).ok_or_else(unclear)?;
    let named = words[at + 1..].join(" ");
    let zone = match named.trim_matches(['(', ')']) {
        "" => context.zone,
        name if ["utc", "gmt"].contains(&name.to_lowercase().as_str()) => Zone::UTC,
        name => zone(name).ok_or_else(|| {
            let example = "Write UTC, or a name like Europe/Zurich.";
            Question::saying(format!("“{name}” is not a time zone. {example}"))
        })?,
    };
    Ok((day.and_time(time), zone))
}
