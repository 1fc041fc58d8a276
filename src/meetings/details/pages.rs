//! The form for the next meeting and the note on participants.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use sqlx::PgPool;

use super::ParticularsForm;
use crate::meeting::{self, Meeting};
use access::group::Group;
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::policy::RecordMeetings;
use platform::web::{self, Done, Error, Form, Frame, Invalid, Page, Path, Result};

#[derive(Template)]
#[template(path = "details/edit.html")]
pub struct Edit {
    frame: Frame,
    group: Group,
    at: MeetingPath,
    meeting: Meeting,
    form: ParticularsForm,
    invalid: Invalid,
}

impl Edit {
    fn zone(&self) -> String {
        format!("{} (the group’s zone of record)", self.group.time_zone.name())
    }
}

pub async fn edit(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Edit>> {
    let meeting = meeting::find(&db, may.group.id, at.meeting).await?;
    let form = super::read(&db, meeting.id, may.group.time_zone).await?;
    let (frame, group) = (may.frame().at("meetings").working(), may.group.clone());
    Ok(Page(Edit { frame, group, at, meeting, form, invalid: Invalid::default() }))
}

pub async fn save(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<ParticularsForm>,
) -> Result<Response> {
    match super::save(&db, &may, &at, &form).await {
        Err(Error::Invalid(invalid)) => {
            let meeting = meeting::find(&db, may.group.id, at.meeting).await?;
            let (frame, group) = (may.frame().at("meetings").working(), may.group.clone());
            Ok(web::refused(Edit { frame, group, at, meeting, form, invalid }))
        }
        Err(Error::Stale(stale)) => Ok(web::conflict(may.frame(), &at.particulars(), *stale)),
        saved => {
            let done = Done::to(at.record()).saying("The record is saved.");
            saved.map(|()| done.into_response())
        }
    }
}
