//! The outcomes of agenda items, as programs read and record them.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use super::{Later, OutcomeForm, RemainingForm, store};
use crate::agenda;
use crate::meeting;
use access::rights::May;
use base::addresses::entry::EntryPath;
use base::addresses::meeting::MeetingPath;
use base::ids::{ItemId, MeetingId};
use base::policy::RecordMeetings;
use base::states::Outcome;
use platform::api::{self, Json, NoContent};
use platform::web::{App, Error, Path, Result};

/// The outcome of an item, and the meeting to which it can be deferred.
#[derive(Serialize, ToSchema)]
#[schema(as = OutcomeOfItem)]
pub struct Representation {
    outcome: Outcome,
    /// Why; empty where nobody said.
    reason: String,
    /// How often it was deferred until now.
    times_deferred: i64,
    /// The later meetings that are not held yet.
    later: Vec<LaterMeeting>,
}

#[derive(Serialize, ToSchema)]
pub struct LaterMeeting {
    id: MeetingId,
    number: Option<i32>,
    title: String,
    starts_at: DateTime<Utc>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutcomeBody)]
pub struct Body {
    outcome: Outcome,
    /// Needed if it was not addressed.
    #[serde(default)]
    #[schema(max_length = 300)]
    reason: String,
    /// The later meeting, if it is deferred.
    to: Option<MeetingId>,
    /// The outcome that this replaces, so that none is replaced unseen; planned, if none is named.
    was: Option<Outcome>,
    /// The reason that this replaces.
    #[serde(default)]
    reason_was: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RemainingItems {
    /// Items that are still planned.
    #[schema(min_items = 1)]
    items: Vec<ItemId>,
    /// Why they were not addressed.
    #[schema(max_length = 300, pattern = "\\S", example = "There was no time.")]
    reason: String,
}

impl api::Representation for Representation {}

impl From<Later> for LaterMeeting {
    fn from(later: Later) -> Self {
        let Later { id, number, title, starts_at } = later;
        LaterMeeting { id, number, title, starts_at }
    }
}

impl Body {
    fn form(self) -> OutcomeForm {
        OutcomeForm {
            outcome: self.outcome.key().to_owned(),
            reason: self.reason,
            to: self.to.map(|id| id.to_string()).unwrap_or_default(),
            was: self.was.unwrap_or(Outcome::Planned).key().to_owned(),
            reason_was: self.reason_was,
        }
    }
}

async fn now(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &EntryPath<ItemId>,
) -> Result<Json<Representation>> {
    let meeting = meeting::find(db, by.group.id, at.at.meeting).await?;
    let agenda = agenda::read(db, &meeting).await?;
    let item = agenda.items.into_iter().find(|item| item.id == at.entry).ok_or(Error::NotFound)?;
    let later = store::later(db, &meeting).await?;
    Ok(Json(Representation {
        outcome: item.outcome,
        reason: item.reason,
        times_deferred: item.times_deferred,
        later: later.into_iter().map(LaterMeeting::from).collect(),
    }))
}

pub async fn show(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<EntryPath<ItemId>>,
) -> Result<Json<Representation>> {
    now(&db, &may, &at).await
}

pub async fn set(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<EntryPath<ItemId>>,
    Json(body): Json<Body>,
) -> Result<Json<Representation>> {
    super::set(&app.db, &may, &at, &body.form(), app.clock.now()).await?;
    now(&app.db, &may, &at).await
}

pub async fn set_remaining(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Json(body): Json<RemainingItems>,
) -> Result<NoContent> {
    let form = RemainingForm { items: body.items, reason: body.reason };
    super::not_addressed(&db, &may, &at, &form).await?;
    Ok(NoContent)
}
