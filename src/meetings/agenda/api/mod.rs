//! Agendas as programs read them: as a tree, and item by item.

mod drafting;
mod removal;
pub mod earlier;

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::PgPool;
use utoipa::ToSchema;

use super::{Branch, Item, Placed, in_order};
use crate::agenda::api::earlier::Earlier;
use crate::meeting::{self, Meeting};
use access::rights::{May, Member, Reader};
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::policy::DraftAgendas;
use base::states::Outcome;
use platform::api::{self, Json, Listing, Paged};
use platform::history::{self, Told};
use platform::web::{Error, Path, Result};

pub use drafting::{add, add_standing, carry_over, publish, save, shift};
pub use removal::{remove, removed, restore};

/// What a meeting will discuss.
#[derive(Serialize, ToSchema)]
#[schema(as = Agenda)]
pub struct Representation {
    /// Whether it is published, and not a draft.
    published: bool,
    /// When it was changed last since it was published.
    revised_at: Option<DateTime<Utc>>,
    /// How many minutes are planned in all: of each item its own, or the sum of those below it, if that is larger.
    minutes: Option<i32>,
    /// What was changed since, the latest first.
    changes: Vec<AgendaChange>,
    /// Those of the first level, each with those below it.
    items: Vec<AgendaBranch>,
}

#[derive(Serialize, ToSchema)]
pub struct AgendaChange {
    /// The item’s title.
    item: String,
    /// Such as "moved".
    event: String,
}

/// An item, and those below it.
#[derive(Serialize, ToSchema)]
pub struct AgendaBranch {
    item: AgendaItem,
    #[schema(no_recursion)]
    below: Vec<AgendaBranch>,
}

/// An item of an agenda.
#[derive(Serialize, ToSchema)]
pub struct AgendaItem {
    id: ItemId,
    /// The item that it stands below.
    parent: Option<ItemId>,
    /// As it is printed, such as "1.a".
    number: String,
    title: String,
    presenter: String,
    /// How many minutes are planned for it.
    minutes: Option<i32>,
    /// The same, or the sum of those below it, if that is larger.
    minutes_in_all: Option<i32>,
    /// In Markdown; for members only.
    notes: Option<String>,
    notes_html: String,
    /// To the public it is `planned` until the summary is published.
    outcome: Outcome,
    /// Why it was not addressed, withdrawn or deferred; for members only.
    reason: Option<String>,
    /// Whether it comes from an earlier meeting.
    carried_over: bool,
    /// How often; for those who draft agendas only.
    times_carried_over: Option<i64>,
    /// Whether it is about the actions of earlier meetings.
    standing: bool,
    /// For members only.
    revision: Option<i32>,
}

/// How much of an item is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ShownTo {
    Everybody,
    Members,
    Drafters,
}

impl ShownTo {
    fn of(reader: &Reader) -> Self {
        match &reader.member {
            Some(member) => ShownTo::of_member(member),
            None => ShownTo::Everybody,
        }
    }

    pub fn of_member(member: &Member) -> Self {
        if member.may(DraftAgendas) { ShownTo::Drafters } else { ShownTo::Members }
    }
}

impl api::Representation for Representation {}

impl api::Representation for AgendaItem {
    const EDITED: bool = true;

    fn revision(&self) -> Option<i32> {
        self.revision
    }
}

impl AgendaItem {
    pub fn of(placed: &Placed<'_>, to: ShownTo) -> Self {
        let (item, member) = (placed.item, to >= ShownTo::Members);
        AgendaItem {
            id: item.id,
            parent: item.parent_id,
            number: placed.number.clone(),
            title: item.title.clone(),
            presenter: item.presenter.clone(),
            minutes: item.minutes,
            minutes_in_all: placed.minutes,
            notes: member.then(|| item.notes.clone()),
            notes_html: item.notes_html.clone(),
            outcome: item.outcome,
            reason: member.then(|| item.reason.clone()),
            carried_over: item.deferred_from.is_some(),
            times_carried_over: (to == ShownTo::Drafters).then_some(item.times_deferred),
            standing: item.standing,
            revision: member.then_some(item.revision),
        }
    }

