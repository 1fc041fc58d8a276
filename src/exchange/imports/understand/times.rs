//! Times of day: "14:00 UTC", "2 pm (UTC)", "14:00–15:30 UTC".

use chrono::NaiveTime;

use super::tokens::Token::{self, Mark, Number, Word};
use super::tokens::number;

pub struct Time {
    pub time: NaiveTime,
    pub utc: bool,
}

/// The time that begins at a token, and whether it is in UTC.
pub fn time(tokens: &[Token<'_>], at: usize) -> Option<Time> {
    if at > 0 && matches!(tokens[at - 1], Mark(':' | '.')) {
        return None;
    }
    let Number(hour) = tokens.get(at)? else { return None };
    let (minute, mut next) = match tokens.get(at + 1..)? {
        [Mark(':' | '.') | Word("h" | "H"), Number(minute), ..] if minute.len() == 2 => {
            (number(minute)?, at + 3)
        }
        [Word(half), ..] if half_day(half).is_some() => (0, at + 1),
        _ => return None,
    };
    let dotted = tokens[at + 1] == Mark('.');
    if let [Mark(':'), Number(_), ..] = tokens.get(next..)? {
        next += 2;
    }
    let half = tokens
        .get(next)
        .and_then(|token| if let Word(word) = token { half_day(word) } else { None });
    let hour = match (number(hour)?, half) {
        (hour @ 1..=12, Some(afternoon)) => hour % 12 + afternoon,
        (_, Some(_)) => return None,
        (hour, None) => hour,
    };
    next += usize::from(half.is_some());
    let utc = is_utc(&tokens[next..]) || is_utc(&tokens[after_range(tokens, next)..]);
    // "1.20" may be anything, "1.20 UTC" is a time.
    if dotted && !utc && half.is_none() {
        return None;
    }
    Some(Time { time: NaiveTime::from_hms_opt(hour, minute, 0)?, utc })
}

/// "14:00–15:30 UTC": the zone stands after the second time.
fn after_range(tokens: &[Token<'_>], at: usize) -> usize {
    match &tokens[at..] {
        [
            Mark('-' | '–' | '—') | Word("to"),
            Number(_),
            Mark(':' | '.') | Word("h"),
            Number(_),
            ..,
        ] => at + 4,
        _ => at,
    }
}

fn is_utc(tokens: &[Token<'_>]) -> bool {
    let tokens = match tokens {
        [Word("h" | "hrs" | "hours"), rest @ ..] => rest,
        all => all,
    };
    let tokens = tokens.strip_prefix(&[Mark('(')]).unwrap_or(tokens);
    match tokens {
        [Word(_), Mark('+' | '-' | '−' | '±'), Number(_), ..] => false,
        [Word(zone), ..] => matches!(zone.to_ascii_uppercase().as_str(), "UTC" | "GMT" | "Z"),
        _ => false,
    }
}

fn half_day(word: &str) -> Option<u32> {
    match word.to_ascii_lowercase().as_str() {
        "am" => Some(0),
        "pm" => Some(12),
        _ => None,
    }
}
