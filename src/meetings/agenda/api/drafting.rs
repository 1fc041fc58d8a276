//! Drafting an agenda by calls: its items, their order, and its publication.

use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{AgendaItem, Representation, one, whole};
use crate::agenda::pages::ItemPath;
use crate::agenda::{self, Direction, ItemForm};
use crate::meeting;
use access::rights::{May, Member, Reader};
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::policy::DraftAgendas;
use platform::api::{self, Idempotent, IfMatch, Json, Made};
use platform::web::{App, Error, Path, Result};

/// What an item says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AgendaItemBody)]
pub struct Body {
    /// The item that it stands below, as the last; only for a new item.
    parent: Option<ItemId>,
    #[schema(max_length = 300, pattern = "\\S", example = "The new form")]
    title: String,
    #[serde(default)]
    #[schema(max_length = 200)]
    presenter: String,
    /// How many minutes are planned.
    #[schema(minimum = 1, maximum = 1440)]
    minutes: Option<i32>,
    /// In Markdown without HTML.
    #[serde(default)]
    notes: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AgendaItemMove)]
pub struct Move {
    #[schema(example = "up")]
    direction: Direction,
}

impl Body {
    fn form(self, id: Option<ItemId>, revision: i32) -> ItemForm {
        ItemForm {
            id,
            revision,
            parent: self.parent.map(|id| id.to_string()).unwrap_or_default(),
            title: self.title,
            presenter: self.presenter,
            minutes: self.minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
            notes: self.notes,
        }
    }
}

async fn saved(app: &App, by: &May<DraftAgendas>, at: &ItemPath) -> Result<AgendaItem> {
    let meeting = meeting::find(&app.db, by.group.id, at.at.meeting).await?;
    one(&app.db, &Reader::from(Member::clone(by)), &meeting, at.item).await
}

async fn now(app: &App, by: &May<DraftAgendas>, at: &MeetingPath) -> Result<Json<Representation>> {
    let meeting = meeting::find(&app.db, by.group.id, at.meeting).await?;
    whole(&app.db, &Reader::from(Member::clone(by)), &meeting).await.map(Json)
}

pub async fn add(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Idempotent { id, body }: Idempotent<Body>,
) -> Result<Made<AgendaItem>> {
    let form = body.form(Some(ItemId(id)), 0);
    let item = agenda::add(&app.db, &may, &at, &form, app.clock.now()).await?;
    let at = ItemPath { at, item };
    Ok(Made { at: api::at(&at.edit()), made: saved(&app, &may, &at).await? })
}

pub async fn save(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    IfMatch(revision): IfMatch,
    Json(body): Json<Body>,
) -> Result<Json<AgendaItem>> {
    if body.parent.is_some() {
        return Err(Error::invalid("parent", "An item is moved by a call of its own."));
    }
    let form = body.form(None, revision);
    agenda::edit(&app.db, &may, &at.at, at.item, &form, app.clock.now()).await?;
    saved(&app, &may, &at).await.map(Json)
}

pub async fn shift(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    Json(to): Json<Move>,
) -> Result<Json<AgendaItem>> {
    agenda::shift(&app.db, &may, &at.at, at.item, to.direction, app.clock.now()).await?;
    saved(&app, &may, &at).await.map(Json)
}

pub async fn carry_over(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Json<Representation>> {
    agenda::carry_over(&app.db, &may, &at, app.clock.now()).await?;
    now(&app, &may, &at).await
}

pub async fn add_standing(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Json<Representation>> {
    agenda::add_standing(&app.db, &may, &at, app.clock.now()).await?;
    now(&app, &may, &at).await
}

pub async fn publish(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Json<Representation>> {
    agenda::publish(&app.db, &may, &at, None, app.clock.now()).await?;
    now(&app, &may, &at).await
}