    pub fn all(items: &[Item], to: ShownTo) -> Vec<Self> {
        in_order(items).iter().map(|placed| AgendaItem::of(placed, to)).collect()
    }
}

impl AgendaBranch {
    fn of(branch: &Branch<'_>, to: ShownTo) -> Self {
        let below = branch.below.iter().map(|below| AgendaBranch::of(below, to)).collect();
        AgendaBranch { item: AgendaItem::of(&branch.placed, to), below }
    }
}

impl AgendaChange {
    fn of(told: Told) -> Self {
        AgendaChange { item: told.reason, event: told.event }
    }
}

/// The meeting, if the reader may see its agenda: a draft is the members'.
async fn readable(db: &PgPool, reader: &Reader, at: &MeetingPath) -> Result<Meeting> {
    let meeting = meeting::visible(db, reader, at).await?;
    match meeting.agenda_is_published() || reader.member.is_some() {
        true => Ok(meeting),
        false => Err(Error::NotFound),
    }
}

async fn whole(db: &PgPool, by: &Reader, meeting: &Meeting) -> Result<Representation> {
    let agenda = super::read_by(&mut *db.acquire().await?, by, meeting).await?;
    let to = ShownTo::of(by);
    let mut told = history::of_meeting(db, meeting.id, "agenda item").await?;
    told.retain(|told| meeting.agenda_published_at.is_some_and(|at| told.at > at));
    let branches = agenda.branches();
    Ok(Representation {
        published: meeting.agenda_is_published(),
        revised_at: meeting.agenda_revised_at,
        changes: told.into_iter().map(AgendaChange::of).collect(),
        minutes: agenda.minutes(),
        items: branches.iter().map(|branch| AgendaBranch::of(branch, to)).collect(),
    })
}

pub async fn show(
    reader: Reader,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Json<Representation>> {
    let meeting = readable(&db, &reader, &at).await?;
    whole(&db, &reader, &meeting).await.map(Json)
}

pub async fn list(
    reader: Reader,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    page: Paged,
) -> Result<Listing<AgendaItem>> {
    let meeting = readable(&db, &reader, &at).await?;
    let agenda = super::read_by(&mut *db.acquire().await?, &reader, &meeting).await?;
    page.of(AgendaItem::all(&agenda.items, ShownTo::of(&reader)), |item| item.id.to_string())
}

pub async fn item(
    reader: Reader,
    State(db): State<PgPool>,
    Path(at): Path<super::pages::ItemPath>,
) -> Result<Json<AgendaItem>> {
    let meeting = readable(&db, &reader, &at.at).await?;
    one(&db, &reader, &meeting, at.item).await.map(Json)
}

async fn one(db: &PgPool, by: &Reader, meeting: &Meeting, id: ItemId) -> Result<AgendaItem> {
    let agenda = super::read_by(&mut *db.acquire().await?, by, meeting).await?;
    let mut items = AgendaItem::all(&agenda.items, ShownTo::of(by)).into_iter();
    items.find(|item| item.id == id).ok_or(Error::NotFound)
}

/// What the meeting before did not get to, and can be carried over.
pub async fn left_over(
    may: May<DraftAgendas>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    page: Paged,
) -> Result<Listing<AgendaItem>> {
    let meeting = meeting::find(&db, may.group.id, at.meeting).await?;
    let items = super::left_over(&db, &meeting).await?;
    page.of(AgendaItem::all(&items, ShownTo::Drafters), |item| item.id.to_string())
}

/// The actions of earlier meetings, which the standing item is or would be about.
pub async fn standing(
    by: Member,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Json<Earlier>> {
    let meeting = meeting::find(&db, by.group.id, at.meeting).await?;
    let earlier = super::with_earlier(&db, &meeting, None).await?.earlier;
    Ok(Json(Earlier::from(earlier.for_reader(&by))))
}
