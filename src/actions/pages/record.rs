//! The forms that record and correct an action, and its removal and return.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use sqlx::PgPool;

use crate::{ActionForm, Assignment, DueKind};
use access::rights::May;
use base::addresses::entry::EntryPath;
use base::addresses::meeting::MeetingPath;
use base::ids::{ActionId, ItemId};
use base::policy::RecordMeetings;
use meetings::record::{Contribution, FormChoices, sheet};
use platform::web::{self, Done, Error, Form, Frame, Invalid, Page, Path, Query, Result};

#[derive(Template)]
#[template(path = "edit.html")]
pub struct Edit {
    pub(super) frame: Frame,
    /// What it comes from.
    pub(super) of: String,
    pub(super) action: String,
    pub(super) back: String,
    /// Where it stands in a meeting's record. None if it is new, or comes from no meeting.
    pub(super) entry: Option<EntryPath<ActionId>>,
    pub(super) is_new: bool,
    pub(super) members: Vec<(String, String)>,
    /// What it can be tied to.
    pub(super) places: Vec<(String, String)>,
    /// None if it comes from no meeting.
    pub(super) items: Option<Vec<(String, String)>>,
    /// What was said that it comes from, unless that was removed.
    pub(super) said: Option<Contribution>,
    pub(super) form: ActionForm,
    pub(super) invalid: Invalid,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewQuery {
    item: String,
    contribution: String,
}

impl Edit {
    fn due_kinds(&self) -> [(&'static str, &'static str); 3] {
        DueKind::ALL.map(|kind| (kind.key(), kind.label()))
    }

    fn of_meeting(
        may: &May<RecordMeetings>,
        (at, entry): (&MeetingPath, Option<EntryPath<ActionId>>),
        sheet: &FormChoices,
        form: ActionForm,
        invalid: Invalid,
    ) -> Self {
        let said = form.contribution.parse().ok();
        let said = sheet.record.contributions.iter().find(|known| Some(known.id) == said);
        Edit {
            frame: may.frame().at("meetings").working(),
            of: sheet.meeting.name(),
            action: entry.as_ref().map_or_else(|| at.actions(), EntryPath::show),
            back: at.place(form.item.parse::<ItemId>().ok()),
            is_new: entry.is_none(),
            entry,
            members: sheet.members(NOBODY),
            places: sheet.places(&form.plan),
            items: Some(sheet.items_or_none()),
            said: said.cloned(),
            form,
            invalid,
        }
    }
}

pub(super) const NOBODY: &str = "Nobody from the list";

pub async fn new(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Query(NewQuery { item, contribution }): Query<NewQuery>,
) -> Result<Page<Edit>> {
    let form = ActionForm { item, contribution, ..ActionForm::default() };
    let sheet = sheet(&db, &may, &at).await?;
    Ok(Page(Edit::of_meeting(&may, (&at, None), &sheet, form, Invalid::default())))
}

pub async fn add(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<ActionForm>,
) -> Result<Response> {
    match actions::add(&db, &may, &at, &form).await {
        Err(Error::Invalid(invalid)) => {
            let sheet = sheet(&db, &may, &at).await?;
            Ok(web::refused(Edit::of_meeting(&may, (&at, None), &sheet, form, invalid)))
        }
        added => {
            let added = added?;
            Ok(done(at.place(added.on.id), &added, "The action is recorded."))
        }
    }
}

pub async fn edit(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<ActionId>>,
) -> Result<Page<Edit>> {
    let (at, sheet) = (entry.at.clone(), sheet(&db, &may, &entry.at).await?);
    let saved = sheet.record.actions.iter().find(|saved| saved.id == entry.entry);
    let form = ActionForm::of_recorded(saved.ok_or(Error::NotFound)?);
    Ok(Page(Edit::of_meeting(&may, (&at, Some(entry)), &sheet, form, Invalid::default())))
}

pub async fn save(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<ActionId>>,
    Form(form): Form<ActionForm>,
) -> Result<Response> {
    let at = entry.at.clone();
    match actions::save(&db, &may, &entry, &form).await {
        Err(Error::Invalid(invalid)) => {
            let sheet = sheet(&db, &may, &at).await?;
            Ok(web::refused(Edit::of_meeting(&may, (&at, Some(entry)), &sheet, form, invalid)))
        }
        Err(Error::Stale(stale)) => Ok(web::conflict(may.frame(), &entry.show(), *stale)),
        saved => {
            let saved = saved?;
            Ok(done(at.place(saved.on.id), &saved, "The action is saved."))
        }
    }
}

/// Says too whom no mail will remind.
pub(super) fn done(to: String, assignment: &Assignment, said: &str) -> Response {
    let said = match assignment.owners.untold() {
        Some(untold) => format!("{said} {untold}"),
        None => said.to_owned(),
    };
    Done::to(to).saying(said).into_response()
}

pub async fn remove(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<ActionId>>,
) -> Result<Done> {
    let item = actions::remove(&db, &may, &entry).await?;
    let said = "The action is removed. It can be put back below.";
    Ok(Done::to(entry.at.place(item)).saying(said))
}

pub async fn restore(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<ActionId>>,
) -> Result<Done> {
    let item = actions::restore(&db, &may, &entry).await?;
    Ok(Done::to(entry.at.place(item)).saying("The action is back in the record."))
}
