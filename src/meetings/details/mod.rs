//! What the record says of a meeting as a whole: a note on its participants, and when the group
//! meets next.

mod store;
pub mod api;
pub mod pages;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;
use sqlx::{PgConnection, PgPool};

use crate::meeting::Meeting;
use crate::record;
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::MeetingId;
use base::policy::RecordMeetings;
use base::revisions::{Editable, Field, Kind, content, field};
use base::time::{instant, is_near};
use platform::history::{self, Change, revisions};
use platform::web::{Invalid, Result, transaction};

/// As it is typed. Times are in the group's zone of record.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ParticularsForm {
    pub revision: i32,
    pub next_date: String,
    pub next_time: String,
    /// As programs send it, in place of a date and a time.
    #[serde(skip)]
    pub instant: Option<DateTime<Utc>>,
    pub participants_note: String,
}

#[derive(Clone, Debug)]
pub struct Particulars {
    pub next_meeting_at: Option<DateTime<Utc>>,
    pub participants_note: String,
    zone: Tz,
}

impl ParticularsForm {
    fn check(&self, meeting: &Meeting, zone: Tz) -> Result<Particulars> {
        let mut invalid = Invalid::default();
        let (named, next) = match self.instant {
            None => ("next", self.next(zone)),
            Some(at) => ("next_meeting_at", known(Some(at))),
        };
        let next_meeting_at = match next {
            Ok(Some(at)) if at <= meeting.starts_at => {
                invalid.add(named, "The next meeting comes after this one.");
                None
            }
            Ok(at) => at,
            Err(sentence) => {
                invalid.add(named, sentence);
                None
            }
        };
        let note = self.participants_note.trim();
        if note.chars().count() > 2_000 {
            invalid.add("participants_note", "Shorten this to 2000 characters.");
        }
        invalid.or(Particulars { next_meeting_at, participants_note: note.to_owned(), zone })
    }

    fn next(&self, zone: Tz) -> Result<Option<DateTime<Utc>>, &'static str> {
        let (date, time) = (self.next_date.trim(), self.next_time.trim());
        if date.is_empty() && time.is_empty() {
            return Ok(None);
        }
        let date = NaiveDate::parse_from_str(date, "%Y-%m-%d")
            .map_err(|_| "Give the date as year, month and day, like 2026-03-31.")?;
        let time = NaiveTime::parse_from_str(time, "%H:%M")
            .map_err(|_| "Give the time as hours and minutes, like 14:00.")?;
        known(instant(date.and_time(time), zone))
    }
}

fn known(at: Option<DateTime<Utc>>) -> Result<Option<DateTime<Utc>>, &'static str> {
    at.filter(is_near).map(Some).ok_or("There is no such time in that zone.")
}

impl Particulars {
    fn form(&self, revision: i32) -> ParticularsForm {
        let local = self.next_meeting_at.map(|at| at.with_timezone(&self.zone));
        let part = |format| local.map(|at| at.format(format).to_string()).unwrap_or_default();
        ParticularsForm {
            revision,
            next_date: part("%Y-%m-%d"),
            next_time: part("%H:%M"),
            instant: None,
            participants_note: self.participants_note.clone(),
        }
    }
}

impl Editable for Particulars {
    fn fields(&self) -> Vec<Field> {
        let form = self.form(0);
        vec![
            field("next_date", "Date of the next meeting", &form.next_date, Kind::Line),
            field("next_time", "Time of the next meeting", &form.next_time, Kind::Line),
            field("participants_note", "Note", &form.participants_note, Kind::Text),
        ]
    }
}

pub async fn read(db: &PgPool, meeting: MeetingId, zone: Tz) -> Result<ParticularsForm> {
    let saved = store::find(&mut *db.acquire().await?, meeting, zone).await?;
    Ok(saved.particulars.form(saved.revision))
}

/// Notes what a meeting that is read in says from the start, so that later edits are held
/// against it.
pub async fn begin(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    meeting: &Meeting,
) -> Result<()> {
    let saved = store::find(db, meeting.id, by.group.time_zone).await?;
    let event = Change {
        subject: "record",
        subject_id: saved.id,
        event: "imported",
        revision: Some(saved.revision),
        content: Some(content(&saved.particulars)),
        ..meeting.event()
    };
    history::log(db, by.person.id, event).await
}

pub async fn save(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &MeetingPath,
    form: &ParticularsForm,
) -> Result<()> {
    let zone = by.group.time_zone;
    let mut tx = transaction(db).await?;
    let meeting = record::open(&mut tx, by, at.meeting).await?;
    let mine = form.check(&meeting, zone)?;
    let saved = store::find(&mut tx, meeting.id, zone).await?;
    let edits = ((saved.revision, &saved.particulars), (form.revision, &mine));
    revisions::check(&mut tx, saved.id, edits.0, edits.1).await?;
    store::update(&mut tx, meeting.id, &mine).await?;
    let event = Change {
        subject: "record",
        subject_id: saved.id,
        event: "corrected",
        revision: Some(saved.revision + 1),
        content: Some(content(&mine)),
        ..meeting.event()
    };
    history::log(&mut tx, by.person.id, event).await?;
    tx.commit().await?;
    Ok(())
}
