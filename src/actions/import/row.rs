//! One row of a table of actions, as the action's form would say it.

use chrono::{DateTime, Utc};

use super::Meetings;
use crate::{ActionForm, Assignment, DueKind, Step};
use access::fields::roster::Roster;
use access::fields::several;
use access::fields::texts::written;
use base::due::Due;
use base::ids::{ItemId, MeetingId};
use base::markdown::Markdown;
use base::states::ActionState;
use meetings::agenda::in_order;
use platform::tables::{Cell, Row};
use platform::web::Invalid;

/// What a row becomes.
#[derive(Clone, Debug)]
pub struct Becomes {
    pub assignment: Assignment,
    pub stands: Stands,
}

/// What a row says beside the form: where its action comes from, and what became of it.
#[derive(Clone, Debug)]
pub struct Stands {
    /// The number of the meeting that it comes from.
    pub meeting: Option<i32>,
    pub state: ActionState,
    pub reason: String,
    /// What is kept of an action that is no longer just open.
    pub report: Option<(Step, Markdown)>,
    pub reported_at: DateTime<Utc>,
}

pub struct RowForm<'a> {
    pub row: &'a Row,
    /// By whom several names in one cell are told apart.
    pub members: &'a Roster,
}

/// "12" and "Online Meeting 12" are the same.
pub fn number(row: &Row) -> Option<i32> {
    row.cell("meeting").rsplit(' ').next()?.parse().ok()
}

impl RowForm<'_> {
    fn number(&self) -> Option<i32> {
        number(self.row)
    }

    /// The meeting that it comes from, and what its form would say.
    pub fn action(&self, meetings: &Meetings) -> (Option<MeetingId>, ActionForm) {
        let known = self.number().and_then(|number| meetings.get(&number)?.as_ref().ok());
        let (due_kind, due) = match self.row.cell("due").parse() {
            Ok(Due::NextMeeting) => (DueKind::NextMeeting.key(), ""),
            _ => ("", self.row.cell("due")),
        };
        let form = ActionForm {
            item: self.item(meetings).ok().flatten().map(|id| id.to_string()).unwrap_or_default(),
            text: self.row.cell("action").to_owned(),
            others: several::names(self.row.cell("owners"), self.members).join("\n"),
            due_kind: due_kind.to_owned(),
            due: due.to_owned(),
            ..ActionForm::default()
        };
        (known.map(|(meeting, _)| meeting.id), form)
    }

    /// Whatever the form does not say, or why it cannot be read.
    pub fn stands(&self, meetings: &Meetings, now: DateTime<Utc>) -> Result<Stands, Vec<String>> {
        let mut reasons = Vec::new();
        reasons.extend(self.meeting(meetings).err());
        reasons.extend(self.item(meetings).err());
        let state = self.state().unwrap_or_else(|sentence| {
            reasons.push(sentence);
            ActionState::Open
        });
        let mut invalid = Invalid::default();
        let report = self.report(state, &mut invalid);
        reasons.extend(invalid.iter().map(|error| error.detail.clone()));
        if state != ActionState::Dropped && !self.row.cell("reason").is_empty() {
            reasons.push(
                "A reason is for what is dropped. Leave it empty, or change the state.".into(),
            );
        }
        let (reason, reported_at) = (self.row.cell("reason").to_owned(), self.reported_at(now));
        let stands = Stands { meeting: self.number(), state, reason, report, reported_at };
        if reasons.is_empty() { Ok(stands) } else { Err(reasons) }
    }

    fn meeting(&self, meetings: &Meetings) -> Result<(), String> {
        match (self.row.cell("meeting"), self.number()) {
            ("", _) => Ok(()),
            (_, Some(number)) => match meetings.get(&number) {
                Some(Err(sentence)) => Err(sentence.clone()),
                _ => Ok(()),
            },
            (typed, None) => {
                Err(format!("“{typed}” is no meeting: write its number, such as 12, or nothing."))
            }
        }
    }

    /// By its number, its title or both.
    fn item(&self, meetings: &Meetings) -> Result<Option<ItemId>, String> {
        let typed = self.row.cell("item");
        let Some(number) = self.number() else {
            return match typed {
                "" => Ok(None),
                _ => Err("An agenda item needs the meeting that it is of.".into()),
            };
        };
        let Some(Ok((meeting, items))) = meetings.get(&number).filter(|_| !typed.is_empty()) else {
            return Ok(None);
        };
        let is = |name: &str| name.to_lowercase() == typed.to_lowercase();
        let placed = in_order(items);
        let named = placed.iter().find(|at| is(&at.number) || is(&at.item.title) || is(&at.name()));
        let lacks = || format!("{} has no agenda item “{typed}”.", meeting.name());
        named.map(|at| Some(at.item.id)).ok_or_else(lacks)
    }

    fn state(&self) -> Result<ActionState, String> {
        match self.row.cell("state").to_lowercase().replace(['_', '-'], " ").as_str() {
            "" | "open" | "handed over" => Ok(ActionState::Open),
            "in progress" => Ok(ActionState::InProgress),
            "done" => Ok(ActionState::Done),
            "dropped" => Ok(ActionState::Dropped),
            _ => Err(format!(
                "“{}” is no state: write open, in progress, done or dropped.",
                self.row.cell("state")
            )),
        }
    }

    fn report(&self, state: ActionState, invalid: &mut Invalid) -> Option<(Step, Markdown)> {
        let last = self.row.cell("last report");
        let said = |text: &str| if last.is_empty() { text.to_owned() } else { last.to_owned() };
        let (step, text) = match state {
            ActionState::InProgress => (Step::Progress, said("In progress when it was imported.")),
            ActionState::Done => (Step::Finish, said("Done when it was imported.")),
            ActionState::Dropped => (Step::Drop, self.row.cell("reason").to_owned()),
            ActionState::Open | ActionState::HandedOver => return None,
        };
        Some((step, written("reason", &text, "Say why it is dropped.", invalid)))
    }

    /// When that was last reported, if the table says so and it is past.
    fn reported_at(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let typed = DateTime::parse_from_rfc3339(self.row.cell("last reported at")).ok();
        let at = typed.map(|at| at.with_timezone(&Utc));
        at.filter(|at| *at < now && at.timestamp() > 0).unwrap_or(now)
    }
}

impl Becomes {
    /// As the columns of the preview say.
    pub fn describe(&self) -> Vec<Cell> {
        let owners = &self.assignment.owners;
        vec![
            Cell::text(&self.assignment.text),
            match owners.is_empty() {
                true => Cell::text(owners.describe()),
                false => Cell::several(owners.iter().map(|owner| &owner.name)),
            },
            Cell::text(self.assignment.due.map(Due::describe).unwrap_or_default()),
            Cell::text(self.stands.state.to_string()),
            Cell::text(&self.stands.reason),
            Cell::text(self.stands.meeting.map(|number| number.to_string()).unwrap_or_default()),
            Cell::text(self.assignment.on.id.map_or("", |_| &self.assignment.on.title)),
        ]
    }
}
