//! Who was there, as programs read and record it.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use super::AttendanceForm;
use crate::record;
use access::rights::{May, Member};
use base::addresses::meeting::MeetingPath;
use base::ids::{AttendanceId, PersonId};
use base::policy::RecordMeetings;
use platform::api::{self, Json, Listing, NoContent, Paged, lines};
use platform::web::{Path, Result};

/// Somebody who was there.
#[derive(Serialize, ToSchema)]
#[schema(as = Attendance)]
pub struct Representation {
    id: AttendanceId,
    /// The member; null for a guest.
    person: Option<PersonId>,
    name: String,
    /// In what capacity.
    capacity: String,
}

/// What is different from the record. People who are not named stay as recorded.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AttendanceChange)]
pub struct Body {
    /// Members who were there.
    #[serde(default)]
    present: Vec<PersonId>,
    /// Members who were not there.
    #[serde(default)]
    absent: Vec<PersonId>,
    /// Guests who were there, by name.
    #[serde(default)]
    guests: Vec<String>,
    /// Guests who were not there, by name.
    #[serde(default)]
    absent_guests: Vec<String>,
}

impl api::Representation for Representation {}

impl From<record::Attendance> for Representation {
    fn from(present: record::Attendance) -> Self {
        let record::Attendance { id, person_id, name, capacity } = present;
        Representation { id, person: person_id, name, capacity }
    }
}

impl Body {
    fn form(self) -> Result<AttendanceForm> {
        Ok(AttendanceForm {
            present: self.present,
            present_before: self.absent,
            guests: lines("guests", &self.guests)?,
            guests_before: lines("absent_guests", &self.absent_guests)?,
        })
    }
}

pub async fn list(
    by: Member,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    page: Paged,
) -> Result<Listing<Representation>> {
    let (_, record) = record::of(&db, &by, &at).await?;
    let page = page.of(record.attendances, |present| present.id.to_string())?;
    Ok(page.map(Representation::from))
}

pub async fn save(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Json(body): Json<Body>,
) -> Result<NoContent> {
    super::save(&db, &may, &at, &body.form()?).await?;
    Ok(NoContent)
}
