//! The page of a summary: where it stands, and what comes next for whoever looks at it.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use sqlx::PgPool;

use crate::meetings::{self, Meeting, MeetingPath, MeetingState};
use crate::roles::{DraftSummaries, Member, Reader};
use crate::summaries::{self, Summary};
use crate::web::{Error, Frame, Page, Path, Result};

#[derive(Template)]
#[template(path = "summaries/show.html")]
struct Show {
    frame: Frame,
    member: Member,
    at: MeetingPath,
    meeting: Meeting,
    summary: Option<Summary>,
    /// The text, for those who may read it as it stands.
    html: Option<String>,
}

impl Show {
    fn may_begin(&self) -> bool {
        self.member.may(DraftSummaries)
            && matches!(self.meeting.state, MeetingState::InSession | MeetingState::Held)
    }
}

pub async fn show(
    reader: Reader,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Response> {
    let meeting = meetings::find(&db, reader.group.id, at.meeting).await?;
    let member = reader.member.ok_or(Error::NotFound)?;
    let summary = summaries::find(&db, meeting.id).await?;
    let readable = summary.as_ref().filter(|summary| summary.is_read_by(&member));
    let html = readable.map(Summary::html).transpose()?;
    let frame = member.frame().at("meetings").working();
    Ok(Page(Show { frame, member, at, meeting, summary, html }).into_response())
}
