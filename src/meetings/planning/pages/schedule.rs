//! The form in which a meeting is planned.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use sqlx::PgPool;

use crate::meeting::{self, moderators};
use crate::planning::{self, Schedule, ScheduleForm};
use access::group::Group;
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::MeetingId;
use base::policy::RunMeetings;
use platform::web::{App, Done, Form, Frame, Invalid, Page, Path, Result, form_again, or_conflict};

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
    let made = planning::make(&app.db, &may, &form, app.clock.now()).await;
    let done = made.map(|meeting| Done::to(meeting.path(&may.group).show()));
    form_again(done, async |invalid| Ok(Edit::new_meeting(&may, form, invalid))).await
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
    let saved = planning::edit(&db, &may, &at, &form).await;
    let done = saved.map(|_| Done::to(at.show()).saying("The meeting is saved."));
    let done = or_conflict(done, may.frame(), &at.edit());
    form_again(done, async |invalid| Ok(Edit::known(&may, &at, form, invalid))).await
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
