//! The question before an agenda is published.

use askama::Template;
use axum::extract::State;
use sqlx::PgPool;

use crate::agenda::{self, Agenda};
use crate::meeting::{self, Meeting};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::policy::DraftAgendas;
use base::states::Visibility;
use platform::web::{Error, Frame, Page, Path, Result};

#[derive(Template)]
#[template(path = "agenda/publication.html")]
pub struct Publication {
    frame: Frame,
    at: MeetingPath,
    meeting: Meeting,
    agenda: Agenda,
    /// Whether everybody may read in the group.
    public: bool,
}

pub async fn ask_publication(
    may: May<DraftAgendas>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Publication>> {
    let meeting = meeting::find(&db, may.group.id, at.meeting).await?;
    if meeting.agenda_is_published() {
        return Err(Error::conflict("The agenda is published already."));
    }
    let agenda = agenda::read(&db, &meeting).await?;
    let public = may.group.visibility == Visibility::Public;
    Ok(Page(Publication {
        frame: may.frame().at("meetings").working(),
        at,
        meeting,
        agenda,
        public,
    }))
}
