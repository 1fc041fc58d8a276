//! The form that says who was there.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use sqlx::PgPool;

use super::AttendanceForm;
use crate::record::{FormChoices, sheet};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::PersonId;
use base::policy::RecordMeetings;
use platform::web::{Done, Form, Frame, Invalid, Page, Path, Result, form_again};

#[derive(Template)]
#[template(path = "attendance/edit.html")]
pub struct Edit {
    frame: Frame,
    at: MeetingPath,
    sheet: FormChoices,
    form: AttendanceForm,
    invalid: Invalid,
}

impl Edit {
    fn is_present(&self, id: &PersonId) -> bool {
        self.form.present.contains(id)
    }
}

impl AttendanceForm {
    fn of(sheet: &FormChoices) -> Self {
        let attendances = &sheet.record.attendances;
        let present: Vec<_> = attendances.iter().filter_map(|present| present.person_id).collect();
        let guests = attendances.iter().filter(|present| present.person_id.is_none());
        let guests = guests.map(|guest| guest.name.clone()).collect::<Vec<_>>().join("\n");
        AttendanceForm {
            present_before: present.clone(),
            present,
            guests_before: guests.clone(),
            guests,
        }
    }
}

async fn page(
    db: &PgPool,
    may: &May<RecordMeetings>,
    at: MeetingPath,
    sent: Option<AttendanceForm>,
    invalid: Invalid,
) -> Result<Edit> {
    let sheet = sheet(db, may, &at).await?;
    let form = sent.unwrap_or_else(|| AttendanceForm::of(&sheet));
    Ok(Edit { frame: may.frame().at("meetings").working(), at, sheet, form, invalid })
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
    Form(form): Form<AttendanceForm>,
) -> Result<Response> {
    let saved = super::save(&db, &may, &at, &form).await;
    let done = saved.map(|()| Done::to(at.record()).saying("The attendance is saved."));
    form_again(done, |invalid| page(&db, &may, at, Some(form), invalid)).await
}
