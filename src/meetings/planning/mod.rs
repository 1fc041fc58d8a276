//! What is said of a meeting before it is held: when, how long, where, who moderates.

pub mod api;
pub mod pages;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;
use sqlx::PgPool;

use crate::agenda;
use crate::meeting::{Meeting, Step, moderators, store};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::MeetingId;
use base::policy::RunMeetings;
use base::revisions::{Editable, Field, Kind, content, field};
use base::states::MeetingState;
use base::time;
use platform::history::{self, Change, revisions};
use platform::web::{Invalid, Result, transaction};

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

/// Makes a meeting of the group's series, or a draft of one. The form's id makes a second
/// press of the button find the first one's meeting.
pub async fn make(
    db: &PgPool,
    by: &May<RunMeetings>,
    form: &ScheduleForm,
    now: DateTime<Utc>,
) -> Result<Meeting> {
    let schedule = form.check(by.group.time_zone)?;
    let id = form.id.unwrap_or_else(MeetingId::new);
    let mut tx = transaction(db).await?;
    if store::insert(&mut tx, id, &by.group, &schedule).await? {
        moderators::set(&mut tx, by.group.id, id, &schedule.moderators).await?;
        let draft = store::find_by_id(&mut tx, by.group.id, id).await?;
        let content = Some(content(&schedule));
        let event = Change { event: "drafted", revision: Some(1), content, ..draft.event() };
        history::log(&mut tx, by.person.id, event).await?;
        agenda::begin(&mut tx, by, &draft).await?;
    }
    tx.commit().await?;
    let meeting = store::find_by_id(&mut *db.acquire().await?, by.group.id, id).await?;
    match form.draft || meeting.state != MeetingState::Draft {
        true => Ok(meeting),
        false => {
            crate::meeting::take(db, by, &meeting.path(&by.group), Step::Schedule, "", now).await
        }
    }
}

pub async fn edit(
    db: &PgPool,
    by: &May<RunMeetings>,
    at: &MeetingPath,
    form: &ScheduleForm,
) -> Result<Meeting> {
    let zone = by.group.time_zone;
    let schedule = form.check(zone)?;
    let mut tx = transaction(db).await?;
    let meeting = crate::meeting::lock(&mut tx, by.group.id, at.meeting).await?;
    let saved = Schedule::of(&meeting, moderators::of(&mut *tx, meeting.id).await?, zone);
    let edits = ((meeting.revision, &saved), (form.revision, &schedule));
    revisions::check(&mut tx, meeting.id.0, edits.0, edits.1).await?;
    let revision = Some(meeting.revision + 1);
    store::reschedule(&mut tx, meeting.id, &schedule).await?;
    moderators::set(&mut tx, by.group.id, meeting.id, &schedule.moderators).await?;
    let content = Some(content(&schedule));
    let event = Change { event: "planned anew", revision, content, ..meeting.event() };
    history::log(&mut tx, by.person.id, event).await?;
    tx.commit().await?;
    Ok(meeting)
}
