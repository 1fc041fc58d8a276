//! One section of a draft: its form, and what becomes of it when the record has changed.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgPool;

use crate::draft::{
    self, Composed, Recorded, Section, SectionEdit, SectionKind, Standing, Step, Take,
};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::addresses::summary::SectionPath;
use base::ids::{ItemId, SectionId};
use base::policy::DraftSummaries;
use base::redline::redline;
use meetings::meeting::Meeting;
use platform::web::{
    Done, Error, Form, Frame, Invalid, Page, Path, Query, Result, form_again, or_conflict,
};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SectionForm {
    revision: i32,
    heading: String,
    text: String,
    /// The hash of what the record gave, if the text takes that into account.
    renewed: String,
}

#[derive(Deserialize)]
pub struct RenewalForm {
    revision: i32,
    renewed: String,
    take: Take,
}

#[derive(Deserialize)]
pub struct PartForm {
    kind: SectionKind,
    item: Option<ItemId>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Merging {
    merge: bool,
}

#[derive(Template)]
#[template(path = "draft/section.html")]
pub struct Edit {
    frame: Frame,
    at: SectionPath,
    meeting: Meeting,
    section: Section,
    /// What the record gives, if that is another text than before.
    changed: Option<Composed>,
    form: SectionForm,
    invalid: Invalid,
}

impl SectionForm {
    fn of(edit: SectionEdit, revision: i32, renewed: String) -> Self {
        SectionForm { revision, heading: edit.heading, text: edit.text, renewed }
    }

    fn edit(&self) -> SectionEdit {
        SectionEdit::typed(&self.heading, &self.text)
    }

    fn renewed(&self) -> Option<&str> {
        (!self.renewed.is_empty()).then_some(&*self.renewed)
    }
}

impl Edit {
    /// What the record would change, word by word.
    fn record_changes(&self, composed: &Composed) -> String {
        redline(&self.section.composed, &composed.text)
    }
}

pub async fn form(
    may: May<DraftSummaries>,
    State(db): State<PgPool>,
    Path(at): Path<SectionPath>,
    Query(Merging { merge }): Query<Merging>,
) -> Result<Page<Edit>> {
    let page = page(&db, &may, at, None, Invalid::default()).await?;
    Ok(Page(if merge { page.merging() } else { page }))
}

impl Edit {
    /// The form with the record's changes worked into the text.
    fn merging(mut self) -> Self {
        if let Some(composed) = &self.changed {
            let merged = self.section.merged(composed);
            self.form = SectionForm::of(merged, self.section.revision, composed.hash());
        }
        self
    }
}

async fn page(
    db: &PgPool,
    may: &May<DraftSummaries>,
    at: SectionPath,
    form: Option<SectionForm>,
    invalid: Invalid,
) -> Result<Edit> {
    let (meeting, summary) = draft::of_meeting(db, may.group.id, at.at.meeting).await?;
    let section = summary.section(at.section).cloned().ok_or(Error::NotFound)?;
    summary.after(Step::Edit)?;
    let source = Recorded::read(db, meeting.id).await?;
    let composed = draft::compose(&may.group, &meeting, &source);
    let changed = match draft::standing(&section, &composed) {
        Standing::Changed(composed) => Some(composed),
        Standing::Current | Standing::Vanished => None,
    };
    let saved = || SectionForm::of(section.edited(), section.revision, String::new());
    let form = form.unwrap_or_else(saved);
    let frame = may.frame().at("meetings").working();
    Ok(Edit { frame, at, meeting, section, changed, form, invalid })
}

pub async fn save(
    may: May<DraftSummaries>,
    State(db): State<PgPool>,
    Path(at): Path<SectionPath>,
    Form(form): Form<SectionForm>,
) -> Result<Response> {
    let (edit, renewed) = (form.edit(), form.renewed());
    let saved = draft::edit(&db, &may, at.place(), form.revision, &edit, renewed).await;
    let done = saved.map(|()| back(&at, "The section is saved."));
    let done = or_conflict(done, may.frame(), &at.edit());
    form_again(done, |invalid| page(&db, &may, at, Some(form), invalid)).await
}

pub async fn renew(
    may: May<DraftSummaries>,
    State(db): State<PgPool>,
    Path(at): Path<SectionPath>,
    Form(form): Form<RenewalForm>,
) -> Result<Done> {
    draft::renew(&db, &may, at.place(), form.take, (form.revision, &form.renewed)).await?;
    Ok(back(
        &at,
        match form.take {
            Take::New => "The section has the record's new text.",
            Take::Mine => "The section keeps its text.",
        },
    ))
}

pub async fn remove(
    may: May<DraftSummaries>,
    State(db): State<PgPool>,
    Path(at): Path<SectionPath>,
) -> Result<Done> {
    draft::remove(&db, &may, at.place()).await?;
    Ok(back(&at, "The section is removed from the draft. You can put it back."))
}

pub async fn restore(
    may: May<DraftSummaries>,
    State(db): State<PgPool>,
    Path(at): Path<SectionPath>,
) -> Result<Done> {
    draft::restore(&db, &may, at.place()).await?;
    Ok(back(&at, "The section is back in the draft."))
}

pub async fn add(
    may: May<DraftSummaries>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<PartForm>,
) -> Result<Done> {
    let place = (at.meeting, SectionId::new());
    draft::add(&db, &may, place, (form.kind, form.item)).await?;
    Ok(Done::to(at.draft()).saying("The section is added."))
}

fn back(at: &SectionPath, notice: &'static str) -> Done {
    Done::to(at.at.draft()).saying(notice)
}
