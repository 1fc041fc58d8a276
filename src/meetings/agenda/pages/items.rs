//! What is done to the lines of an agenda: by the page's script, which is given the parts that changed, or by a
//! form, which leads back to the page.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use sqlx::PgPool;

use super::clash::clash;
use super::desk::Desk;
use super::path::{ChangePath, ItemPath};
use crate::agenda::desk::{self, LinesForm, NewLines, Patch, To, Unsaved};
use crate::agenda::{self, ItemEdit, ItemForm};
use crate::meeting::{self, Meeting};
use access::rights::{May, Reader};
use base::addresses::meeting::MeetingPath;
use base::policy::DraftAgendas;
use platform::desk::{Effect, Key};
use platform::web::{
    App, Asked, Done, Error, Form, Frame, Invalid, Page, Path, Result, form_again, or_conflict,
};

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
    #[serde(flatten)]
    to: To,
    #[serde(flatten)]
    lines: LinesForm,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct KeyForm {
    key: Key,
}

/// The page as it is after an act, for the script, or the way back to it.
pub(super) async fn acted(
    app: &App,
    may: May<DraftAgendas>,
    at: &MeetingPath,
    asked: &Asked,
    (effect, done): (Effect, Done),
) -> Result<Response> {
    if !asked.is_script() {
        return Ok(done.into_response());
    }
    desk_of(app, may, at).await?.after(app, asked, effect).await
}

/// The same, if all that was typed could be saved.
pub(super) async fn saved(
    app: &App,
    may: May<DraftAgendas>,
    at: &MeetingPath,
    asked: &Asked,
    (typed, unsaved): (LinesForm, Unsaved),
    done: Done,
) -> Result<Response> {
    match unsaved.is_empty() {
        true => acted(app, may, at, asked, (Effect::Changed, done)).await,
        false => Ok(desk_of(app, may, at).await?.again(typed, unsaved)),
    }
}

async fn desk_of(app: &App, may: May<DraftAgendas>, at: &MeetingPath) -> Result<Desk> {
    let meeting = meeting::find(&app.db, may.group.id, at.meeting).await?;
    Desk::read(app, Reader::from(may.into_member()), at.clone(), meeting).await
}

pub async fn add(
    may: May<DraftAgendas>,
    asked: Asked,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<NewLines>,
) -> Result<Response> {
    let effect = desk::add_lines(&app.db, &may, &at, &form, app.clock.now()).await?;
    let done = Done::to(at.agenda()).saying("The item is on the agenda.");
    acted(&app, may, &at, &asked, (effect, done)).await
}

pub async fn save_lines(
    may: May<DraftAgendas>,
    asked: Asked,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<LinesForm>,
) -> Result<Response> {
    let unsaved = desk::save_lines(&app.db, &may, &at, &form, app.clock.now()).await?;
    let done = Done::to(format!("{}#new", at.agenda())).saying("The lines are saved.");
    saved(&app, may, &at, &asked, (form, unsaved), done).await
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
    asked: Asked,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    Form(form): Form<Patch>,
) -> Result<Response> {
    let saved = desk::edit_line(&app.db, &may, &at.at, at.item, &form, app.clock.now()).await;
    match saved {
        Ok(effect) => {
            let done = back(&at, "The item is saved.");
            acted(&app, may, &at.at, &asked, (effect, done)).await
        }
        Err(Error::Stale(stale)) if asked.is_script() => Ok(clash(&at, *stale)),
        Err(Error::Invalid(invalid)) if asked.is_script() => Err(Error::Invalid(invalid)),
        Err(error) => {
            let done: Result<Done> = Err(error);
            form_again(or_conflict(done, may.frame(), &at.edit()), async |invalid| {
                let meeting = meeting::find(&app.db, may.group.id, at.at.meeting).await?;
                let frame = may.frame().at("meetings").working();
                Ok(Edit { frame, at, meeting, form: form.typed(), invalid })
            })
            .await
        }
    }
}

pub async fn shift(
    may: May<DraftAgendas>,
    asked: Asked,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    Form(form): Form<MoveForm>,
) -> Result<Response> {
    let (item, now) = ((at.item, &form.to), app.clock.now());
    let unsaved = desk::move_to(&app.db, &may, &at.at, item, &form.lines, now).await?;
    let done = back(&at, "The item is moved.");
    saved(&app, may, &at.at, &asked, (form.lines, unsaved), done).await
}

pub async fn undo(
    may: May<DraftAgendas>,
    asked: Asked,
    State(app): State<App>,
    Path(at): Path<ChangePath>,
    Form(form): Form<KeyForm>,
) -> Result<Response> {
    let change = (at.change, form.key);
    let effect = desk::undo(&app.db, &may, &at.at, change, app.clock.now()).await?;
    let done = Done::to(at.at.agenda()).saying("Your last change is undone.");
    acted(&app, may, &at.at, &asked, (effect, done)).await
}

fn back(at: &ItemPath, notice: &'static str) -> Done {
    Done::to(at.shown()).saying(notice)
}
