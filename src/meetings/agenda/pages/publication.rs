//! The question before an agenda is published: what happens, and who sees it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use sqlx::PgPool;

use crate::agenda::desk::{Readers, store};
use crate::agenda::draft::desk_of;
use crate::agenda::{self, Agenda};
use crate::meeting::{self, Meeting};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::policy::DraftAgendas;
use base::states::Visibility;
use platform::desk::changed_since;
use platform::web::{App, Asked, Done, Error, Form, Frame, Page, Path, Result};

#[derive(Template)]
#[template(path = "agenda/publication.html")]
pub struct Publication {
    frame: Frame,
    at: MeetingPath,
    meeting: Meeting,
    agenda: Agenda,
    readers: Readers,
    /// Whether everybody may read in the group.
    public: bool,
    /// That of the agenda that is asked about.
    revision: i64,
    /// Whether it has changed since it was asked about.
    changed: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PublicationForm {
    /// None of whoever was not asked.
    revision: Option<i64>,
}

impl Publication {
    /// "It has 4 items, for which 50 of 60 minutes are planned."
    fn describe(&self) -> String {
        let items = match self.agenda.items.len() {
            1 => "1 item".to_owned(),
            items => format!("{items} items"),
        };
        match self.agenda.minutes() {
            None => format!("It has {items}."),
            Some(minutes) => {
                format!(
                    "It has {items}, and {minutes} of {} minutes are planned.",
                    self.meeting.minutes
                )
            }
        }
    }
}

async fn page(db: &PgPool, may: &May<DraftAgendas>, at: MeetingPath) -> Result<Publication> {
    let meeting = meeting::find(db, may.group.id, at.meeting).await?;
    if meeting.agenda_is_published() {
        return Err(Error::conflict("The agenda is published already."));
    }
    // The revision before the items: what is committed in between is asked about once more.
    let revision = changed_since(db, &desk_of(&meeting), i64::MAX).await?.revision;
    let agenda = agenda::read(db, &meeting).await?;
    let readers = store::readers(db, may.group.id).await?;
    let public = may.group.visibility == Visibility::Public;
    let frame = may.frame().at("meetings").working();
    Ok(Publication { frame, at, meeting, agenda, readers, public, revision, changed: false })
}

pub async fn ask_publication(
    may: May<DraftAgendas>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Publication>> {
    page(&db, &may, at).await.map(Page)
}

pub async fn publish(
    may: May<DraftAgendas>,
    asked: Asked,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<PublicationForm>,
) -> Result<Response> {
    let published = agenda::publish(&app.db, &may, &at, form.revision, app.clock.now()).await?;
    match published {
        true => Ok(Done::to(at.agenda()).saying("The agenda is published.").into_response()),
        false if asked.is_script() => Err(Error::conflict(
            "The agenda changed while you were asked. Check it, then publish it again.",
        )),
        false => {
            let page = Publication { changed: true, ..page(&app.db, &may, at).await? };
            Ok((StatusCode::CONFLICT, Page(page)).into_response())
        }
    }
}
