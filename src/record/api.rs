//! The whole record of a meeting, what was removed from it and what was done to its entries, as
//! programs read them.

mod entries;

use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use sqlx::PgPool;
use utoipa::ToSchema;
use uuid::Uuid;

use super::pages::PastPath;
use super::{ActionState, EarlierAction, Removed, Who};
use crate::actions::api as actions;
use crate::agendas::api::AgendaItem;
use crate::api::{self, Json, Listing, Paged};
use crate::attendances::api as attendances;
use crate::contributions::api as contributions;
use crate::decisions::api as decisions;
use crate::history::api as history;
use crate::ids::{ActionId, ItemId};
use crate::meetings::{MeetingPath, find};
use crate::notes::api as notes;
use crate::roles::{self, May, Member};
use crate::web::{App, Path, Result};

pub use entries::{Recorded, list, one, read};

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
    actions: Vec<actions::Representation>,
    /// If the agenda has the standing item.
    earlier: Option<Earlier>,
}

/// The actions of earlier meetings as they stood at this one.
#[derive(Serialize, ToSchema)]
#[schema(as = EarlierActions)]
pub struct Earlier {
    /// What the meeting before is called.
    since: Option<String>,
    /// That of the meeting, by which an action is overdue or not.
    day: NaiveDate,
    /// The most urgent first.
    actions: Vec<EarlierRepresentation>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = EarlierAction)]
pub struct EarlierRepresentation {
    id: ActionId,
    text: String,
    html: String,
    owners: Vec<Who>,
    due: Option<NaiveDate>,
    due_next_meeting: bool,
    /// The day that this comes to, where it is known.
    day: Option<NaiveDate>,
    state: ActionState,
    /// Why it was dropped.
    reason: String,
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
impl api::Representation for Earlier {}
impl api::Representation for RemovedRepresentation {}

impl From<super::Earlier> for Earlier {
    fn from(earlier: super::Earlier) -> Self {
        let actions = earlier.actions.into_iter().map(EarlierRepresentation::from).collect();
        Earlier { since: earlier.since, day: earlier.day, actions }
    }
}

impl From<EarlierAction> for EarlierRepresentation {
    fn from(action: EarlierAction) -> Self {
        EarlierRepresentation {
            id: action.id,
            text: action.text,
            html: action.html,
            owners: action.owners.iter().cloned().collect(),
            due: action.due.and_then(super::Due::day),
            due_next_meeting: action.due == Some(super::Due::NextMeeting),
            day: action.day,
            state: action.state,
            reason: action.reason,
        }
    }
}

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
    let (meeting, record) = super::of(&app.db, &by, &at).await?;
    let actions = actions::of_meeting(&app, &by, &meeting).await?;
    let said = record.contributions.into_iter().map(contributions::Representation::from);
    let attendance = record.attendances.into_iter().map(attendances::Representation::from);
    Ok(Json(Representation {
        moderators: record.moderators.into_iter().map(|moderator| moderator.name).collect(),
        attendance: attendance.collect(),
        participants_note: meeting.participants_note,
        next_meeting_at: meeting.next_meeting_at,
        items: AgendaItem::all(&record.items, true),
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
    let (_, mut record) = super::of(&db, &by, &at).await?;
    let removed = record.take_removed(&by);
    let page = page.of(removed, |removed| removed.id.to_string())?;
    Ok(page.map(|removed| RemovedRepresentation::of(removed, by.may(roles::Record))))
}

pub async fn past(
    may: May<roles::Record>,
    State(db): State<PgPool>,
    Path(PastPath { at, entry }): Path<PastPath>,
    page: Paged,
) -> Result<Listing<history::Representation>> {
    let meeting = find(&db, may.group.id, at.meeting).await?;
    history::list(&page, super::past(&db, &meeting, entry).await?)
}
