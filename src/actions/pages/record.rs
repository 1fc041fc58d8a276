//! The forms that record and correct an action, and its removal and return.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use sqlx::PgPool;

use crate::actions::{self, ActionForm, ActionPath, Assignment, DueKind};
use crate::ids::{ActionId, ItemId};
use crate::meetings::MeetingPath;
use crate::record::{Contribution, EntryPath, Sheet, candidates, sheet};
use crate::roles::{May, Record};
use crate::web::{self, Done, Error, Form, Frame, Invalid, Page, Path, Query, Result};

#[derive(Template)]
#[template(path = "actions/edit.html")]
pub struct Edit {
    frame: Frame,
    /// What it comes from.
    of: String,
    action: String,
    back: String,
    /// Where it stands in a meeting's record. None if it is new, or comes from no meeting.
    entry: Option<EntryPath<ActionId>>,
    is_new: bool,
    members: Vec<(String, String)>,
    /// None if it comes from no meeting.
    items: Option<Vec<(String, String)>>,
    /// What was said that it comes from, unless that was removed.
    said: Option<Contribution>,
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
    fn due_kinds(&self) -> [(&'static str, &'static str); 3] {
        DueKind::ALL.map(|kind| (kind.key(), kind.label()))
    }

    fn of_meeting(
        may: &May<Record>,
        (at, entry): (&MeetingPath, Option<EntryPath<ActionId>>),
        sheet: &Sheet,
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
            items: Some(sheet.items_or_none()),
            said: said.cloned(),
            form,
            invalid,
        }
    }
}

const NOBODY: &str = "Nobody from the list";

pub async fn new(
    may: May<Record>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Query(NewQuery { item, contribution }): Query<NewQuery>,
) -> Result<Page<Edit>> {
    let form = ActionForm { item, contribution, ..ActionForm::default() };
    let sheet = sheet(&db, &may, &at).await?;
    Ok(Page(Edit::of_meeting(&may, (&at, None), &sheet, form, Invalid::default())))
}

pub async fn add(
    may: May<Record>,
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
    may: May<Record>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<ActionId>>,
) -> Result<Page<Edit>> {
    let (at, sheet) = (entry.at.clone(), sheet(&db, &may, &entry.at).await?);
    let form = actions::form(&db, &may, Some(sheet.meeting.id), entry.entry).await?;
    Ok(Page(Edit::of_meeting(&may, (&at, Some(entry)), &sheet, form, Invalid::default())))
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
fn done(to: String, assignment: &Assignment, said: &str) -> Response {
    let said = match assignment.owners.untold() {
        Some(untold) => format!("{said} {untold}"),
        None => said.to_owned(),
    };
    Done::to(to).saying(said).into_response()
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

/// Of an action that comes from no meeting.
async fn elsewhere(
    db: &PgPool,
    may: &May<Record>,
    at: &ActionPath,
    form: ActionForm,
    invalid: Invalid,
) -> Result<Edit> {
    let people = candidates(db, may.group.id, None).await?;
    let mut members = vec![(String::new(), NOBODY.to_owned())];
    members.extend(people.iter().map(|person| (person.id.to_string(), person.label())));
    Ok(Edit {
        frame: may.frame().at("actions").working(),
        of: may.group.short_name.clone(),
        action: at.show(),
        back: at.show(),
        entry: None,
        is_new: false,
        members,
        items: None,
        said: None,
        form,
        invalid,
    })
}

pub async fn edit_elsewhere(
    may: May<Record>,
    State(db): State<PgPool>,
    Path(at): Path<ActionPath>,
) -> Result<Page<Edit>> {
    let form = actions::form(&db, &may, None, at.action).await?;
    elsewhere(&db, &may, &at, form, Invalid::default()).await.map(Page)
}

pub async fn save_elsewhere(
    may: May<Record>,
    State(db): State<PgPool>,
    Path(at): Path<ActionPath>,
    Form(form): Form<ActionForm>,
) -> Result<Response> {
    match actions::save_elsewhere(&db, &may, at.action, &form).await {
        Err(Error::Invalid(invalid)) => {
            elsewhere(&db, &may, &at, form, invalid).await.map(web::refused)
        }
        Err(Error::Stale(stale)) => Ok(web::conflict(may.frame(), &at.show(), *stale)),
        saved => Ok(done(at.show(), &saved?, "The action is saved.")),
    }
}
