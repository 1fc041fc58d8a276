//! The page of an agenda: for those who draft it their desk, for all others the agenda as it is read.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;

use super::desk::Desk;
use super::open_actions::OpenActions;
use crate::agenda::draft::desk_of;
use crate::agenda::earlier::{Earlier, ONE_MORE};
use crate::agenda::{self, Agenda};
use crate::meeting::{self, Follows, Meeting};
use access::rights::Reader;
use base::addresses::meeting::MeetingPath;
use base::policy::DraftAgendas;
use base::states::MeetingState;
use base::time::ZonedTime;
use platform::history::{self, Told};
use platform::web::{App, Asked, Done, Error, Frame, Page, Path, Result};

#[derive(Template)]
#[template(path = "agenda/show.html")]
struct Show {
    frame: Frame,
    reader: Reader,
    at: MeetingPath,
    meeting: Meeting,
    agenda: Agenda,
    /// What the standing item is about; none for the public.
    earlier: Option<Earlier>,
    /// By which an action is overdue or not: today, or the day of a meeting that was held.
    day: NaiveDate,
    told: Vec<Told>,
    follows: Option<Follows>,
}

impl Show {
    fn has_record(&self) -> bool {
        self.meeting.has_record() && self.reader.member.is_some()
    }

    /// "50 of 60 minutes are planned; 10 are left."
    fn planned(&self) -> Option<String> {
        let (planned, lasts) = (self.agenda.minutes()?, self.meeting.minutes);
        let rest = match lasts - planned {
            0 => "none is left".to_owned(),
            1 => "1 is left".to_owned(),
            left @ 2.. => format!("{left} are left"),
            over => format!("{} too many", -over),
        };
        Some(format!("{planned} of {lasts} minutes are planned; {rest}."))
    }

    fn open_actions(&self) -> OpenActions {
        let all = self.reader.group.actions();
        OpenActions::of(self.earlier.as_ref(), &self.at, self.day, all)
    }

    /// When the published agenda was revised, and what changed since.
    fn revised(&self) -> Option<ZonedTime> {
        let at = self.meeting.agenda_revised_at?;
        Some(ZonedTime { at, zone: self.reader.zone() })
    }

    fn changes(&self) -> impl Iterator<Item = &Told> {
        let published = self.meeting.agenda_published_at;
        self.told.iter().filter(move |told| published.is_some_and(|at| told.at > at))
    }
}

pub async fn show(
    reader: Reader,
    asked: Asked,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Response> {
    let meeting = meeting::visible(&app.db, &reader, &at).await?;
    if !meeting.agenda_is_published() && reader.member.is_none() {
        return Err(Error::NotFound);
    }
    if meeting.has_moved(&at) && !asked.is_script() {
        return Ok(Done::to(meeting.path(&reader.group).agenda()).into_response());
    }
    if reader.may(DraftAgendas) && meeting.state != MeetingState::Cancelled {
        return Desk::read(&app, reader, at, meeting).await?.answer(&app, &asked).await;
    }
    read(&app, reader, at, meeting).await.map(Page).map(IntoResponse::into_response)
}

async fn read(app: &App, reader: Reader, at: MeetingPath, meeting: Meeting) -> Result<Show> {
    let db = &app.db;
    let (agenda, earlier, follows) = match reader.member {
        Some(ref member) => {
            let whole = agenda::with_earlier(db, &meeting, ONE_MORE).await?;
            let follows = Follows::of(&reader, desk_of(&meeting), at.agenda(), whole.revision);
            (Agenda { items: whole.items }, Some(whole.earlier.for_reader(member)), follows)
        }
        None => {
            let agenda = agenda::read_by(&mut *db.acquire().await?, &reader, &meeting).await?;
            (agenda, None, None)
        }
    };
    let today = reader.group.today(app.clock.now());
    let held = earlier.as_ref().filter(|_| meeting.state == MeetingState::Held);
    let day = held.map_or(today, |earlier| earlier.day);
    let told = history::of_meeting(db, meeting.id, "agenda item").await?;
    let frame = reader.frame().at("meetings");
    Ok(Show { frame, reader, at, meeting, agenda, earlier, day, told, follows })
}
