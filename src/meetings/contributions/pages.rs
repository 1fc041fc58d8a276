//! The form of a contribution, the page of an item, where the next one is written, and its place.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgPool;

use super::{ContributionForm, Wording};
use crate::record::entry::moving::put_under;
use crate::record::entry::pages::{At, Edited};
use crate::record::pages::acted;
use crate::record::{Contribution, FormChoices, Place, Record, Removed, sheet};
use access::rights::May;
use base::addresses::entry::EntryPath;
use base::addresses::meeting::MeetingPath;
use base::ids::{ContributionId, ItemId};
use base::policy::RecordMeetings;
use base::states::Direction;
use platform::web::{App, Asked, Done, Error, Form, Frame, Invalid, Page, Path, Result};

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

#[derive(Template)]
#[template(path = "contributions/item.html")]
pub struct ItemPage {
    frame: Frame,
    at: MeetingPath,
    entry: EntryPath<ItemId>,
    sheet: FormChoices,
    removed: Vec<Removed>,
    form: ContributionForm,
    invalid: Invalid,
}

/// By one, or to another item.
#[derive(Deserialize)]
pub struct ShiftForm {
    direction: Option<Direction>,
    #[serde(default)]
    under: String,
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

impl ItemPage {
    fn place(&self) -> Place<'_> {
        self.sheet.place(self.entry.entry).expect("the page is made for an item that is there")
    }
}

impl Edited for Contribution {
    type Page = Edit;

    fn form_of(record: &Record, id: ContributionId) -> Option<ContributionForm> {
        record.contributions.iter().find(|saved| saved.id == id).map(ContributionForm::of)
    }

    fn page(
        frame: Frame,
        (at, entry): At<ContributionId>,
        sheet: FormChoices,
        form: ContributionForm,
        invalid: Invalid,
    ) -> Edit {
        Edit { frame, at, entry, sheet, form, invalid }
    }

    fn added(at: &MeetingPath, form: &ContributionForm, said: &Wording) -> Done {
        Done::to(at.entry(&said.item_id).next()).saying(match form.update() {
            Some(_) => "The contribution is added, and its update is on the plan.",
            None => "The contribution is added.",
        })
    }

    fn saved(entry: &EntryPath<ContributionId>, said: &Wording) -> Done {
        let item = entry.at.entry(&said.item_id);
        Done::to(item.at_contribution(entry.entry)).saying("The contribution is saved.")
    }
}

pub async fn item(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<ItemId>>,
) -> Result<Page<ItemPage>> {
    let at = entry.at.clone();
    let mut sheet = sheet(&db, &may, &at).await?;
    let item = sheet.record.item(entry.entry).ok_or(Error::NotFound)?.id;
    let mut removed = std::mem::take(&mut sheet.record.removed);
    removed.retain(|removed| removed.item_id == Some(item));
    let (form, invalid) = (ContributionForm::under(item), Invalid::default());
    let frame = may.frame().at("meetings").working();
    Ok(Page(ItemPage { frame, at, entry, sheet, removed, form, invalid }))
}

pub async fn shift(
    may: May<RecordMeetings>,
    asked: Asked,
    State(app): State<App>,
    Path(entry): Path<EntryPath<ContributionId>>,
    Form(form): Form<ShiftForm>,
) -> Result<Response> {
    let Some(direction) = form.direction else {
        put_under::<Contribution>(&app.db, &may, &entry, &form.under, app.clock.now()).await?;
        let done = Done::to(entry.at.at_entry(entry.entry.0)).saying("The entry is moved.");
        return acted(&app, may.into_member(), &entry.at, &asked, done).await;
    };
    let item = super::move_by_one(&app.db, &may, &entry, direction).await?;
    let done = Done::to(entry.at.entry(&item).at_contribution(entry.entry));
    let done = done.saying("The order is changed.");
    acted(&app, may.into_member(), &entry.at, &asked, done).await
}
