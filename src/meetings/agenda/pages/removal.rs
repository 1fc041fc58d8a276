//! Removing an item that has others below it asks first. What was removed can be put back.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgPool;
use uuid::Uuid;

use super::items::saved;
use super::path::ItemPath;
use crate::agenda::desk::{self, LinesForm};
use crate::agenda::{self, Agenda, Below, Placed, RemovedItem, tree};
use crate::meeting::{self, Meeting};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::policy::DraftAgendas;
use platform::desk::Key;
use platform::web::{
    App, Asked, Done, Error, Form, Frame, Invalid, Page, Path, Result, form_again,
};

#[derive(Template)]
#[template(path = "agenda/removal.html")]
pub struct Removal {
    frame: Frame,
    at: ItemPath,
    meeting: Meeting,
    agenda: Agenda,
    invalid: Invalid,
    /// So that it is done once.
    key: Uuid,
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

/// The items below it that were shown, and the lines of a page without script.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct RemovalForm {
    below: Vec<ItemId>,
    key: Key,
    #[serde(flatten)]
    lines: LinesForm,
}

impl Removal {
    /// The item itself, and then those below it.
    fn branch(&self) -> Vec<Placed<'_>> {
        let ids = tree::branch(&self.agenda.items, self.at.item);
        let mut placed = self.agenda.in_order();
        placed.retain(|placed| ids.contains(&placed.item.id));
        placed
    }

    fn button(&self) -> String {
        match self.branch().len() {
            0 | 1 => "Remove the item".to_owned(),
            items => format!("Remove {items} items"),
        }
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
    let frame = may.frame().at("meetings").working();
    Ok(Removal { frame, at, meeting, agenda, invalid, key: Uuid::now_v7() })
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
    asked: Asked,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    Form(form): Form<RemovalForm>,
) -> Result<Response> {
    let RemovalForm { below, key, lines } = form;
    let (item, now) = ((at.item, &Below::Shown(below), key), app.clock.now());
    let removed = desk::remove_item(&app.db, &may, &at.at, item, &lines, now).await;
    match removed {
        Ok(unsaved) => {
            let said = "The item is removed. You can put it back under “Removed items”.";
            let done = Done::to(at.at.agenda()).saying(said);
            saved(&app, may, &at.at, &asked, (lines, unsaved), done).await
        }
        Err(Error::Invalid(invalid)) if asked.is_script() => Err(Error::Invalid(invalid)),
        Err(error) => {
            let done: Result<Done> = Err(error);
            form_again(done, |invalid| page(&app.db, &may, at, invalid)).await
        }
    }
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
