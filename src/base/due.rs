//! By when something is to be done: on a day, or by the next meeting.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::time::{date, date_in_record};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Due {
    On(NaiveDate),
    NextMeeting,
}

/// When an action is due, and the day that this comes to, where it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Deadline {
    pub due: Option<Due>,
    pub day: Option<NaiveDate>,
}

const NEXT_MEETING: &str = "next meeting";

impl Due {
    /// As the database keeps it.
    pub fn of(day: Option<NaiveDate>, next_meeting: bool) -> Option<Due> {
        if next_meeting { Some(Due::NextMeeting) } else { day.map(Due::On) }
    }

    pub fn day(self) -> Option<NaiveDate> {
        if let Due::On(day) = self { Some(day) } else { None }
    }

    /// "Wed 1 April 2026", "by the next meeting".
    pub fn describe(self) -> String {
        self.with(date)
    }

    /// "1 April 2026", "by the next meeting", as summaries print it after "due: ".
    pub fn in_record(self) -> String {
        self.with(date_in_record)
    }

    fn with(self, day: fn(NaiveDate) -> String) -> String {
        match self {
            Due::On(on) => day(on),
            Due::NextMeeting => format!("by the {NEXT_MEETING}"),
        }
    }

    /// "by Wed 1 April 2026", "by the next meeting"
    pub fn by(self) -> String {
        match self {
            Due::On(day) => format!("by {}", date(day)),
            Due::NextMeeting => self.describe(),
        }
    }
}

impl Deadline {
    pub fn is_past(&self, today: NaiveDate) -> bool {
        self.day.is_some_and(|day| day < today)
    }

    /// "by Wed 1 April 2026", "by the next meeting (Thu 26 March 2026)", or since when it is overdue.
    pub fn describe(&self, today: NaiveDate) -> String {
        match (self.due, self.day) {
            (Some(_), Some(day)) if day < today => format!("overdue since {}", date(day)),
            (Some(due @ Due::NextMeeting), Some(day)) => format!("{} ({})", due.by(), date(day)),
            (Some(due), _) => due.by(),
            (None, _) => String::new(),
        }
    }
}

/// "2026-04-01", "next meeting"
impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Due::On(day) => day.fmt(f),
            Due::NextMeeting => f.write_str(NEXT_MEETING),
        }
    }
}

impl FromStr for Due {
    type Err = chrono::ParseError;

    /// Also with "by" or "the" before it, as people write it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let lower = text.trim().to_lowercase();
        let by = lower.strip_prefix("by ").unwrap_or(&lower);
        match by.strip_prefix("the ").unwrap_or(by) {
            NEXT_MEETING => Ok(Due::NextMeeting),
            _ => NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").map(Due::On),
        }
    }
}

impl From<Due> for String {
    fn from(due: Due) -> String {
        due.to_string()
    }
}

impl TryFrom<String> for Due {
    type Error = chrono::ParseError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_says_what_was_agreed_and_the_day_that_it_comes_to() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 3, day);
        let (today, next) = (day(6).unwrap(), Some(Due::NextMeeting));
        for (due, day, told) in [
            (None, None, ""),
            (day(9).map(Due::On), day(9), "by Mon 9 March 2026"),
            (day(6).map(Due::On), day(6), "by Fri 6 March 2026"),
            (day(5).map(Due::On), day(5), "overdue since Thu 5 March 2026"),
            (next, None, "by the next meeting"),
            (next, day(26), "by the next meeting (Thu 26 March 2026)"),
            (next, day(1), "overdue since Sun 1 March 2026"),
        ] {
            assert_eq!(Deadline { due, day }.describe(today), told);
        }
    }

    #[test]
    fn a_due_date_is_read_as_it_is_written() {
        for text in ["next meeting", "by the next meeting", "By next meeting", "2026-03-09"] {
            let due: Due = text.parse().unwrap();
            assert_eq!(due.to_string().parse(), Ok(due));
        }
        assert!("the meeting".parse::<Due>().is_err());
    }
}
