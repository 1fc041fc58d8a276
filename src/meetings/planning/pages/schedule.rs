//! The form in which a meeting is planned.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use sqlx::PgPool;

use crate::meeting::{self, moderators};
use crate::planning::{self, Schedule, ScheduleForm};
use access::group::Group;
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::MeetingId;
use base::policy::RunMeetings;
use platform::web::{self, App, Done, Error, Form, Frame, Invalid, Page, Path, Result};

#[derive(Template)]
#[template(path = "planning/edit.html")]
pub struct Edit {
    frame: Frame,
    group: Group,
    action: String,
    form: ScheduleForm,
    invalid: Invalid,
    new: bool,
}

pub async fn new(may: May<RunMeetings>) -> Page<Edit> {
    let form = ScheduleForm {
        id: Some(MeetingId::new()),
        minutes: "60".into(),
        ..ScheduleForm::default()
    };
    Page(Edit::new_meeting(&may, form, Invalid::default()))
}

pub async fn create(
    may: May<RunMeetings>,
    State(app): State<App>,
    Form(form): Form<ScheduleForm>,
) -> Result<Response> {
    match planning::make(&app.db, &may, &form, app.clock.now()).await {
        Err(Error::Invalid(invalid)) => Ok(web::refused(Edit::new_meeting(&may, form, invalid))),
        made => Ok(Done::to(made?.path(&may.group).show()).into_response()),
    }
}

pub async fn edit(
    may: May<RunMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Edit>> {
    let meeting = meeting::find(&db, may.group.id, at.meeting).await?;
    let moderators = moderators::of(&db, meeting.id).await?;
    let form = Schedule::of(&meeting, moderators, may.group.time_zone).form(&meeting);
    Ok(Page(Edit::known(&may, &at, form, Invalid::default())))
}

pub async fn save(
    may: May<RunMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<ScheduleForm>,
) -> Result<Response> {
    match planning::edit(&db, &may, &at, &form).await {
        Err(Error::Invalid(invalid)) => Ok(web::refused(Edit::known(&may, &at, form, invalid))),
        Err(Error::Stale(stale)) => Ok(web::conflict(may.frame(), &at.edit(), *stale)),
        saved => saved.map(|_| Done::to(at.show()).saying("The meeting is saved.").into_response()),
    }
}

impl Edit {
    fn new_meeting(may: &May<RunMeetings>, form: ScheduleForm, invalid: Invalid) -> Self {
        let frame = may.frame().at("meetings").working();
        let action = may.group.meetings();
        Edit { frame, group: may.group.clone(), action, form, invalid, new: true }
    }

    fn known(
        may: &May<RunMeetings>,
        at: &MeetingPath,
        form: ScheduleForm,
        invalid: Invalid,
    ) -> Self {
        Edit { action: at.edit(), new: false, ..Edit::new_meeting(may, form, invalid) }
    }
}
