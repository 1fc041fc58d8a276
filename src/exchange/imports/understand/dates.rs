//! Dates and times as reports write them. Only UTC is read; nothing is guessed.

use chrono::{DateTime, NaiveDate, Utc};

use super::times::{Time, time};
use super::tokens::Token::{self, Mark, Number, Word};
use super::tokens::{number, tokens};
use base::time::{month, weekday};

#[derive(Debug, PartialEq, Eq)]
pub enum When {
    At(DateTime<Utc>),
    /// A date or a time is there, but not both, or without year or UTC.
    Unclear,
    Never,
}

pub fn when(text: &str) -> When {
    let tokens = tokens(text);
    let dates: Vec<_> =
        (0..tokens.len()).filter_map(|at| Some((at, date(&tokens[at..])?.0))).collect();
    let times: Vec<_> = (0..tokens.len()).filter_map(|at| Some((at, time(&tokens, at)?))).collect();
    let Some(&(at, date)) = dates.first() else {
        let month = tokens.iter().enumerate().any(|(at, _)| month_day(&tokens[at..]));
        return if times.is_empty() && !month { When::Never } else { When::Unclear };
    };
    match times.iter().min_by_key(|(t, _)| t.abs_diff(at)) {
        Some((_, Time { time, utc: true })) => When::At(date.and_time(*time).and_utc()),
        _ => When::Unclear,
    }
}

pub fn day(text: &str) -> Option<NaiveDate> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| Some(date(&tokens[at..])?.0))
}

/// The day that is all of `text`: "3 October 2022", "Monday, 3 Oct 2022."
pub fn just_day(text: &str) -> Option<NaiveDate> {
    let tokens = tokens(text);
    let tokens = match tokens.as_slice() {
        [Token::Word(word), rest @ ..] if weekday(word).is_some() => rest,
        all => all,
    };
    let tokens = tokens.strip_prefix(&[Token::Mark(',')]).unwrap_or(tokens);
    let (day, length) = date(tokens)?;
    tokens[length..].iter().all(|token| *token == Token::Mark('.')).then_some(day)
}

pub fn is_month(word: &str) -> bool {
    month(word).is_some()
}

fn date(tokens: &[Token<'_>]) -> Option<(NaiveDate, usize)> {
    if let [Number(year), Mark('-'), Number(month), Mark('-'), Number(day), ..] = tokens {
        let date = NaiveDate::from_ymd_opt(whole(year, 4)?, number(month)?, number(day)?)?;
        return Some((date, 5));
    }
    let (month, day, mut at) = match tokens {
        [Number(day), Word(th), Word(of), Word(name), ..] if is_ordinal(th) && *of == "of" => {
            (month(name)?, day, 4)
        }
        [Number(day), Word(th), Word(name), ..] if is_ordinal(th) => (month(name)?, day, 3),
        [Number(day), Word(of), Word(name), ..] if *of == "of" => (month(name)?, day, 3),
        [Number(day), Word(name), ..] => (month(name)?, day, 2),
        [Word(name), Mark('.'), Number(day), Word(th), ..] if is_ordinal(th) => {
            (month(name)?, day, 4)
        }
        [Word(name), Mark('.'), Number(day), ..] => (month(name)?, day, 3),
        [Word(name), Number(day), Word(th), ..] if is_ordinal(th) => (month(name)?, day, 3),
        [Word(name), Number(day), ..] => (month(name)?, day, 2),
        _ => return None,
    };
    while matches!(tokens.get(at), Some(Mark('.' | ','))) {
        at += 1;
    }
    let Some(Number(year)) = tokens.get(at) else { return None };
    let date = NaiveDate::from_ymd_opt(whole(year, 4)?, month, number(day)?)?;
    Some((date, at + 1))
}

fn month_day(tokens: &[Token<'_>]) -> bool {
    match tokens {
        [Number(day), Word(name), ..] | [Word(name), Number(day), ..] => {
            month(name).is_some() && number(day).is_some_and(|day| (1..=31).contains(&day))
        }
        _ => false,
    }
}

fn is_ordinal(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th")
}

fn whole(digits: &str, length: usize) -> Option<i32> {
    (digits.len() == length).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_with_a_time_in_utc_is_an_instant() {
        for text in [
            "30 September 2022 at 14:00 UTC",
            "September 30, 2022, 14:00 UTC",
            "30 Sept 2022 14.00 UTC",
            "14:00 UTC, 30 September 2022",
            "Friday, 30th of September 2022, from 14:00 to 15:30 UTC",
            "on Sept. 30th, 2022 at 2 pm (UTC)",
            "2022-09-30 14:00 UTC",
            "2022-09-30T14:00:00Z",
            "14h00 GMT on 30 Sep. 2022, after 13 October 2021",
            "**30 September 2022** at *14:00–15:00 UTC*",
        ] {
            let When::At(at) = when(text) else { panic!("{text}: {:?}", when(text)) };
            assert_eq!(at.to_rfc3339(), "2022-09-30T14:00:00+00:00", "{text}");
        }
    }

    #[test]
    fn what_lacks_a_part_is_unclear() {
        for text in [
            "30 September 2022",
            "14:00 UTC",
            "30 September at 14:00 UTC",
            "30 September 2022 at 14:00",
            "30 September 2022 at 14:00 CEST",
            "30 September 2022 at 14:00 UTC+2",
            "30 September 2022 at 25:00 UTC",
            "on 13 October",
        ] {
            assert_eq!(when(text), When::Unclear, "{text}");
        }
        for text in [
            "",
            "in 2022",
            "March on",
            "31 February 2022 may",
            "3.5 of 10",
            "1:",
            "99999999999999999999:00",
        ] {
            assert!(!matches!(when(text), When::At(_)), "{text}");
        }
    }
}
