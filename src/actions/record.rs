//! The whole record of a meeting, what was removed from it and what was done to its entries, as
//! programs read them.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::PgPool;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api as entries;
use access::rights::{May, Member};
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::policy;
use meetings::agenda::api::earlier::Earlier;
use meetings::agenda::api::{AgendaItem, ShownTo};
use meetings::attendance::api as attendances;
use meetings::contributions::api as contributions;
use meetings::decisions::api as decisions;
use meetings::meeting::find;
use meetings::notes::api as notes;
use meetings::record::Removed;
use meetings::record::pages::PastPath;
use platform::api::{self, Json, Listing, Paged};
use platform::history::api as history;
use platform::web::{App, Path, Result};

/// Everything that was recorded of a meeting.
#[derive(Serialize, ToSchema)]
#[schema(as = Record)]
pub struct Representation {
    /// By name.
    moderators: Vec<String>,
    attendance: Vec<attendances::Representation>,
    participants_note: String,
    next_meeting_at: Option<DateTime<Utc>>,
    /// In the order of the agenda.
    items: Vec<AgendaItem>,
    contributions: Vec<contributions::Representation>,
    notes: Vec<notes::Representation>,
    decisions: Vec<decisions::Representation>,
    actions: Vec<entries::Representation>,
    /// If the agenda has the standing item.
    earlier: Option<Earlier>,
}

/// An entry that was taken out of a record, and can be put back.
#[derive(Serialize, ToSchema)]
#[schema(as = RemovedEntry)]
pub struct RemovedRepresentation {
    id: Uuid,
    /// Whether it is a contribution, a decision or an action.
    kind: String,
    item: Option<ItemId>,
    /// Such as "Decision 3", or who spoke.
    about: String,
    /// How it begins; for those who record only.
    text: Option<String>,
}

impl api::Representation for Representation {}

impl api::Representation for RemovedRepresentation {}

impl RemovedRepresentation {
    fn of(removed: Removed, may_record: bool) -> Self {
        let Removed { id, kind, item_id, about, text } = removed;
        let text = may_record.then_some(text);
        RemovedRepresentation { id, kind, item: item_id, about, text }
    }
}

pub async fn show(
    by: Member,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Json<Representation>> {
    let (meeting, record) = meetings::record::of(&app.db, &by, &at).await?;
    let actions = entries::of_meeting(&app, &by, &meeting).await?;
    let said = record.contributions.into_iter().map(contributions::Representation::from);
    let attendance = record.attendances.into_iter().map(attendances::Representation::from);
    Ok(Json(Representation {
        moderators: record.moderators.into_iter().map(|moderator| moderator.name).collect(),
        attendance: attendance.collect(),
        participants_note: meeting.participants_note,
        next_meeting_at: meeting.next_meeting_at,
        items: AgendaItem::all(&record.items, ShownTo::of_member(&by)),
        contributions: said.collect(),
        notes: record.notes.into_iter().map(notes::Representation::from).collect(),
        decisions: record.decisions.into_iter().map(decisions::Representation::from).collect(),
        actions,
        earlier: record.earlier.map(Earlier::from),
    }))
}

pub async fn removed(
    by: Member,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    page: Paged,
) -> Result<Listing<RemovedRepresentation>> {
    let (_, mut record) = meetings::record::of(&db, &by, &at).await?;
    let removed = record.take_removed(&by);
    let page = page.of(removed, |removed| removed.id.to_string())?;
    Ok(page.map(|removed| RemovedRepresentation::of(removed, by.may(policy::RecordMeetings))))
}

pub async fn past(
    may: May<policy::RecordMeetings>,
    State(db): State<PgPool>,
    Path(PastPath { at, entry }): Path<PastPath>,
    page: Paged,
) -> Result<Listing<history::Representation>> {
    let meeting = find(&db, may.group.id, at.meeting).await?;
    history::list(&page, meetings::record::past(&db, &meeting, entry).await?)
}
