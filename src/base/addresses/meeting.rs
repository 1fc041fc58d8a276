//! The meeting that a URL names, and the URLs below it.

use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error as _};

use crate::addresses::file::{Ending, File};
use crate::ids::MeetingId;

#[derive(Clone, Debug, serde::Deserialize)]
pub struct MeetingPath {
    pub group: String,
    pub meeting: MeetingKey,
}

/// What a meeting's own address gives: its page, or an entry for calendars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Page,
    Calendar,
}

/// The meeting that a URL names, in one of its forms: "12", "12.ics".
#[derive(Clone, Debug, serde::Deserialize)]
pub struct MeetingFile {
    pub group: String,
    pub meeting: File<MeetingKey, Form>,
}

impl Ending for Form {
    fn of(ending: Option<&str>) -> Option<Self> {
        match ending {
            None => Some(Form::Page),
            Some("ics") => Some(Form::Calendar),
            Some(_) => None,
        }
    }
}

/// People know a meeting by its number; a draft has none yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeetingKey {
    Number(i32),
    Draft(MeetingId),
}

impl MeetingPath {
    pub fn show(&self) -> String {
        format!("/groups/{}/meetings/{}", self.group, self.meeting)
    }

    /// It alone, for a calendar.
    pub fn calendar(&self) -> String {
        format!("{}.ics", self.show())
    }

    pub fn edit(&self) -> String {
        format!("{}/edit", self.show())
    }

    pub fn agenda(&self) -> String {
        format!("{}/agenda", self.show())
    }

    pub fn record(&self) -> String {
        format!("{}/record", self.show())
    }

    /// One part of a long record, from 1 on.
    pub fn record_part(&self, number: usize) -> String {
        match number {
            1 => self.record(),
            number => format!("{}?page={number}", self.record()),
        }
    }

    pub fn summary(&self) -> String {
        format!("{}/summary", self.show())
    }

    /// The permanent address of one published text.
    pub fn edition(&self, number: i32) -> String {
        format!("{}/summary/editions/{number}", self.show())
    }
}

impl FromStr for MeetingKey {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = "a meeting is named by its number";
        match text.strip_prefix("draft-") {
            Some(id) => id.parse().map(MeetingKey::Draft).map_err(|_| unknown),
            // Each meeting has one address: not 045, not +45.
            None => match text.parse::<i32>() {
                Ok(number) if number > 0 && number.to_string() == text => {
                    Ok(MeetingKey::Number(number))
                }
                _ => Err(unknown),
            },
        }
    }
}

impl fmt::Display for MeetingKey {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            MeetingKey::Number(number) => number.fmt(f),
            MeetingKey::Draft(id) => write!(f, "draft-{id}"),
        }
    }
}

impl<'de> Deserialize<'de> for MeetingKey {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}
