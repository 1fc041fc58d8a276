//! When a meeting is, for how long, where, and who moderates it.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use serde::Deserialize;

use super::{Meeting, moderators};
use base::ids::MeetingId;
use base::revisions::{Editable, Field, Kind, field};
use base::states::MeetingState;
use base::time::{self, Agreed, Twice, TypedTime, Unclear, Zone};
use platform::web::{Invalid, Result};

/// What a form asks of a date that is past, and a second press answers.
pub const PAST: &str = "This date is in the past. Save it anyway?";

/// As it is typed. Times are in the zone in which the meeting was agreed: the group's zone of
/// record, when it is made.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ScheduleForm {
    pub id: Option<MeetingId>,
    pub revision: i32,
    pub starts_date: String,
    pub starts_time: String,
    /// Which is meant, where clocks show the time twice.
    pub starts_offset: String,
    /// The start that the form was shown with.
    pub starts_was: String,
    /// The past date that the form has asked about. Whoever sends it again means it.
    pub past_date: String,
    /// As programs send it, in place of a date and a time.
    #[serde(skip)]
    pub start: Option<Start>,
    pub minutes: String,
    pub joining_link: String,
    /// One name a line.
    pub moderators: String,
    /// Whether it is kept as a draft, without a number.
    pub draft: bool,
}

/// A start as programs send it.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    pub said: Said,
    pub may_be_past: bool,
}

#[derive(Clone, Copy, Debug)]
pub enum Said {
    At(DateTime<Utc>),
    Local(NaiveDateTime),
}

#[derive(Clone, Debug)]
pub struct Schedule {
    pub starts: Agreed,
    pub minutes: i32,
    pub joining_link: String,
    pub moderators: Vec<String>,
}

impl ScheduleForm {
    pub fn check(&self, zone: Zone) -> Result<Schedule> {
        let mut invalid = Invalid::default();
        let starts = self.starts(zone, &mut invalid);
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
            starts: starts.unwrap_or_else(|| Agreed::of(DateTime::UNIX_EPOCH, zone)),
            minutes,
            joining_link: joining_link.to_owned(),
            moderators,
        })
    }

    fn starts(&self, zone: Zone, invalid: &mut Invalid) -> Option<Agreed> {
        let read = match self.start.map(|start| start.said) {
            None => match self.typed().read(zone) {
                Err(unclear @ Unclear::Twice(_)) => {
                    invalid.add("starts_offset", unclear.sentence());
                    return None;
                }
                read => read.map_err(|unclear| ("starts", unclear.sentence())),
            },
            Some(Said::Local(local)) => time::read(local, zone)
                .map_err(|unclear| ("starts_local", unclear.sentence_for_programs())),
            Some(Said::At(at)) if time::is_near(&at) => Ok(Agreed::of(at, zone)),
            Some(Said::At(_)) => Err(("starts_at", Unclear::TooFar.sentence())),
        };
        read.map_err(|(named, sentence)| invalid.add(named, sentence)).ok()
    }

    fn typed(&self) -> TypedTime<'_> {
        TypedTime {
            date: &self.starts_date,
            time: &self.starts_time,
            offset: &self.starts_offset,
            was: &self.starts_was,
        }
    }

    /// The two starts that it may mean, and which is chosen.
    pub fn twice(&self, zone: &Zone) -> Option<(Twice, String)> {
        Some((self.typed().twice(*zone)?, self.typed().chosen(*zone)))
    }

    /// Refuses a start in the past that nobody has said is meant.
    pub fn question_past(&self, schedule: &Schedule, now: DateTime<Utc>) -> Result<()> {
        let mut invalid = Invalid::default();
        if schedule.ends_at() <= now {
            match self.start {
                Some(start) if !start.may_be_past => invalid.add(
                    "starts_at",
                    "This date is in the past. To save it anyway, send may_be_past as true.",
                ),
                None if self.past_date != schedule.starts.date() => invalid.add("starts", PAST),
                _ => {}
            }
        }
        invalid.or(())
    }

    /// The date that the form asks about when it is shown again.
    pub fn asks_about(&self, invalid: &Invalid) -> Option<&str> {
        let asks = invalid.on("starts") == Some(PAST);
        let date = if asks { &self.starts_date } else { &self.past_date };
        Some(date.trim()).filter(|date| date.parse::<NaiveDate>().is_ok())
    }
}

fn is_link(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

impl Schedule {
    pub fn of(meeting: &Meeting, moderators: Vec<String>, zone_of_record: Zone) -> Schedule {
        Schedule {
            starts: meeting.starts(zone_of_record),
            minutes: meeting.minutes,
            joining_link: meeting.joining_link.clone(),
            moderators,
        }
    }

    fn ends_at(&self) -> DateTime<Utc> {
        self.starts.at + TimeDelta::minutes(self.minutes.into())
    }

    pub fn form(&self, meeting: &Meeting) -> ScheduleForm {
        ScheduleForm {
            id: Some(meeting.id),
            revision: meeting.revision,
            starts_date: self.starts.date(),
            starts_time: self.starts.time(),
            starts_offset: self.starts.which().unwrap_or_default(),
            starts_was: self.starts.was(),
            past_date: String::new(),
            start: None,
            minutes: self.minutes.to_string(),
            joining_link: self.joining_link.clone(),
            moderators: self.moderators.join("\n"),
            draft: meeting.state == MeetingState::Draft,
        }
    }
}

impl Editable for Schedule {
    fn fields(&self) -> Vec<Field> {
        let offset = self.starts.which().unwrap_or_default();
        vec![
            field("starts_date", "Date", &self.starts.date(), Kind::Line),
            field("starts_time", "Time", &self.starts.time(), Kind::Line),
            field("starts_offset", "Offset from UTC", &offset, Kind::Line),
            field("minutes", "Minutes", &self.minutes.to_string(), Kind::Line),
            field("joining_link", "Joining link", &self.joining_link, Kind::Line),
            field("moderators", "Moderators", &self.moderators.join("\n"), Kind::Text),
        ]
    }
}
