//! The form in which a meeting is planned.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use sqlx::PgPool;

use crate::meeting::{self, Meeting, PAST, moderators};
use crate::planning::{self, Schedule, ScheduleForm};
use access::group::Group;
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::MeetingId;
use base::policy::RunMeetings;
use base::time::{self, Zone};
use platform::web::{App, Done, Form, Frame, Invalid, Page, Path, Result, form_again, or_conflict};

#[derive(Template)]
#[template(path = "planning/edit.html")]
pub struct Edit {
    frame: Frame,
    group: Group,
    /// In which the start is typed.
    zone: Zone,
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
    Ok(Page(Edit::known(&may, (&at, &meeting), form, Invalid::default())))
}

pub async fn save(
    may: May<RunMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<ScheduleForm>,
) -> Result<Response> {
    let saved = planning::edit(&app.db, &may, &at, &form, app.clock.now()).await;
    let done = saved.map(|_| Done::to(at.show()).saying("The meeting is saved."));
    let done = or_conflict(done, may.frame(), &at.edit());
    form_again(done, async |invalid| {
        let meeting = meeting::find(&app.db, may.group.id, at.meeting).await?;
        Ok(Edit::known(&may, (&at, &meeting), form, invalid))
    })
    .await
}

impl Edit {
    fn new_meeting(may: &May<RunMeetings>, form: ScheduleForm, invalid: Invalid) -> Self {
        let frame = may.frame().at("meetings").working();
        let (group, action) = (may.group.clone(), may.group.meetings());
        let zone = group.time_zone;
        Edit { frame, group, zone, action, form, invalid, new: true }
    }

    fn known(
        may: &May<RunMeetings>,
        (at, meeting): (&MeetingPath, &Meeting),
        form: ScheduleForm,
        invalid: Invalid,
    ) -> Self {
        let zone = meeting.starts_zone.unwrap_or(may.group.time_zone);
        Edit { action: at.edit(), zone, new: false, ..Edit::new_meeting(may, form, invalid) }
    }

    fn hint(&self) -> String {
        let place = time::place(self.zone);
        match self.zone == self.group.time_zone {
            true => format!("The time in {place}, the group’s official time zone."),
            false => format!("The time in {place}, where the start was agreed."),
        }
    }

    fn button(&self) -> &'static str {
        match (self.invalid.on("starts") == Some(PAST), self.new) {
            (true, _) => "Save it anyway",
            (false, true) => "Schedule the meeting",
            (false, false) => "Save",
        }
    }
}
