//! The form that records and corrects an action.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use sqlx::PgPool;

use crate::{Action, ActionForm, Assignment, DueKind};
use access::rights::May;
use base::addresses::entry::EntryPath;
use base::addresses::meeting::MeetingPath;
use base::ids::{ActionId, ItemId};
use base::policy::RecordMeetings;
use meetings::record::entry::pages::{At, Edited, blank};
use meetings::record::{Contribution, FormChoices, Record};
use platform::web::{Done, Frame, Invalid, Page, Path, Query, Result};

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
    fn due_kinds(&self) -> [(&'static str, String); 3] {
        DueKind::ALL.map(|kind| (kind.key(), kind.label()))
    }
}

impl Edited for Action {
    type Page = Edit;

    fn form_of(record: &Record, id: ActionId) -> Option<ActionForm> {
        record.actions.iter().find(|saved| saved.id == id).map(ActionForm::of_recorded)
    }

    fn page(
        frame: Frame,
        (at, entry): At<ActionId>,
        sheet: FormChoices,
        form: ActionForm,
        invalid: Invalid,
    ) -> Edit {
        let said = form.contribution.parse().ok();
        let said = sheet.record.contributions.iter().find(|known| Some(known.id) == said);
        Edit {
            frame,
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

    fn added(at: &MeetingPath, _: &ActionForm, added: &Assignment) -> Done {
        done(at.place(added.on.id), added, "The action is recorded.")
    }

    fn saved(entry: &EntryPath<ActionId>, saved: &Assignment) -> Done {
        done(entry.at.place(saved.on.id), saved, "The action is saved.")
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
    blank::<Action>(&db, &may, at, form).await
}

/// Says too whom no mail will remind.
pub(super) fn done(to: String, assignment: &Assignment, said: &str) -> Done {
    Done::to(to).saying(match assignment.owners.untold() {
        Some(untold) => format!("{said} {untold}"),
        None => said.to_owned(),
    })
}
