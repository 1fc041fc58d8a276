//! The forms of an agenda's items.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgPool;

use super::show;
use crate::agenda::{self, Direction, ItemEdit, ItemForm};
use crate::meeting::{self, Meeting};
use access::rights::{May, Reader};
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::policy::DraftAgendas;
use platform::web::{
    App, Done, Error, Form, Frame, Invalid, Page, Path, Result, form_again, or_conflict,
};

/// The item that a URL names, and the URLs below it.
#[derive(Clone, Debug, Deserialize)]
pub struct ItemPath {
    #[serde(flatten)]
    pub at: MeetingPath,
    pub item: ItemId,
}

#[derive(Template)]
#[template(path = "agenda/edit.html")]
pub struct Edit {
    frame: Frame,
    at: ItemPath,
    meeting: Meeting,
    form: ItemForm,
    invalid: Invalid,
}

#[derive(Deserialize)]
pub struct MoveForm {
    direction: Direction,
}

impl ItemPath {
    pub fn edit(&self) -> String {
        format!("{}/items/{}", self.at.agenda(), self.item)
    }

    pub fn removal(&self) -> String {
        format!("{}/removal", self.edit())
    }

    /// Where it stands on the page of the agenda.
    pub fn shown(&self) -> String {
        format!("{}#item-{}", self.at.agenda(), self.item)
    }
}

pub async fn add(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<ItemForm>,
) -> Result<Response> {
    let added = agenda::add(&app.db, &may, &at, &form, app.clock.now()).await;
    let done = added.map(|id| {
        Done::to(format!("{}#item-{id}", at.agenda())).saying("The item is on the agenda.")
    });
    form_again(done, |invalid| show::page(&app, Reader::from(may.into_member()), at, form, invalid))
        .await
}

pub async fn edit(
    may: May<DraftAgendas>,
    State(db): State<PgPool>,
    Path(at): Path<ItemPath>,
) -> Result<Page<Edit>> {
    let meeting = meeting::find(&db, may.group.id, at.at.meeting).await?;
    let agenda = agenda::read(&db, &meeting).await?;
    let item = agenda.items.iter().find(|item| item.id == at.item).ok_or(Error::NotFound)?;
    let form = ItemEdit::of(item).form(item);
    let frame = may.frame().at("meetings").working();
    Ok(Page(Edit { frame, at, meeting, form, invalid: Invalid::default() }))
}

pub async fn save(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    Form(form): Form<ItemForm>,
) -> Result<Response> {
    let saved = agenda::edit(&app.db, &may, &at.at, at.item, &form, app.clock.now()).await;
    let done = saved.map(|()| back(&at, "The item is saved."));
    form_again(or_conflict(done, may.frame(), &at.edit()), async |invalid| {
        let meeting = meeting::find(&app.db, may.group.id, at.at.meeting).await?;
        let frame = may.frame().at("meetings").working();
        Ok(Edit { frame, at, meeting, form, invalid })
    })
    .await
}

pub async fn shift(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    Form(form): Form<MoveForm>,
) -> Result<Done> {
    agenda::shift(&app.db, &may, &at.at, at.item, form.direction, app.clock.now()).await?;
    Ok(back(&at, "The item is moved."))
}

fn back(at: &ItemPath, notice: &'static str) -> Done {
    Done::to(at.shown()).saying(notice)
}
