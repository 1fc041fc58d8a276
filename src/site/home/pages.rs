//! The first page: for somebody who is signed out, what is public; for everybody else, what
//! waits for them.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, NaiveDate, Utc};

use super::{Arrival, Waiting, describe};
use crate::directory::{self, Whose};
use access::person::Person;
use access::rights::Viewer;
use actions::Owned;
use base::time::{self, ZonedTime};
use meetings::meeting::{self, Coming, MeetingRow};
use platform::mail::undelivered::Undelivered;
use platform::web::{App, Frame, Page, Result, caching};
use summaries::draft;

const LATEST_SUMMARIES: i64 = 5;

#[derive(Template)]
#[template(path = "home/public.html")]
struct Public {
    frame: Frame,
    viewer: Viewer,
    groups: Vec<directory::GroupRow>,
    summaries: Vec<draft::SummaryRow>,
    meetings: Vec<MeetingRow>,
}

#[derive(Template)]
#[template(path = "home/desk.html")]
struct Desk {
    frame: Frame,
    person: Person,
    today: NaiveDate,
    waiting: Vec<Waiting>,
    /// What they sent and did not arrive.
    undelivered: Vec<Undelivered>,
    next: Option<Coming>,
    /// Those after it.
    meetings: Vec<MeetingRow>,
    now: DateTime<Utc>,
    actions: Vec<Owned>,
    groups: Vec<directory::GroupRow>,
    platform_is_empty: bool,
}

impl Public {
    fn moment(&self, meeting: &MeetingRow) -> ZonedTime {
        ZonedTime { at: meeting.starts_at, zone: self.viewer.zone() }
    }

    fn published(&self, summary: &draft::SummaryRow) -> String {
        time::date(summary.published_at.date_naive())
    }
}

impl Desk {
    /// "Thu 6 October 2022"
    fn day(&self) -> String {
        time::date(self.today)
    }

    fn at(&self, at: &DateTime<Utc>) -> ZonedTime {
        ZonedTime { at: *at, zone: self.person.time_zone }
    }

    fn heading(&self) -> String {
        describe(self.waiting.len())
    }

    fn moment(&self, meeting: &MeetingRow) -> ZonedTime {
        ZonedTime { at: meeting.starts_at, zone: self.person.time_zone }
    }
}

pub async fn show(viewer: Viewer, State(app): State<App>, asked: HeaderMap) -> Result<Response> {
    match viewer.person.clone() {
        Some(person) => Ok(Page(desk(&app, person).await?).into_response()),
        None => caching::page(&asked, &public(&app, viewer).await?),
    }
}

async fn public(app: &App, viewer: Viewer) -> Result<Public> {
    let groups = directory::list(&app.db, Whose::Public).await?;
    let summaries = draft::latest_public(&app.db, LATEST_SUMMARIES).await?;
    let meetings = meeting::upcoming(&app.db, None).await?;
    Ok(Public { frame: viewer.frame().at("home"), viewer, groups, summaries, meetings })
}

async fn desk(app: &App, person: Person) -> Result<Desk> {
    let now = app.clock.now();
    let Arrival { waiting, undelivered, groups, owned } =
        super::arrival(&app.db, &person, now).await?;
    let mut meetings = match groups.is_empty() {
        true => Vec::new(),
        false => meeting::upcoming(&app.db, Some(person.id)).await?,
    };
    let next = match meetings.is_empty() {
        true => None,
        false => Some(meeting::coming(&app.db, meetings.remove(0)).await?),
    };
    let platform_is_empty = groups.is_empty() && directory::slugs(&app.db).await?.is_empty();
    Ok(Desk {
        frame: person.frame().at("home"),
        today: person.today(now),
        platform_is_empty,
        waiting,
        undelivered,
        next,
        meetings,
        now,
        actions: owned,
        groups,
        person,
    })
}
