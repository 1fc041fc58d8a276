//! What the record says of a meeting as a whole: a note on its participants, and when the group
//! meets next.

mod store;
pub mod api;
pub mod pages;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::Value;
use sqlx::{PgConnection, PgPool};

use crate::meeting::Meeting;
use crate::record;
use crate::record::entry::{Act, Done, OpenRecord};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::MeetingId;
use base::policy::RecordMeetings;
use base::revisions::{Editable, Field, Kind, content, field};
use base::time::{self, Agreed, Twice, TypedTime, Unclear, Zone, is_near};
use platform::history::{self, Change, revisions};
use platform::web::{Error, Invalid, Result, transaction};

/// What this is called among what can be undone.
pub const PLACE: &str = "particulars";

/// In which the next meeting was agreed, of what can be undone.
const ZONE: &str = "zone";

/// As it is typed. Times are in the group's zone of record, or that in which they were agreed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ParticularsForm {
    pub revision: i32,
    pub next_date: String,
    pub next_time: String,
    /// Which is meant, where clocks show the time twice.
    pub next_offset: String,
    /// The time that the form was shown with.
    pub next_was: String,
    /// As programs send it, in place of a date and a time.
    #[serde(skip)]
    pub instant: Option<DateTime<Utc>>,
    pub participants_note: String,
}

#[derive(Clone, Debug)]
pub struct Particulars {
    pub next_meeting: Option<Agreed>,
    pub participants_note: String,
}

impl ParticularsForm {
    fn check(&self, meeting: &Meeting, zone: Zone) -> Result<Particulars> {
        let mut invalid = Invalid::default();
        let (named, next) = match self.instant {
            None => ("next", self.next(zone)),
            Some(at) => ("next_meeting_at", known(at, zone)),
        };
        let next_meeting = match next {
            Ok(Some(next)) if next.at <= meeting.starts_at => {
                invalid.add(named, "The next meeting comes after this one.");
                None
            }
            Ok(next) => next,
            Err(unclear) => {
                let twice = matches!(unclear, Unclear::Twice(_));
                invalid.add(if twice { "next_offset" } else { named }, unclear.sentence());
                None
            }
        };
        let note = self.participants_note.trim();
        if note.chars().count() > 2_000 {
            invalid.add("participants_note", "Shorten this to 2000 characters.");
        }
        invalid.or(Particulars { next_meeting, participants_note: note.to_owned() })
    }

    fn next(&self, zone: Zone) -> Result<Option<Agreed>, Unclear> {
        if self.typed().is_empty() { Ok(None) } else { self.typed().read(zone).map(Some) }
    }

    fn typed(&self) -> TypedTime<'_> {
        TypedTime {
            date: &self.next_date,
            time: &self.next_time,
            offset: &self.next_offset,
            was: &self.next_was,
        }
    }

    /// The two times that it may mean, and which is chosen.
    pub fn twice(&self, zone: &Zone) -> Option<(Twice, String)> {
        Some((self.typed().twice(*zone)?, self.typed().chosen(*zone)))
    }
}

fn known(at: DateTime<Utc>, zone: Zone) -> Result<Option<Agreed>, Unclear> {
    if is_near(&at) { Ok(Some(Agreed::of(at, zone))) } else { Err(Unclear::TooFar) }
}

impl Particulars {
    fn form(&self, revision: i32) -> ParticularsForm {
        let part =
            |part: fn(&Agreed) -> String| self.next_meeting.as_ref().map(part).unwrap_or_default();
        ParticularsForm {
            revision,
            next_date: part(Agreed::date),
            next_time: part(Agreed::time),
            next_offset: part(|next| next.which().unwrap_or_default()),
            next_was: part(Agreed::was),
            instant: None,
            participants_note: self.participants_note.clone(),
        }
    }

    /// In which zone a form asks for the next meeting.
    fn zone(&self, zone_of_record: Zone) -> Zone {
        self.next_meeting.map_or(zone_of_record, |next| next.zone)
    }
}

impl Editable for Particulars {
    fn fields(&self) -> Vec<Field> {
        let form = self.form(0);
        vec![
            field("next_date", "Date of the next meeting", &form.next_date, Kind::Line),
            field("next_time", "Time of the next meeting", &form.next_time, Kind::Line),
            field("next_offset", "Its offset from UTC", &form.next_offset, Kind::Line),
            field("participants_note", "Note", &form.participants_note, Kind::Text),
        ]
    }
}

