//! The form of a decision.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use sqlx::PgPool;

use super::{DecisionForm, Wording};
use crate::record::entry::pages::{At, Edited, blank};
use crate::record::{Decision, FormChoices, Record};
use access::rights::May;
use base::addresses::entry::EntryPath;
use base::addresses::meeting::MeetingPath;
use base::ids::{DecisionId, ItemId};
use base::policy::RecordMeetings;
use platform::web::{Done, Frame, Invalid, Page, Path, Query, Result};

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

impl Edited for Decision {
    type Page = Edit;

    fn form_of(record: &Record, id: DecisionId) -> Option<DecisionForm> {
        record.decisions.iter().find(|saved| saved.id == id).map(DecisionForm::of)
    }

    fn page(
        frame: Frame,
        (at, entry): At<DecisionId>,
        sheet: FormChoices,
        form: DecisionForm,
        invalid: Invalid,
    ) -> Edit {
        Edit { frame, at, entry, sheet, form, invalid }
    }

    fn added(at: &MeetingPath, _: &DecisionForm, agreed: &Wording) -> Done {
        Done::to(at.place(agreed.on.id)).saying("The decision is recorded.")
    }

    fn saved(entry: &EntryPath<DecisionId>, agreed: &Wording) -> Done {
        Done::to(entry.at.place(agreed.on.id)).saying("The decision is saved.")
    }
}

pub async fn new(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Query(query): Query<NewQuery>,
) -> Result<Page<Edit>> {
    let form = DecisionForm { item: query.item, ..DecisionForm::default() };
    blank::<Decision>(&db, &may, at, form).await
}
