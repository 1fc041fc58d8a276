//! Removing an item by a call, and putting it back.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use super::{AgendaItem, ShownTo, one};
use crate::agenda::pages::ItemPath;
use crate::agenda::{self, Below};
use crate::meeting;
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::policy::DraftAgendas;
use platform::api::{self, Json, Listing, NoContent, Paged};
use platform::web::{App, Path, Query, Result};

/// What goes with an item.
#[derive(Deserialize, ToSchema)]
pub struct Removal {
    /// Whether the items below it go too. Without this, an item that has some is refused.
    #[serde(default)]
    below: bool,
}

/// An item that was removed and can be put back.
#[derive(Serialize, ToSchema)]
#[schema(as = RemovedAgendaItem)]
pub struct Representation {
    id: ItemId,
    title: String,
    /// How many items below it went with it.
    below: i32,
    removed_by: String,
    removed_at: DateTime<Utc>,
}

impl api::Representation for Representation {}

impl From<agenda::RemovedItem> for Representation {
    fn from(removed: agenda::RemovedItem) -> Self {
        let agenda::RemovedItem { id, title, below, by, at } = removed;
        Representation { id, title, below, removed_by: by, removed_at: at }
    }
}

pub async fn remove(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    Query(Removal { below }): Query<Removal>,
) -> Result<NoContent> {
    let below = if below { Below::All } else { Below::Shown(Vec::new()) };
    agenda::remove(&app.db, &may, &at.at, (at.item, &below), app.clock.now()).await?;
    Ok(NoContent)
}

pub async fn removed(
    may: May<DraftAgendas>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    page: Paged,
) -> Result<Listing<Representation>> {
    let meeting = meeting::find(&db, may.group.id, at.meeting).await?;
    let removed = agenda::removed(&db, &meeting).await?;
    Ok(page.of(removed, |removed| removed.id.to_string())?.map(Representation::from))
}

pub async fn restore(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
) -> Result<Json<AgendaItem>> {
    agenda::restore(&app.db, &may, &at.at, at.item, app.clock.now()).await?;
    let meeting = meeting::find(&app.db, may.group.id, at.at.meeting).await?;
    one(&app.db, &meeting, at.item, ShownTo::Drafters).await.map(Json)
}
