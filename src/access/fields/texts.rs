//! What the record's forms have in common: a line, a text, the item that an entry is on.

use chrono::NaiveDate;

use base::markdown::Markdown;
use platform::web::Invalid;

const LONGEST_LINE: usize = 300;

/// A value of one line.
pub fn line(name: &'static str, typed: &str, invalid: &mut Invalid) -> String {
    let line = base::text::line(typed);
    if line.chars().count() > LONGEST_LINE {
        invalid.add(name, format!("Shorten this to {LONGEST_LINE} characters."));
    }
    line
}

/// A text, which may not be missing.
pub fn written(
    name: &'static str,
    typed: &str,
    missing: &'static str,
    invalid: &mut Invalid,
) -> Markdown {
    if typed.trim().is_empty() {
        invalid.add(name, missing);
    }
    match Markdown::said(typed) {
        Ok(text) => text,
        Err(refused) => {
            invalid.add(name, refused.to_string());
            Markdown::default()
        }
    }
}

/// A day, if one is given.
pub fn day(name: &'static str, typed: &str, invalid: &mut Invalid) -> Option<NaiveDate> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let day = NaiveDate::parse_from_str(typed, "%Y-%m-%d").ok();
    // PostgreSQL's calendar and people's plans end long before chrono's.
    let day = day.filter(|day| ("2000".."2200").contains(&&*day.format("%Y").to_string()));
    if day.is_none() {
        invalid.add(name, "Give a date as year, month and day, like 2026-03-31.");
    }
    day
}
