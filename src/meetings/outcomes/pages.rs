//! The forms that say what became of agenda items.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use sqlx::PgPool;

use super::{Later, OutcomeForm, RemainingForm, Verdict, store};
use crate::agenda::{self, Placed};
use crate::meeting;
use crate::record::{FormChoices, sheet};
use access::rights::May;
use base::addresses::entry::EntryPath;
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::policy::RecordMeetings;
use base::states::Outcome;
use platform::web::{App, Done, Error, Form, Frame, Invalid, Page, Path, Result, form_again};

#[derive(Template)]
#[template(path = "outcomes/edit.html")]
pub struct Edit {
    frame: Frame,
    entry: EntryPath<ItemId>,
    meeting: String,
    item: String,
    saved: Verdict,
    later: Vec<Later>,
    times_deferred: i64,
    /// Whether somebody spoke under it: then it was addressed.
    spoken: bool,
    form: OutcomeForm,
    invalid: Invalid,
}

#[derive(Template)]
#[template(path = "outcomes/remaining.html")]
pub struct Remaining {
    frame: Frame,
    at: MeetingPath,
    sheet: FormChoices,
    form: RemainingForm,
    invalid: Invalid,
}

impl Edit {
    fn outcomes(&self) -> Vec<(&'static str, &'static str)> {
        let outcomes = [
            (Outcome::Discussed, "Discussed"),
            (Outcome::NotAddressed, "Not addressed"),
            (Outcome::Withdrawn, "Withdrawn"),
            (Outcome::Deferred, "Deferred to a later meeting"),
            (Outcome::Planned, "Nothing yet: it is planned"),
        ];
        let offered = |outcome| match outcome {
            Outcome::Deferred => !self.later.is_empty(),
            Outcome::NotAddressed => !self.spoken,
            _ => true,
        };
        let outcomes = outcomes.into_iter().filter(|(outcome, _)| offered(*outcome));
        outcomes.map(|(outcome, label)| (outcome.key(), label)).collect()
    }

    fn later(&self) -> Vec<(String, String)> {
        let mut later = vec![(String::new(), "Choose a meeting".to_owned())];
        later.extend(self.later.iter().map(|meeting| (meeting.id.to_string(), meeting.name())));
        later
    }
}

impl Remaining {
    fn planned(&self) -> Vec<Placed<'_>> {
        let mut placed = agenda::in_order(&self.sheet.record.items);
        placed.retain(|placed| {
            placed.item.outcome == Outcome::Planned
                && !self.sheet.record.was_spoken_under(placed.item.id)
        });
        placed
    }

    fn is_chosen(&self, id: &ItemId) -> bool {
        self.form.items.contains(id)
    }
}

pub async fn edit(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<ItemId>>,
) -> Result<Page<Edit>> {
    edit_page(&db, &may, entry, None).await.map(Page)
}

pub async fn set(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(entry): Path<EntryPath<ItemId>>,
    Form(form): Form<OutcomeForm>,
) -> Result<Response> {
    let set = super::set(&app.db, &may, &entry, &form, app.clock.now()).await;
    let done = set.map(|()| Done::to(entry.show()).saying("The outcome is saved."));
    form_again(done, |invalid| edit_page(&app.db, &may, entry, Some((form, invalid)))).await
}

/// With a form that was refused, or else with the outcome that is saved.
async fn edit_page(
    db: &PgPool,
    may: &May<RecordMeetings>,
    entry: EntryPath<ItemId>,
    refused: Option<(OutcomeForm, Invalid)>,
) -> Result<Edit> {
    let meeting = meeting::find(db, may.group.id, entry.at.meeting).await?;
    let agenda = agenda::read(db, &meeting).await?;
    let mut items = agenda.in_order().into_iter();
    let item = items.find(|placed| placed.item.id == entry.entry).ok_or(Error::NotFound)?;
    let saved = Verdict { outcome: item.item.outcome, reason: item.item.reason.clone() };
    let (form, invalid) = refused.unwrap_or_else(|| (OutcomeForm::of(&saved), Invalid::default()));
    Ok(Edit {
        frame: may.frame().at("meetings").working(),
        meeting: meeting.name(),
        item: item.name(),
        later: store::later(db, &meeting).await?,
        times_deferred: item.item.times_deferred,
        spoken: agenda::was_spoken_under(db, entry.entry).await?,
        form: form.seeing(&saved),
        saved,
        entry,
        invalid,
    })
}

async fn remaining_page(
    db: &PgPool,
    may: &May<RecordMeetings>,
    at: MeetingPath,
    form: RemainingForm,
    invalid: Invalid,
) -> Result<Remaining> {
    let sheet = sheet(db, may, &at).await?;
    Ok(Remaining { frame: may.frame().at("meetings").working(), at, sheet, form, invalid })
}

pub async fn remaining(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Remaining>> {
    remaining_page(&db, &may, at, RemainingForm::default(), Invalid::default()).await.map(Page)
}

pub async fn set_remaining(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<RemainingForm>,
) -> Result<Response> {
    let set = super::not_addressed(&db, &may, &at, &form).await;
    let said = "The items are marked as not addressed.";
    let done = set.map(|()| Done::to(at.record()).saying(said));
    form_again(done, |invalid| remaining_page(&db, &may, at, form, invalid)).await
}
