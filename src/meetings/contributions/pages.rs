//! The forms of a contribution, and its place, removal and return.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use sqlx::PgPool;

use super::ContributionForm;
use crate::record::{FormChoices, sheet};
use access::rights::May;
use base::addresses::entry::EntryPath;
use base::addresses::meeting::MeetingPath;
use base::ids::{ContributionId, ItemId};
use base::policy::RecordMeetings;
use base::states::Direction;
use platform::web::{self, App, Done, Error, Form, Frame, Invalid, Page, Path, Result};

#[derive(Template)]
#[template(path = "contributions/edit.html")]
pub struct Edit {
    frame: Frame,
    at: MeetingPath,
    /// None if it is new.
    entry: Option<EntryPath<ContributionId>>,
    sheet: FormChoices,
    form: ContributionForm,
    invalid: Invalid,
}

#[derive(Deserialize)]
pub struct MoveForm {
    direction: Direction,
}

impl Edit {
    fn action(&self) -> String {
        self.entry.as_ref().map_or_else(|| self.at.contributions(), EntryPath::show)
    }

    /// The item page that it is on.
    fn back(&self) -> String {
        let item = self.form.item.parse::<ItemId>();
        item.map_or_else(|_| self.at.record(), |item| self.at.entry(&item).show())
    }
}

pub async fn add(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<ContributionForm>,
) -> Result<Response> {
    match super::add(&app.db, &may, &at, &form, app.clock.now()).await {
        Err(Error::Invalid(invalid)) => refused(&app.db, &may, (at, None), form, invalid).await,
        item => Ok(Done::to(at.entry(&item?).next()).saying(added(&form)).into_response()),
    }
}

fn added(form: &ContributionForm) -> &'static str {
    match form.update() {
        Some(_) => "The contribution is added, and its update is on the plan.",
        None => "The contribution is added.",
    }
}

pub async fn edit(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<ContributionId>>,
) -> Result<Page<Edit>> {
    let sheet = sheet(&db, &may, &entry.at).await?;
    let saved = sheet.record.contributions.iter().find(|saved| saved.id == entry.entry);
    let form = ContributionForm::of(saved.ok_or(Error::NotFound)?);
    let frame = may.frame().at("meetings").working();
    let (at, entry, invalid) = (entry.at.clone(), Some(entry), Invalid::default());
    Ok(Page(Edit { frame, at, entry, sheet, form, invalid }))
}

pub async fn save(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<ContributionId>>,
    Form(form): Form<ContributionForm>,
) -> Result<Response> {
    let (at, saved) = (entry.at.clone(), entry.entry);
    match super::save(&db, &may, &entry, &form).await {
        Err(Error::Invalid(invalid)) => refused(&db, &may, (at, Some(entry)), form, invalid).await,
        Err(Error::Stale(stale)) => Ok(web::conflict(may.frame(), &entry.show(), *stale)),
        item => Ok(Done::to(at.entry(&item?).at_contribution(saved))
            .saying("The contribution is saved.")
            .into_response()),
    }
}

async fn refused(
    db: &PgPool,
    may: &May<RecordMeetings>,
    (at, entry): (MeetingPath, Option<EntryPath<ContributionId>>),
    form: ContributionForm,
    invalid: Invalid,
) -> Result<Response> {
    let sheet = sheet(db, may, &at).await?;
    let frame = may.frame().at("meetings").working();
    Ok(web::refused(Edit { frame, at, entry, sheet, form, invalid }))
}

pub async fn move_by_one(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<ContributionId>>,
    Form(form): Form<MoveForm>,
) -> Result<Done> {
    let item = super::move_by_one(&db, &may, &entry, form.direction).await?;
    Ok(Done::to(entry.at.entry(&item).at_contribution(entry.entry)).saying("The order is changed."))
}

pub async fn remove(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<ContributionId>>,
) -> Result<Done> {
    let item = super::remove(&db, &may, &entry).await?;
    Ok(Done::to(entry.at.entry(&item).show())
        .saying("The contribution is removed. It can be put back below."))
}

pub async fn restore(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<ContributionId>>,
) -> Result<Done> {
    let item = super::restore(&db, &may, &entry).await?;
    Ok(Done::to(entry.at.entry(&item).show()).saying("The contribution is back in the record."))
}
