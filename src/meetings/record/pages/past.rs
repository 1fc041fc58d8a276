//! What was done to one of the entries of a record.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use sqlx::PgPool;
use uuid::Uuid;

use crate::meeting::{self, Meeting};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::policy;
use base::time::Zone;
use platform::history::Past;
use platform::web::{Frame, Page, Path, Result};

#[derive(Template)]
#[template(path = "record/past.html")]
pub struct PastPage {
    frame: Frame,
    zone: Zone,
    at: MeetingPath,
    meeting: Meeting,
    past: Vec<Past>,
}

#[derive(Deserialize)]
pub struct PastPath {
    #[serde(flatten)]
    pub at: MeetingPath,
    pub entry: Uuid,
}

impl PastPage {
    fn subject(&self) -> &str {
        self.past.first().map(|past| past.told.subject.as_str()).unwrap_or_default()
    }
}

pub async fn past(
    may: May<policy::RecordMeetings>,
    State(db): State<PgPool>,
    Path(PastPath { at, entry }): Path<PastPath>,
) -> Result<Page<PastPage>> {
    let meeting = meeting::find(&db, may.group.id, at.meeting).await?;
    let past = crate::record::past(&db, &meeting, entry).await?;
    let (frame, zone) = (may.frame().at("meetings").working(), may.zone());
    Ok(Page(PastPage { frame, zone, at, meeting, past }))
}
