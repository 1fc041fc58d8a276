//! When a meeting is, for how long, where, and who moderates it.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

use super::{Meeting, moderators};
use base::ids::MeetingId;
use base::revisions::{Editable, Field, Kind, field};
use base::states::MeetingState;
use base::time;
use platform::web::{Invalid, Result};

/// As it is typed. Times are in the group's zone of record.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ScheduleForm {
    pub id: Option<MeetingId>,
    pub revision: i32,
    pub starts_date: String,
    pub starts_time: String,
    /// As programs send it, in place of a date and a time.
    #[serde(skip)]
    pub instant: Option<DateTime<Utc>>,
    pub minutes: String,
    pub joining_link: String,
    /// One name a line.
    pub moderators: String,
    /// Whether it is kept as a draft, without a number.
    pub draft: bool,
}

#[derive(Clone, Debug)]
pub struct Schedule {
    pub starts_at: DateTime<Utc>,
    pub minutes: i32,
    pub joining_link: String,
    pub moderators: Vec<String>,
    zone: Tz,
}

impl ScheduleForm {
    pub fn check(&self, zone: Tz) -> Result<Schedule> {
        let mut invalid = Invalid::default();
        let (named, starts_at) = match self.instant {
            None => ("starts", self.starts_at(zone)),
            Some(at) => ("starts_at", near(at)),
        };
        if let Err(sentence) = starts_at {
            invalid.add(named, sentence);
        }
        let minutes = self.minutes.trim().parse().unwrap_or(0);
        if !(1..=1440).contains(&minutes) {
            invalid.add("minutes", "Say how many minutes it lasts, from 1 to 1440.");
        }
        let joining_link = self.joining_link.trim();
        if !joining_link.is_empty() && !is_link(joining_link) {
            invalid.add("joining_link", "A joining link begins with https:// or http://.");
        }
        let moderators = moderators::names(&self.moderators);
        invalid.or(Schedule {
            starts_at: starts_at.unwrap_or_default(),
            minutes,
            joining_link: joining_link.to_owned(),
            moderators,
            zone,
        })
    }
}

impl ScheduleForm {
    fn starts_at(&self, zone: Tz) -> Result<DateTime<Utc>, &'static str> {
        let date = NaiveDate::parse_from_str(self.starts_date.trim(), "%Y-%m-%d")
            .map_err(|_| "Give the date of the meeting, such as 2026-03-05.")?;
        let time = self.starts_time.trim().get(..5).unwrap_or_default();
        let time = NaiveTime::parse_from_str(time, "%H:%M")
            .map_err(|_| "Give the time at which the meeting starts, such as 14:00.")?;
        time::instant(date.and_time(time), zone)
            .ok_or("Clocks skip this time on that day. Choose another.")
    }
}

fn near(at: DateTime<Utc>) -> Result<DateTime<Utc>, &'static str> {
    Some(at).filter(time::is_near).ok_or("Give a time between the years 1900 and 2200.")
}

fn is_link(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

impl Schedule {
    pub fn of(meeting: &Meeting, moderators: Vec<String>, zone: Tz) -> Schedule {
        Schedule {
            starts_at: meeting.starts_at,
            minutes: meeting.minutes,
            joining_link: meeting.joining_link.clone(),
            moderators,
            zone,
        }
    }

    fn date(&self) -> String {
        self.starts_at.with_timezone(&self.zone).format("%Y-%m-%d").to_string()
    }

    fn time(&self) -> String {
        self.starts_at.with_timezone(&self.zone).format("%H:%M").to_string()
    }

    pub fn form(&self, meeting: &Meeting) -> ScheduleForm {
        ScheduleForm {
            id: Some(meeting.id),
            revision: meeting.revision,
            starts_date: self.date(),
            starts_time: self.time(),
            instant: None,
            minutes: self.minutes.to_string(),
            joining_link: self.joining_link.clone(),
            moderators: self.moderators.join("\n"),
            draft: meeting.state == MeetingState::Draft,
        }
    }
}

impl Editable for Schedule {
    fn fields(&self) -> Vec<Field> {
        vec![
            field("starts_date", "Date", &self.date(), Kind::Line),
            field("starts_time", "Time", &self.time(), Kind::Line),
            field("minutes", "Minutes", &self.minutes.to_string(), Kind::Line),
            field("joining_link", "Joining link", &self.joining_link, Kind::Line),
            field("moderators", "Moderators", &self.moderators.join("\n"), Kind::Text),
        ]
    }
}
