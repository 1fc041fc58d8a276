//! Until when something is open, as a form sends it.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::Deserialize;

use platform::web::{Invalid, Result};

/// A date and a time, in UTC.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DeadlineForm {
    pub deadline_date: String,
    pub deadline_time: String,
    /// As programs send it.
    #[serde(skip)]
    instant: Option<DateTime<Utc>>,
}

impl From<DateTime<Utc>> for DeadlineForm {
    fn from(instant: DateTime<Utc>) -> Self {
        DeadlineForm { instant: Some(instant), ..DeadlineForm::default() }
    }
}

impl DeadlineForm {
    pub fn offered(now: DateTime<Utc>, days: i64) -> Self {
        let deadline = now + TimeDelta::days(days);
        DeadlineForm {
            deadline_date: deadline.format("%Y-%m-%d").to_string(),
            deadline_time: deadline.format("%H:%M").to_string(),
            instant: None,
        }
    }

    pub fn check(&self, now: DateTime<Utc>) -> Result<DateTime<Utc>> {
        let date: Option<NaiveDate> = self.deadline_date.trim().parse().ok();
        let time = NaiveTime::parse_from_str(self.deadline_time.trim(), "%H:%M").ok();
        let typed = date.zip(time).map(|(date, time)| date.and_time(time).and_utc());
        let deadline = self.instant.or(typed);
        let mut invalid = Invalid::default();
        match deadline {
            None => invalid.add("deadline", "Say until which date and time, in UTC."),
            Some(deadline) if deadline <= now => {
                invalid.add("deadline", "The deadline has to be in the future.");
            }
            // RFC 3339 has four digits for a year, and nobody waits that long.
            Some(deadline) if deadline.year() >= 2200 => {
                invalid.add("deadline", "The deadline has to be before the year 2200.");
            }
            Some(_) => {}
        }
        invalid.or(deadline.unwrap_or(now))
    }
}
