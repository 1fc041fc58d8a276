//! The desk of an agenda: the whole page, or some of its parts.

mod tray;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use uuid::Uuid;

use crate::agenda;
use crate::agenda::desk::{Beside, LinesForm, Unsaved, store};
use crate::agenda::draft::{Row, Sums, WHOLE, desk_of, rows, sums};
use crate::agenda::earlier::{Earlier, ONE_MORE};
use crate::agenda::store::Whole;
use crate::meeting::Meeting;
use access::rights::Reader;
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::revisions::Stale;
use base::states::MeetingState;
use base::time::ZonedTime;
use platform::desk::{Effect, Writer, changed_since};
use platform::web::{App, Asked, Error, Fragments, Frame, Page, Result};

#[derive(Template)]
#[template(path = "agenda/desk.html")]
pub struct Desk {
    frame: Frame,
    reader: Reader,
    at: MeetingPath,
    meeting: Meeting,
    rows: Vec<Row>,
    sums: Sums,
    earlier: Earlier,
    /// By which an action is overdue or not.
    day: NaiveDate,
    /// How much can be put back.
    removed: i64,
    beside: Beside,
    /// What could not be saved of what was typed.
    typed: LinesForm,
    unsaved: Unsaved,
    /// So that the page's own form is done once.
    key: Uuid,
    /// Who else writes here just now.
    others: Vec<Writer>,
}

/// Some parts of the page.
#[derive(Template)]
#[template(path = "agenda/desk_fragments.html")]
struct Parts<'a> {
    page: &'a Desk,
    parts: Vec<Part<'a>>,
}

enum Part<'a> {
    Row(&'a Row),
    Items,
    Sums,
    Tray,
    Bar,
    Others,
}

impl Desk {
    pub async fn read(
        app: &App,
        reader: Reader,
        at: MeetingPath,
        meeting: Meeting,
    ) -> Result<Self> {
        let person =
            reader.viewer.person.as_ref().map(|person| person.id).ok_or(Error::SignedOut)?;
        // The revision before the lines: what is committed in between is told once more.
        let beside = store::beside(&app.db, &meeting, person).await?;
        let Whole { items, earlier, removed, .. } =
            agenda::with_earlier(&app.db, &meeting, ONE_MORE).await?;
        let held = meeting.state == MeetingState::Held;
        let day = if held { earlier.day } else { reader.group.today(app.clock.now()) };
        let zone = reader.group.time_zone;
        let page = desk_of(&meeting).to_string();
        let others = app.notifications.desks.writers(&page, person);
        Ok(Desk {
            frame: reader.frame().at("meetings").working(),
            rows: rows(&items, &meeting, zone),
            sums: sums(&items, &meeting),
            reader,
            at,
            meeting,
            earlier,
            day,
            removed,
            beside,
            typed: LinesForm::default(),
            unsaved: Unsaved::default(),
            key: Uuid::now_v7(),
            others,
        })
    }

    /// The page, or what the page's script asks for.
    pub async fn answer(self, app: &App, asked: &Asked) -> Result<Response> {
        let wanted = match (&asked.parts, asked.since) {
            (None, None) => return Ok(Page(self).into_response()),
            (Some(parts), None) => parts.clone(),
            (_, Some(since)) => changed_since(&app.db, &desk_of(&self.meeting), since).await?.parts,
        };
        if wanted.iter().any(|part| part == WHOLE) {
            return Ok(Page(self).into_response());
        }
        self.fragments(&wanted).map(IntoResponse::into_response)
    }

    /// After an act: what the script asks for, and the lines that look different now.
    pub async fn after(self, app: &App, asked: &Asked, effect: Effect) -> Result<Response> {
        let mut wanted = asked.parts.clone().unwrap_or_default();
        let before = self.beside.revision - 1;
        let changed = changed_since(&app.db, &desk_of(&self.meeting), before).await?;
        wanted.extend(changed.parts.into_iter().filter(|part| part.starts_with("row-")));
        self.fragments(&wanted).map(|parts| parts.after(effect).into_response())
    }

