//! The forms of a decision, and its removal and return.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use sqlx::PgPool;

use super::DecisionForm;
use crate::record::{FormChoices, sheet};
use access::rights::May;
use base::addresses::entry::EntryPath;
use base::addresses::meeting::MeetingPath;
use base::ids::{DecisionId, ItemId};
use base::policy::RecordMeetings;
use platform::web::{self, Done, Error, Form, Frame, Invalid, Page, Path, Query, Result};

#[derive(Template)]
#[template(path = "decisions/edit.html")]
pub struct Edit {
    frame: Frame,
    at: MeetingPath,
    /// None if it is new.
    entry: Option<EntryPath<DecisionId>>,
    sheet: FormChoices,
    form: DecisionForm,
    invalid: Invalid,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewQuery {
    item: String,
}

impl Edit {
    fn action(&self) -> String {
        self.entry.as_ref().map_or_else(|| self.at.decisions(), EntryPath::show)
    }

    fn back(&self) -> String {
        self.at.place(self.form.item.parse::<ItemId>().ok())
    }
}

pub async fn new(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Query(query): Query<NewQuery>,
) -> Result<Page<Edit>> {
    let form = DecisionForm { item: query.item, ..DecisionForm::default() };
    edit_page(&db, &may, (at, None), form, Invalid::default()).await.map(Page)
}

pub async fn add(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<DecisionForm>,
) -> Result<Response> {
    match super::add(&db, &may, &at, &form).await {
        Err(Error::Invalid(invalid)) => {
            edit_page(&db, &may, (at, None), form, invalid).await.map(web::refused)
        }
        item => {
            let done = Done::to(at.place(item?)).saying("The decision is recorded.");
            Ok(done.into_response())
        }
    }
}

pub async fn edit(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<DecisionId>>,
) -> Result<Page<Edit>> {
    let sheet = sheet(&db, &may, &entry.at).await?;
    let saved = sheet.record.decisions.iter().find(|saved| saved.id == entry.entry);
    let form = DecisionForm::of(saved.ok_or(Error::NotFound)?);
    let frame = may.frame().at("meetings").working();
    let (at, entry, invalid) = (entry.at.clone(), Some(entry), Invalid::default());
    Ok(Page(Edit { frame, at, entry, sheet, form, invalid }))
}

pub async fn save(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<DecisionId>>,
    Form(form): Form<DecisionForm>,
) -> Result<Response> {
    let at = entry.at.clone();
    match super::save(&db, &may, &entry, &form).await {
        Err(Error::Invalid(invalid)) => {
            edit_page(&db, &may, (at, Some(entry)), form, invalid).await.map(web::refused)
        }
        Err(Error::Stale(stale)) => Ok(web::conflict(may.frame(), &entry.show(), *stale)),
        item => {
            let done = Done::to(at.place(item?)).saying("The decision is saved.");
            Ok(done.into_response())
        }
    }
}

async fn edit_page(
    db: &PgPool,
    may: &May<RecordMeetings>,
    (at, entry): (MeetingPath, Option<EntryPath<DecisionId>>),
    form: DecisionForm,
    invalid: Invalid,
) -> Result<Edit> {
    let sheet = sheet(db, may, &at).await?;
    let frame = may.frame().at("meetings").working();
    Ok(Edit { frame, at, entry, sheet, form, invalid })
}

pub async fn remove(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<DecisionId>>,
) -> Result<Done> {
    let item = super::remove(&db, &may, &entry).await?;
    let said = "The decision is removed. Its number stays its own, and it can be put back below.";
    Ok(Done::to(entry.at.place(item)).saying(said))
}

pub async fn restore(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<DecisionId>>,
) -> Result<Done> {
    let item = super::restore(&db, &may, &entry).await?;
    Ok(Done::to(entry.at.place(item)).saying("The decision is back in the record."))
}
