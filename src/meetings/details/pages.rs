//! The form for the next meeting and the note on participants.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use sqlx::PgPool;

use super::ParticularsForm;
use crate::meeting::{self, Meeting};
use access::group::Group;
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::policy::RecordMeetings;
use base::time::Zone;
use platform::web::{Done, Form, Frame, Invalid, Page, Path, Result, form_again, or_conflict};

#[derive(Template)]
#[template(path = "details/edit.html")]
pub struct Edit {
    frame: Frame,
    group: Group,
    /// In which the next meeting is typed.
    zone: Zone,
    at: MeetingPath,
    meeting: Meeting,
    form: ParticularsForm,
    invalid: Invalid,
}

impl Edit {
    fn zone_name(&self) -> String {
        match self.zone == self.group.time_zone {
            true => format!("{} (the group’s official time zone)", self.zone),
            false => self.zone.to_string(),
        }
    }
}

async fn page(
    db: &PgPool,
    may: &May<RecordMeetings>,
    at: MeetingPath,
    sent: Option<ParticularsForm>,
    invalid: Invalid,
) -> Result<Edit> {
    let meeting = meeting::find(db, may.group.id, at.meeting).await?;
    let (saved, zone) = super::read(db, meeting.id, may.group.time_zone).await?;
    let form = sent.unwrap_or(saved);
    let (frame, group) = (may.frame().at("meetings").working(), may.group.clone());
    Ok(Edit { frame, group, zone, at, meeting, form, invalid })
}

pub async fn edit(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Edit>> {
    page(&db, &may, at, None, Invalid::default()).await.map(Page)
}

pub async fn save(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<ParticularsForm>,
) -> Result<Response> {
    let saved = super::save(&db, &may, &at, &form).await;
    let done = saved.map(|()| Done::to(at.record()).saying("The record is saved."));
    let done = or_conflict(done, may.frame(), &at.particulars());
    form_again(done, |invalid| page(&db, &may, at, Some(form), invalid)).await
}
