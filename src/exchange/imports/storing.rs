//! How a document that was understood becomes a meeting that was held, with its record.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{Confirmed, Import, entries, outcomes, store};
use access::rights::May;
use base::addresses::meeting::MeetingKey;
use base::digest::hex;
use base::policy::RecordMeetings;
use base::revisions;
use meetings::agenda::ItemEdit;
use meetings::details;
use meetings::meeting::{self, Meeting, moderators};
use meetings::planning::Schedule;
use platform::history::{self, Change};
use platform::web::{Error, Result};

pub async fn store(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    import: &Import,
    confirmed: &Confirmed,
    now: DateTime<Utc>,
) -> Result<Meeting> {
    let meeting = hold(db, by, confirmed, now).await?;
    store::attach(db, import.id, meeting.id).await?;
    let plan = Schedule::of(&meeting, confirmed.report.moderators.clone(), by.group.time_zone);
    let source = &import.source;
    let read_from = format!("{}, SHA-256 {}", source.file_name, hex(&source.sha256()));
    let event = Change {
        event: "imported",
        reason: &read_from,
        revision: Some(meeting.revision),
        content: Some(revisions::content(&plan)),
        ..meeting.event()
    };
    history::log(db, by.person.id, event).await?;
    details::begin(db, by, &meeting).await?;

    let items = outcomes::items(&confirmed.report);
    for item in &items {
        store::insert_item(db, meeting.id, item).await?;
        let content = Some(revisions::content(&ItemEdit::titled(&item.title)));
        let event = Change {
            subject: "agenda item",
            subject_id: item.id.0,
            event: "imported",
            revision: Some(1),
            content,
            ..meeting.event()
        };
        history::log(db, by.person.id, event).await?;
    }
    entries::store(db, by, &meeting, &items, &confirmed.report).await?;
    Ok(meeting)
}

/// The meeting itself, under the number that the document gives it.
async fn hold(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    confirmed: &Confirmed,
    now: DateTime<Utc>,
) -> Result<Meeting> {
    let (title, number) = (&confirmed.title, confirmed.report.meeting_number);
    if number < 1 {
        return Err(Error::invalid("number", "Meetings are numbered from 1."));
    }
    let starts_at = confirmed.report.starts_at.ok_or_else(|| {
        Error::invalid("starts", "The document does not say when the meeting was held.")
    })?;
    if !store::take_number(db, by.group.id, number).await? {
        let group = &by.group.short_name;
        let sentence = format!("{group} has {title} {number} already, so nothing was stored.");
        return Err(Error::invalid("number", sentence));
    }
    store::insert_meeting(db, by.group.id, confirmed, starts_at, now).await?;
    let meeting = meeting::lock(db, by.group.id, MeetingKey::Number(number)).await?;
    moderators::set(db, by.group.id, meeting.id, &confirmed.report.moderators).await?;
    Ok(meeting)
}
