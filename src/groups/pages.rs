//! The page of a group: what comes next, its series of meetings, and what it has published.

use askama::Template;
use axum::extract::State;
use sqlx::PgPool;

use crate::meetings::{self, Listed};
use crate::moments::Moment;
use crate::roles::{Reader, RunMeetings};
use crate::web::{Frame, Page, Result};

const LATEST_MEETINGS: usize = 10;
const LATEST_SUMMARIES: usize = 5;

#[derive(Template)]
#[template(path = "groups/show.html")]
pub struct Show {
    frame: Frame,
    reader: Reader,
    /// As HTML.
    purpose: String,
    /// The whole series, the latest first.
    meetings: Vec<Listed>,
}

impl Show {
    fn is_member(&self) -> bool {
        self.reader.member.is_some()
    }

    fn may_plan(&self) -> bool {
        self.reader.may(RunMeetings)
    }

    fn moment(&self, meeting: &Listed) -> Moment {
        Moment { at: meeting.starts_at, zone: self.reader.zone() }
    }

    /// The soonest first.
    fn ahead(&self) -> Vec<&Listed> {
        let mut ahead: Vec<_> = self.meetings.iter().filter(|one| one.is_ahead()).collect();
        ahead.sort_by_key(|meeting| meeting.starts_at);
        ahead
    }

    fn latest(&self) -> &[Listed] {
        &self.meetings[..self.meetings.len().min(LATEST_MEETINGS)]
    }

    /// The address of each published summary, and its meeting.
    fn published(&self) -> Vec<(String, &Listed)> {
        let published = self.meetings.iter();
        let published = published.filter_map(|one| one.edition_path().map(|path| (path, one)));
        published.take(LATEST_SUMMARIES).collect()
    }
}

pub async fn show(reader: Reader, State(db): State<PgPool>) -> Result<Page<Show>> {
    let purpose = super::purpose(&db, &reader).await?;
    let meetings = meetings::series(&db, &reader).await?;
    let frame = reader.frame().at("group");
    Ok(Page(Show { frame, reader, purpose, meetings }))
}
