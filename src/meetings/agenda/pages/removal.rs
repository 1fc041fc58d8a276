//! Removing an item that has others below it asks first. What was removed can be put back.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgPool;

use super::items::ItemPath;
use crate::agenda::{self, Agenda, Below, Placed, RemovedItem, tree};
use crate::meeting::{self, Meeting};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::policy::DraftAgendas;
use platform::web::{App, Done, Error, Form, Frame, Invalid, Page, Path, Result, form_again};

#[derive(Template)]
#[template(path = "agenda/removal.html")]
pub struct Removal {
    frame: Frame,
    at: ItemPath,
    meeting: Meeting,
    agenda: Agenda,
    invalid: Invalid,
}

#[derive(Template)]
#[template(path = "agenda/removed.html")]
pub struct Removed {
    frame: Frame,
    at: MeetingPath,
    meeting: Meeting,
    removed: Vec<RemovedItem>,
}

impl Removed {
    fn restoration(&self, removed: &RemovedItem) -> String {
        format!("{}/restoration", ItemPath { at: self.at.clone(), item: removed.id }.edit())
    }
}

/// The items below it that were shown.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct RemovalForm {
    below: Vec<ItemId>,
}

impl Removal {
    /// The item itself, and then those below it.
    fn branch(&self) -> Vec<Placed<'_>> {
        let ids = tree::branch(&self.agenda.items, self.at.item);
        let mut placed = self.agenda.in_order();
        placed.retain(|placed| ids.contains(&placed.item.id));
        placed
    }

    fn title(&self) -> String {
        self.branch().first().map(Placed::name).unwrap_or_default()
    }
}

async fn page(
    db: &PgPool,
    may: &May<DraftAgendas>,
    at: ItemPath,
    invalid: Invalid,
) -> Result<Removal> {
    let meeting = meeting::find(db, may.group.id, at.at.meeting).await?;
    let agenda = agenda::read(db, &meeting).await?;
    if !agenda.items.iter().any(|item| item.id == at.item) {
        return Err(Error::NotFound);
    }
    Ok(Removal { frame: may.frame().at("meetings").working(), at, meeting, agenda, invalid })
}

pub async fn ask_removal(
    may: May<DraftAgendas>,
    State(db): State<PgPool>,
    Path(at): Path<ItemPath>,
) -> Result<Page<Removal>> {
    page(&db, &may, at, Invalid::default()).await.map(Page)
}

pub async fn remove(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    Form(form): Form<RemovalForm>,
) -> Result<Response> {
    let (item, now) = ((at.item, &Below::Shown(form.below)), app.clock.now());
    let removed = agenda::remove(&app.db, &may, &at.at, item, now).await;
    let said = "The item is removed. You can put it back under “Removed items”.";
    let done = removed.map(|()| Done::to(at.at.agenda()).saying(said));
    form_again(done, |invalid| page(&app.db, &may, at, invalid)).await
}

pub async fn removed(
    may: May<DraftAgendas>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Removed>> {
    let meeting = meeting::find(&db, may.group.id, at.meeting).await?;
    let removed = agenda::removed(&db, &meeting).await?;
    Ok(Page(Removed { frame: may.frame().at("meetings").working(), at, meeting, removed }))
}

pub async fn restore(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
) -> Result<Done> {
    agenda::restore(&app.db, &may, &at.at, at.item, app.clock.now()).await?;
    Ok(Done::to(at.shown()).saying("The item is back on the agenda."))
}
