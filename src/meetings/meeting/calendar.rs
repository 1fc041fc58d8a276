//! Meetings as an iCalendar file (RFC 5545), so that they stand in everybody's own calendar.

use axum::http::HeaderMap;
use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

use crate::meeting::{Meeting, store};
use access::group::Group;
use access::rights::Reader;
use base::addresses::meeting::{MeetingKey, MeetingPath};
use base::ids::MeetingId;
use base::states::MeetingState;
use platform::web::caching::Keep;
use platform::web::{App, Error, Result, caching};

pub const CONTENT_TYPE: &str = "text/calendar; charset=utf-8";

const MAKER: &str = "-//Rapporteur//Meetings//EN";
/// How long a program may wait before it looks again.
const LOOK_AGAIN: &str = "PT1H";

/// When any of it was changed the last time.
pub fn changed(entries: &[Entry]) -> DateTime<Utc> {
    entries.iter().map(|entry| entry.changed_at).max().unwrap_or_default()
}

/// The calendar of that name; each entry with the address of its page, and with what is on its
/// agenda where the reader is told that.
pub fn calendar(name: &str, entries: &[(Entry, String, String)]) -> String {
    let mut calendar = Calendar::empty();
    for property in [
        ("VERSION", "2.0"),
        ("PRODID", MAKER),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-PUBLISHED-TTL", LOOK_AGAIN),
    ] {
        calendar.append_property(property);
    }
    // The library takes only what it knows for text, whose commas it marks; NAME is of RFC 7986.
    calendar.append_property(Property::new("NAME", name).add_parameter("VALUE", "TEXT").done());
    calendar.append_property(("X-WR-CALNAME", name));
    for (entry, address, agenda) in entries {
        calendar.push(event(entry, address, agenda));
    }
    calendar.to_string()
}

/// In UTC: the zone of record is a name for people, and an instant is the same everywhere.
fn event(entry: &Entry, address: &str, agenda: &str) -> Event {
    let mut event = Event::new();
    event
        .uid(&entry.id.to_string())
        .timestamp(entry.changed_at)
        .last_modified(entry.changed_at)
        .sequence(entry.changes.try_into().unwrap_or_default())
        .status(match entry.state {
            MeetingState::Cancelled => EventStatus::Cancelled,
            MeetingState::Draft => EventStatus::Tentative,
            _ => EventStatus::Confirmed,
        })
        .starts(entry.starts_at)
        .ends(entry.starts_at + TimeDelta::minutes(entry.minutes.into()))
        .summary(&entry.name())
        .url(address);
    if !agenda.is_empty() {
        event.description(agenda);
    }
    event.done()
}

/// A meeting as calendars know it. What is for members only is not among it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: MeetingId,
    pub number: i32,
    pub title: String,
    pub state: MeetingState,
    pub starts_at: DateTime<Utc>,
    pub minutes: i32,
    /// How often it was changed, and when the last time.
    pub changes: i64,
    pub changed_at: DateTime<Utc>,
}

impl Entry {
    pub fn name(&self) -> String {
        format!("{} {}", self.title, self.number)
    }

    pub fn path(&self, group: &Group) -> MeetingPath {
        MeetingPath { group: group.slug.clone(), meeting: MeetingKey::Number(self.number) }
    }
}

/// One meeting, with its agenda once that is published. A draft is in no calendar.
pub async fn entry(
    app: &App,
    reader: &Reader,
    (meeting, agenda): (&Meeting, String),
    asked: &HeaderMap,
) -> Result<Response> {
    if meeting.state == MeetingState::Draft {
        return Err(Error::NotFound);
    }
    let entries = store::entries(&app.db, reader.group.id, Some(meeting.id)).await?;
    let entry = entries.into_iter().next().ok_or(Error::NotFound)?;
    let changed = entry.changed_at;
    let address = app.config.address(&entry.path(&reader.group).show());
    let name = format!("{} of {}", meeting.name(), reader.group.short_name);
    let file = calendar(&name, &[(entry, address, agenda)]);
    Ok(caching::dated(asked, CONTENT_TYPE, Keep::for_anybody(reader.is_anybody()), (file, changed)))
}
