//! The forms that record an action, and its removal and return.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use sqlx::PgPool;

use crate::actions::{self, ActionForm, Assignment, DueKind};
use crate::ids::{ActionId, ItemId};
use crate::meetings::MeetingPath;
use crate::record::{Contribution, EntryPath, Sheet, sheet};
use crate::roles::{May, Record};
use crate::web::{self, Done, Error, Form, Frame, Invalid, Page, Path, Query, Result};

#[derive(Template)]
#[template(path = "actions/edit.html")]
pub struct Edit {
    frame: Frame,
    at: MeetingPath,
    /// None if it is new.
    entry: Option<EntryPath<ActionId>>,
    sheet: Sheet,
    form: ActionForm,
    invalid: Invalid,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewQuery {
    item: String,
    contribution: String,
}

impl Edit {
    fn action(&self) -> String {
        self.entry.as_ref().map_or_else(|| self.at.actions(), EntryPath::show)
    }

    /// The contribution that it comes from, unless that was removed.
    fn said(&self) -> Option<&Contribution> {
        let id = self.form.contribution.parse().ok()?;
        self.sheet.record.contributions.iter().find(|said| said.id == id)
    }

    fn due_kinds(&self) -> [(&'static str, &'static str); 3] {
        DueKind::ALL.map(|kind| (kind.key(), kind.label()))
    }

    fn back(&self) -> String {
        self.at.place(self.form.item.parse::<ItemId>().ok())
    }
}

pub async fn new(
    may: May<Record>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Query(query): Query<NewQuery>,
) -> Result<Page<Edit>> {
    let NewQuery { item, contribution } = query;
    let form = ActionForm { item, contribution, ..ActionForm::default() };
    edit_page(&db, &may, (at, None), form, Invalid::default()).await.map(Page)
}

pub async fn add(
    may: May<Record>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<ActionForm>,
) -> Result<Response> {
    match actions::add(&db, &may, &at, &form).await {
        Err(Error::Invalid(invalid)) => {
            edit_page(&db, &may, (at, None), form, invalid).await.map(web::refused)
        }
        added => Ok(done(&at, &added?, "The action is recorded.")),
    }
}

pub async fn edit(
    may: May<Record>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<ActionId>>,
) -> Result<Page<Edit>> {
    let sheet = sheet(&db, &may, &entry.at).await?;
    let saved = sheet.record.actions.iter().find(|saved| saved.id == entry.entry);
    let form = ActionForm::of(saved.ok_or(Error::NotFound)?);
    let frame = may.frame().at("meetings").working();
    let (at, entry, invalid) = (entry.at.clone(), Some(entry), Invalid::default());
    Ok(Page(Edit { frame, at, entry, sheet, form, invalid }))
}

pub async fn save(
    may: May<Record>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<ActionId>>,
    Form(form): Form<ActionForm>,
) -> Result<Response> {
    let at = entry.at.clone();
    match actions::save(&db, &may, &entry, &form).await {
        Err(Error::Invalid(invalid)) => {
            edit_page(&db, &may, (at, Some(entry)), form, invalid).await.map(web::refused)
        }
        Err(Error::Stale(stale)) => Ok(web::conflict(may.frame(), &entry.show(), *stale)),
        saved => Ok(done(&at, &saved?, "The action is saved.")),
    }
}

/// Says too whom no mail will remind.
fn done(at: &MeetingPath, assignment: &Assignment, said: &str) -> Response {
    let said = match assignment.owners.untold() {
        Some(untold) => format!("{said} {untold}"),
        None => said.to_owned(),
    };
    Done::to(at.place(assignment.on.id)).saying(said).into_response()
}

async fn edit_page(
    db: &PgPool,
    may: &May<Record>,
    (at, entry): (MeetingPath, Option<EntryPath<ActionId>>),
    form: ActionForm,
    invalid: Invalid,
) -> Result<Edit> {
    let sheet = sheet(db, may, &at).await?;
    let frame = may.frame().at("meetings").working();
    Ok(Edit { frame, at, entry, sheet, form, invalid })
}

pub async fn remove(
    may: May<Record>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<ActionId>>,
) -> Result<Done> {
    let item = actions::remove(&db, &may, &entry).await?;
    let said = "The action is removed. It can be put back below.";
    Ok(Done::to(entry.at.place(item)).saying(said))
}

pub async fn restore(
    may: May<Record>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<ActionId>>,
) -> Result<Done> {
    let item = actions::restore(&db, &may, &entry).await?;
    Ok(Done::to(entry.at.place(item)).saying("The action is back in the record."))
}
