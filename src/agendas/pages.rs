//! The agenda as it is read, and as it is drafted.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use sqlx::PgPool;

use super::{Agenda, Direction, Item, ItemEdit, ItemForm};
use crate::history::{self, Told};
use crate::ids::ItemId;
use crate::meetings::{self, Meeting, MeetingPath, MeetingState};
use crate::moments::Moment;
use crate::roles::{DraftAgendas, May, Reader};
use crate::web::{self, App, Done, Error, Form, Frame, Invalid, Page, Path, Result};

/// The item that a URL names, and the URLs below it.
#[derive(Clone, Debug, Deserialize)]
pub struct ItemPath {
    #[serde(flatten)]
    at: MeetingPath,
    item: ItemId,
}

#[derive(Template)]
#[template(path = "agendas/show.html")]
pub struct Show {
    frame: Frame,
    reader: Reader,
    at: MeetingPath,
    meeting: Meeting,
    agenda: Agenda,
    /// What the meeting before did not get to.
    left_over: Vec<Item>,
    told: Vec<Told>,
    form: ItemForm,
    invalid: Invalid,
}

#[derive(Template)]
#[template(path = "agendas/edit.html")]
pub struct Edit {
    frame: Frame,
    at: ItemPath,
    meeting: Meeting,
    form: ItemForm,
    invalid: Invalid,
}

#[derive(Deserialize)]
pub struct MoveForm {
    direction: Direction,
}

impl ItemPath {
    fn edit(&self) -> String {
        format!("{}/items/{}", self.at.agenda(), self.item)
    }
}

impl Show {
    fn drafts(&self) -> bool {
        self.reader.may(DraftAgendas) && self.meeting.state != MeetingState::Cancelled
    }

    fn has_record(&self) -> bool {
        self.meeting.has_record() && self.reader.member.is_some()
    }

    fn can_be_published(&self) -> bool {
        self.drafts() && !self.meeting.agenda_is_published() && self.meeting.number.is_some()
    }

    /// Where the agenda is worked on, for those who may.
    fn working_address(&self) -> String {
        if self.drafts() { self.at.agenda() } else { String::new() }
    }

    fn carrying(&self) -> String {
        format!("{}/carried-over", self.at.agenda())
    }

    fn publication(&self) -> String {
        format!("{}/publication", self.at.agenda())
    }

    fn parents(&self) -> Vec<(String, String)> {
        let mut parents = vec![(String::new(), "The first level".to_owned())];
        let placed = self.agenda.in_order();
        let above = placed.iter().filter(|placed| placed.depth + 1 < super::tree::LEVELS);
        parents.extend(above.map(|placed| {
            (placed.item.id.to_string(), format!("Below {} {}", placed.number, placed.item.title))
        }));
        parents
    }

    /// When the published agenda was revised, and what changed since.
    fn revised(&self) -> Option<Moment> {
        let at = self.meeting.agenda_revised_at?;
        Some(Moment { at, zone: self.reader.zone() })
    }

    fn changes(&self) -> impl Iterator<Item = &Told> {
        let published = self.meeting.agenda_published_at;
        self.told.iter().filter(move |told| published.is_some_and(|at| told.at > at))
    }
}

pub async fn show(
    reader: Reader,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Show>> {
    let form = ItemForm { id: Some(ItemId::new()), ..ItemForm::default() };
    page(&db, reader, at, form, Invalid::default()).await.map(Page)
}

async fn page(
    db: &PgPool,
    reader: Reader,
    at: MeetingPath,
    form: ItemForm,
    invalid: Invalid,
) -> Result<Show> {
    let meeting = meetings::visible(db, &reader, &at).await?;
    if !meeting.agenda_is_published() && reader.member.is_none() {
        return Err(Error::NotFound);
    }
    let agenda = super::read(db, &meeting).await?;
    let left_over = match may_carry_over(&reader, &meeting) {
        true => super::left_over(db, &meeting).await?,
        false => Vec::new(),
    };
    let told = history::of_meeting(db, meeting.id, "agenda item").await?;
    let frame = reader.frame().at("meetings");
    let frame = if reader.may(DraftAgendas) { frame.working() } else { frame };
    Ok(Show { frame, reader, at, meeting, agenda, left_over, told, form, invalid })
}

/// Into an agenda of a meeting that is still to come.
fn may_carry_over(reader: &Reader, meeting: &Meeting) -> bool {
    reader.may(DraftAgendas)
        && matches!(meeting.state, MeetingState::Draft | MeetingState::Scheduled)
}

pub async fn add(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<ItemForm>,
) -> Result<Response> {
    match super::add(&app.db, &may, &at, &form, app.clock.now()).await {
        Err(Error::Invalid(invalid)) => {
            let reader = Reader::from(may.into_member());
            Ok(web::refused(page(&app.db, reader, at, form, invalid).await?))
        }
        added => {
            let to = format!("{}#item-{}", at.agenda(), added?);
            Ok(Done::to(to).saying("The item is on the agenda.").into_response())
        }
    }
}

pub async fn edit(
    may: May<DraftAgendas>,
    State(db): State<PgPool>,
    Path(at): Path<ItemPath>,
) -> Result<Page<Edit>> {
    let meeting = meetings::find(&db, may.group.id, at.at.meeting).await?;
    let agenda = super::read(&db, &meeting).await?;
    let item = agenda.items.iter().find(|item| item.id == at.item).ok_or(Error::NotFound)?;
    let form = ItemEdit::of(item).form(item);
    let frame = may.frame().at("meetings").working();
    Ok(Page(Edit { frame, at, meeting, form, invalid: Invalid::default() }))
}

pub async fn save(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    Form(form): Form<ItemForm>,
) -> Result<Response> {
    match super::edit(&app.db, &may, &at.at, at.item, &form, app.clock.now()).await {
        Err(Error::Invalid(invalid)) => {
            let meeting = meetings::find(&app.db, may.group.id, at.at.meeting).await?;
            let frame = may.frame().at("meetings").working();
            Ok(web::refused(Edit { frame, at, meeting, form, invalid }))
        }
        Err(Error::Stale(stale)) => Ok(web::conflict(may.frame(), &at.edit(), *stale)),
        saved => saved.map(|()| back(&at, "The item is saved.").into_response()),
    }
}

pub async fn shift(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    Form(form): Form<MoveForm>,
) -> Result<Done> {
    super::shift(&app.db, &may, &at.at, at.item, form.direction, app.clock.now()).await?;
    Ok(back(&at, "The item is moved."))
}

pub async fn remove(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
) -> Result<Done> {
    super::remove(&app.db, &may, &at.at, at.item, app.clock.now()).await?;
    Ok(Done::to(at.at.agenda()).saying("The item is removed. The history keeps it."))
}

pub async fn carry_over(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Done> {
    super::carry_over(&app.db, &may, &at, app.clock.now()).await?;
    Ok(Done::to(at.agenda()).saying("The items are carried over. They stand last."))
}

pub async fn publish(
    may: May<DraftAgendas>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Done> {
    super::publish(&app.db, &may, &at, app.clock.now()).await?;
    Ok(Done::to(at.agenda()).saying("The agenda is published."))
}

fn back(at: &ItemPath, notice: &'static str) -> Done {
    Done::to(format!("{}#item-{}", at.at.agenda(), at.item)).saying(notice)
}
