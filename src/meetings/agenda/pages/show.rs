//! The page of an agenda.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;

use crate::agenda::earlier::{Earlier, EarlierAction, MOST, ONE_MORE};
use crate::agenda::{self, Agenda, Item, ItemForm, tree};
use crate::meeting::{self, Meeting};
use access::rights::Reader;
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::markdown::brief;
use base::policy::DraftAgendas;
use base::states::{ActionState, MeetingState};
use base::time::ZonedTime;
use platform::history::{self, Told};
use platform::web::{App, Error, Frame, Invalid, Page, Path, Result};

#[derive(Template)]
#[template(path = "agenda/show.html")]
pub struct Show {
    frame: Frame,
    reader: Reader,
    at: MeetingPath,
    meeting: Meeting,
    agenda: Agenda,
    /// What the standing item is or would be about; none for the public.
    earlier: Option<Earlier>,
    /// By which an action is overdue or not: today, or the day of a meeting that was held.
    day: NaiveDate,
    /// What the meeting before did not get to.
    left_over: Vec<Item>,
    told: Vec<Told>,
    /// How much can be put back, by those who draft.
    removed: i64,
    form: ItemForm,
    invalid: Invalid,
}

/// The actions of earlier meetings that stand below the standing item.
pub struct OpenActions {
    pub rows: Vec<OpenAction>,
    /// Whether there are others.
    pub more: bool,
    pub all: String,
}

pub struct OpenAction {
    pub address: String,
    pub told: String,
    pub more: String,
    pub state: ActionState,
    pub kind: &'static str,
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

    fn standing(&self) -> String {
        format!("{}/standing-item", self.at.agenda())
    }

    /// Earlier actions are open, and nothing on the agenda of this meeting to come says so.
    fn lacks_standing(&self) -> bool {
        let open = self.earlier.as_ref().is_some_and(|earlier| !earlier.open().is_empty());
        open && is_to_come(&self.reader, &self.meeting)
            && !self.agenda.items.iter().any(|item| item.standing)
    }

    fn open_actions(&self) -> OpenActions {
        let open = self.earlier.iter().flat_map(|earlier| earlier.open());
        let row = |action: &EarlierAction| OpenAction {
            address: self.at.action(&action.id).show(),
            told: brief(&action.html),
            more: more(action, self.day),
            state: action.state,
            kind: action.kind(&self.day),
        };
        let mut rows: Vec<_> = open.map(row).collect();
        let more = rows.len() > MOST;
        rows.truncate(MOST);
        OpenActions { rows, more, all: self.reader.group.actions() }
    }

    fn removed_items(&self) -> String {
        format!("{}/removed-items", self.at.agenda())
    }

    fn parents(&self) -> Vec<(String, String)> {
        let mut parents = vec![(String::new(), "Top level".to_owned())];
        let placed = self.agenda.in_order();
        let above = placed.iter().filter(|placed| placed.depth + 1 < tree::LEVELS);
        parents.extend(above.map(|placed| {
            (placed.item.id.to_string(), format!("Under {} {}", placed.number, placed.item.title))
        }));
        parents
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

/// "Mira Rao · by Wed 1 April 2026"
fn more(action: &EarlierAction, day: NaiveDate) -> String {
    let parts = [action.owners.describe(), action.when(&day)];
    let said: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" · ")
}

pub async fn show(
    reader: Reader,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Show>> {
    let form = ItemForm { id: Some(ItemId::new()), ..ItemForm::default() };
    page(&app, reader, at, form, Invalid::default()).await.map(Page)
}

pub(super) async fn page(
    app: &App,
    reader: Reader,
    at: MeetingPath,
    form: ItemForm,
    invalid: Invalid,
) -> Result<Show> {
    let db = &app.db;
    let meeting = meeting::visible(db, &reader, &at).await?;
    if !meeting.agenda_is_published() && reader.member.is_none() {
        return Err(Error::NotFound);
    }
    let (agenda, earlier, removed) = match reader.member {
        Some(ref member) => {
            let (agenda, earlier, removed) = agenda::with_earlier(db, &meeting, ONE_MORE).await?;
            (agenda, Some(earlier.for_reader(member)), removed)
        }
        None => {
            let agenda = agenda::read_by(&mut *db.acquire().await?, &reader, &meeting).await?;
            (agenda, None, 0)
        }
    };
    let today = reader.group.today(app.clock.now());
    let held = earlier.as_ref().filter(|_| meeting.state == MeetingState::Held);
    let day = held.map_or(today, |earlier| earlier.day);
    let left_over = match is_to_come(&reader, &meeting) {
        true => agenda::left_over(db, &meeting).await?,
        false => Vec::new(),
    };
    let told = history::of_meeting(db, meeting.id, "agenda item").await?;
    let frame = reader.frame().at("meetings");
    let frame = if reader.may(DraftAgendas) { frame.working() } else { frame };
    Ok(Show {
        frame,
        reader,
        at,
        meeting,
        agenda,
        earlier,
        day,
        left_over,
        told,
        removed,
        form,
        invalid,
    })
}

/// Whether the reader prepares a meeting that is still to come.
fn is_to_come(reader: &Reader, meeting: &Meeting) -> bool {
    reader.may(DraftAgendas)
        && matches!(meeting.state, MeetingState::Draft | MeetingState::Scheduled)
}
