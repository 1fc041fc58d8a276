//! The form of an entry, and its removal and return: each kind has its own page, and all answer
//! alike.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use sqlx::PgPool;

use super::{Corrected, Recorded};
use crate::record::pages::{acted, clash};
use crate::record::{FormChoices, Record, sheet};
use access::rights::May;
use base::addresses::entry::{Entry, EntryPath};
use base::addresses::meeting::MeetingPath;
use base::policy::RecordMeetings;
use platform::web::{
    App, Asked, Done, Error, Form, Frame, Invalid, Page, Path, Result, UnaskedForm, form_again,
};

/// A kind of entry that has a page with its form.
pub trait Edited: Corrected<Form: DeserializeOwned> {
    type Page: Template;

    /// The form of what is saved.
    fn form_of(record: &Record, id: Self::Id) -> Option<Self::Form>;

    /// The page of a form, of a new entry if none is named.
    fn page(
        frame: Frame,
        at: At<Self::Id>,
        sheet: FormChoices,
        form: Self::Form,
        invalid: Invalid,
    ) -> Self::Page;

    fn added(at: &MeetingPath, form: &Self::Form, wording: &Self::Wording) -> Done;

    fn saved(at: &EntryPath<Self::Id>, wording: &Self::Wording) -> Done;
}

/// In which record an entry is written, and which, unless it is new.
pub type At<Id> = (MeetingPath, Option<EntryPath<Id>>);

/// A form of which nothing was sent yet.
pub async fn blank<E: Edited>(
    db: &PgPool,
    may: &May<RecordMeetings>,
    at: MeetingPath,
    form: E::Form,
) -> Result<Page<E::Page>> {
    page::<E>(db, may, (at, None), form, Invalid::default()).await.map(Page)
}

async fn page<E: Edited>(
    db: &PgPool,
    may: &May<RecordMeetings>,
    at: At<E::Id>,
    form: E::Form,
    invalid: Invalid,
) -> Result<E::Page> {
    let sheet = sheet(db, may, &at.0).await?;
    Ok(E::page(may.frame().at("meetings").working(), at, sheet, form, invalid))
}

pub async fn add<E: Edited>(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    form: UnaskedForm<E::Form>,
) -> Result<Response> {
    if let Some(wording) = E::add_at_once(&app.db, &may, &at, form.unasked()).await? {
        return Ok(E::added(&at, form.unasked(), &wording).into_response());
    }
    let Form(form) = form.asked().await?;
    let added = super::add::<E>(&app.db, &may, &at, &form, app.clock.now()).await;
    let done = added.map(|wording| E::added(&at, &form, &wording));
    form_again(done, |invalid| page::<E>(&app.db, &may, (at, None), form, invalid)).await
}

pub async fn edit<E: Edited>(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<E::Id>>,
) -> Result<Page<E::Page>> {
    let sheet = sheet(&db, &may, &entry.at).await?;
    let form = E::form_of(&sheet.record, entry.entry).ok_or(Error::NotFound)?;
    let (frame, at) = (may.frame().at("meetings").working(), (entry.at.clone(), Some(entry)));
    Ok(Page(E::page(frame, at, sheet, form, Invalid::default())))
}

pub async fn save<E: Edited>(
    may: May<RecordMeetings>,
    asked: Asked,
    State(app): State<App>,
    Path(entry): Path<EntryPath<E::Id>>,
    Form(form): Form<E::Form>,
) -> Result<Response> {
    let saved = super::save::<E>(&app.db, &may, &entry, &form, app.clock.now()).await;
    let done = match saved {
        Ok(wording) => Ok(E::saved(&entry, &wording)),
        Err(Error::Stale(stale)) => {
            return Ok(clash(&may, &entry.show(), entry.entry.uuid(), *stale, &asked));
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(done) if asked.is_script() => {
            acted(&app, may.into_member(), &entry.at, &asked, done).await
        }
        done => {
            let at = (entry.at.clone(), Some(entry));
            form_again(done, |invalid| page::<E>(&app.db, &may, at, form, invalid)).await
        }
    }
}

pub async fn remove<E: Recorded>(
    may: May<RecordMeetings>,
    asked: Asked,
    State(app): State<App>,
    Path(entry): Path<EntryPath<E::Id>>,
) -> Result<Response> {
    let item = super::remove::<E>(&app.db, &may, &entry).await?;
    let done = Done::to(entry.at.place(item)).saying(E::REMOVED);
    acted(&app, may.into_member(), &entry.at, &asked, done).await
}

pub async fn restore<E: Corrected>(
    may: May<RecordMeetings>,
    asked: Asked,
    State(app): State<App>,
    Path(entry): Path<EntryPath<E::Id>>,
) -> Result<Response> {
    let item = super::restore::<E>(&app.db, &may, &entry).await?;
    let done = Done::to(entry.at.place(item)).saying(E::RESTORED);
    acted(&app, may.into_member(), &entry.at, &asked, done).await
}