    /// The page again, with what could not be saved as it was typed.
    pub fn again(self, typed: LinesForm, unsaved: Unsaved) -> Response {
        let status = match unsaved.invalid.is_empty() {
            true => StatusCode::CONFLICT,
            false => StatusCode::UNPROCESSABLE_ENTITY,
        };
        (status, Page(Desk { typed, unsaved, ..self })).into_response()
    }

    fn fragments(&self, wanted: &[String]) -> Result<Fragments> {
        let all = wanted.iter().any(|part| part == "items");
        let mut parts: Vec<Part<'_>> = Vec::new();
        for (nth, part) in wanted.iter().enumerate() {
            if wanted[..nth].contains(part) {
                continue;
            }
            match part.as_str() {
                "items" => parts.push(Part::Items),
                "sums" => parts.push(Part::Sums),
                "tray" => parts.push(Part::Tray),
                "bar" => parts.push(Part::Bar),
                "others" => parts.push(Part::Others),
                // What is asked for and not there is gone.
                row if !all => parts.extend(self.row(row).map(Part::Row)),
                _ => {}
            }
        }
        let html = Parts { page: self, parts };
        let person = self.reader.viewer.person.as_ref().map(|person| person.id);
        Fragments::of(&html, self.beside.revision, person)
    }

    fn row(&self, part: &str) -> Option<&Row> {
        let id: ItemId = part.strip_prefix("row-")?.parse().ok()?;
        self.rows.iter().find(|row| row.id == id)
    }

    /// What the page is called where its changes are told.
    fn page(&self) -> String {
        desk_of(&self.meeting).to_string()
    }

    fn person(&self) -> String {
        self.reader.viewer.person.as_ref().map(|person| person.id.to_string()).unwrap_or_default()
    }

    fn title(&self, row: &Row) -> String {
        self.typed_or("title", row, &row.title)
    }

    fn presenter(&self, row: &Row) -> String {
        self.typed_or("presenter", row, &row.presenter)
    }

    fn minutes(&self, row: &Row) -> String {
        let minutes = row.minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
        self.typed_or("minutes", row, &minutes)
    }

    /// As it was typed, in a line that could not be saved.
    fn typed_or(&self, name: &str, row: &Row, saved: &str) -> String {
        let fields = ["title", "presenter", "minutes"];
        let wrong = fields.iter().any(|field| self.wrong(field, row).is_some());
        let stale = self.stale(row);
        // What only others changed is as they left it.
        let merged =
            stale.and_then(|stale| stale.fields.iter().find(|field| field.mine.name == name));
        if let Some(field) = merged.filter(|field| !field.conflicted) {
            return field.merged.clone();
        }
        let typed = self.typed.of(name, row.id).filter(|_| wrong || stale.is_some());
        typed.unwrap_or(saved).to_owned()
    }

    fn wrong(&self, field: &str, row: &Row) -> Option<&str> {
        self.unsaved.invalid.on(&format!("{field}-{}", row.id))
    }

    fn new_lines(&self) -> &str {
        match self.unsaved.invalid.on("new") {
            Some(_) => self.typed.new_lines(),
            None => "",
        }
    }

    fn stale(&self, row: &Row) -> Option<&Stale> {
        let stale = self.unsaved.stale.iter().find(|(item, _)| *item == row.id);
        stale.map(|(_, stale)| stale)
    }

    fn is_published(&self) -> bool {
        self.meeting.agenda_is_published()
    }

    fn can_be_published(&self) -> bool {
        !self.is_published() && self.meeting.number.is_some() && !self.rows.is_empty()
    }

    fn has_record(&self) -> bool {
        self.meeting.has_record()
    }

    fn revised(&self) -> Option<ZonedTime> {
        let at = self.meeting.agenda_revised_at?;
        Some(ZonedTime { at, zone: self.reader.zone() })
    }

    /// For a form of its own.
    fn new_key(&self) -> Uuid {
        Uuid::now_v7()
    }
}