/// What the form says, and in which zone.
pub async fn read(
    db: &PgPool,
    meeting: MeetingId,
    zone_of_record: Zone,
) -> Result<(ParticularsForm, Zone)> {
    let saved = store::find(&mut *db.acquire().await?, meeting, zone_of_record).await?;
    let zone = saved.particulars.zone(zone_of_record);
    Ok((saved.particulars.form(saved.revision), zone))
}

/// Notes what a meeting that is read in says from the start, so that later edits are held
/// against it.
pub async fn begin(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    meeting: &Meeting,
) -> Result<()> {
    let change = change(&mut *db, meeting, by.group.time_zone).await?;
    history::log(db, by.person.id, Change { event: "imported", ..change }).await
}

/// What history says of a meeting's particulars as they are now, still without what happened.
pub async fn change(
    db: &mut PgConnection,
    meeting: &Meeting,
    zone_of_record: Zone,
) -> Result<Change<'static>> {
    let saved = store::find(db, meeting.id, zone_of_record).await?;
    Ok(Change {
        subject: "record",
        subject_id: saved.id,
        revision: Some(saved.revision),
        content: Some(content(&saved.particulars)),
        ..meeting.event()
    })
}

/// The form of what is saved, within a larger change.
pub async fn form_in(open: &mut OpenRecord<'_>) -> Result<ParticularsForm> {
    let saved = store::find(open.db, open.meeting.id, open.by.group.time_zone).await?;
    Ok(saved.particulars.form(saved.revision))
}

pub async fn save(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &MeetingPath,
    form: &ParticularsForm,
) -> Result<()> {
    let mut tx = transaction(db).await?;
    let meeting = &record::open(&mut tx, by, at.meeting).await?;
    let mut open = OpenRecord::new(&mut tx, by, meeting);
    save_in(&mut open, form, None).await?;
    open.finish("").await?;
    tx.commit().await?;
    Ok(())
}

/// Within a larger change. The next meeting is in the zone that is named, or where it was agreed.
/// Tells what takes it back.
pub async fn save_in(
    open: &mut OpenRecord<'_>,
    form: &ParticularsForm,
    named: Option<Zone>,
) -> Result<Done> {
    let (zone, meeting) = (open.by.group.time_zone, open.meeting);
    let saved = store::find(open.db, meeting.id, zone).await?;
    let mine = form.check(meeting, named.unwrap_or_else(|| saved.particulars.zone(zone)))?;
    let edits = ((saved.revision, &saved.particulars), (form.revision, &mine));
    revisions::check(open.db, saved.id, edits.0, edits.1).await?;
    store::update(open.db, meeting.id, &mine).await?;
    let event = Change {
        subject: "record",
        subject_id: saved.id,
        event: "corrected",
        revision: Some(saved.revision + 1),
        content: Some(content(&mine)),
        ..meeting.event()
    };
    history::log(open.db, open.by.person.id, event).await?;
    open.touch("facts");
    let mut before = content(&saved.particulars);
    before[ZONE] = saved.particulars.zone(zone).name().into();
    let after = content(&store::find(open.db, meeting.id, zone).await?.particulars);
    let act = Act::Particulars { before, after };
    Ok(Done { kind: PLACE.to_owned(), entry: saved.id, act })
}

/// Says again what it said before, unless it says something else by now, within a larger change.
pub async fn undo_in(open: &mut OpenRecord<'_>, before: &Value, after: &Value) -> Result<()> {
    let text = |name: &str| before[name].as_str().unwrap_or_default().to_owned();
    let saved = store::find(open.db, open.meeting.id, open.by.group.time_zone).await?;
    if content(&saved.particulars) != *after {
        return Err(Error::conflict(
            "The next meeting or the note on participants was changed after this, so you cannot undo \
             it. Edit them instead.",
        ));
    }
    let form = ParticularsForm {
        revision: saved.revision,
        next_date: text("next_date"),
        next_time: text("next_time"),
        next_offset: text("next_offset"),
        participants_note: text("participants_note"),
        ..ParticularsForm::default()
    };
    save_in(open, &form, time::zone(&text(ZONE))).await.map(drop)
}
