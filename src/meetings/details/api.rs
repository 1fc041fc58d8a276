//! A meeting's particulars, as programs read and correct them.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use super::{ParticularsForm, store};
use crate::meeting::find;
use access::rights::{May, Member};
use base::addresses::meeting::MeetingPath;
use base::policy::RecordMeetings;
use platform::api::{self, IfMatch, Json};
use platform::web::{Path, Result};

/// What the record says of a meeting as a whole.
#[derive(Serialize, ToSchema)]
#[schema(as = Particulars)]
pub struct Representation {
    /// When the group meets next.
    next_meeting_at: Option<DateTime<Utc>>,
    /// A note on the participants.
    participants_note: String,
    revision: i32,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ParticularsBody)]
pub struct Body {
    /// After this meeting, and before the year 2200.
    next_meeting_at: Option<DateTime<Utc>>,
    #[serde(default)]
    #[schema(max_length = 2000, example = "Some joined by telephone.")]
    participants_note: String,
}

impl api::Representation for Representation {
    const EDITED: bool = true;

    fn revision(&self) -> Option<i32> {
        Some(self.revision)
    }
}

impl Body {
    fn form(self, revision: i32) -> ParticularsForm {
        ParticularsForm {
            revision,
            instant: self.next_meeting_at,
            participants_note: self.participants_note,
            ..ParticularsForm::default()
        }
    }
}

async fn now(db: &PgPool, by: &Member, at: &MeetingPath) -> Result<Json<Representation>> {
    let meeting = find(db, by.group.id, at.meeting).await?;
    let saved = store::find(&mut *db.acquire().await?, meeting.id, by.group.time_zone).await?;
    Ok(Json(Representation {
        next_meeting_at: saved.particulars.next_meeting.map(|next| next.at),
        participants_note: saved.particulars.participants_note,
        revision: saved.revision,
    }))
}

pub async fn show(
    by: Member,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Json<Representation>> {
    now(&db, &by, &at).await
}

pub async fn save(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    IfMatch(revision): IfMatch,
    Json(body): Json<Body>,
) -> Result<Json<Representation>> {
    super::save(&db, &may, &at, &body.form(revision)).await?;
    now(&db, &may, &at).await
}
