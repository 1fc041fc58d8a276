//! Action items: who does what by when, until it is done; and the whole record of a meeting for
//! programs.

extern crate self as actions;

mod store;
mod assignment;
mod form;
mod filter;
mod listing;
mod owned;
mod recording;
pub mod scribing;
mod import;
mod report_form;
mod reports;
pub mod reminders;
pub mod api;
pub mod record;
pub mod pages;
pub mod routes;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgPool;

use access::fields::owners::Owners;
use access::fields::people::PersonRef;
use access::rights::Member;
use base::addresses::meeting::MeetingKey;
use base::due::Deadline;
use base::ids::{ActionId, ItemId, MeetingId};
use base::policy::RecordMeetings;
use base::states::ActionState;
use base::withheld::Withheld;
use meetings::meeting::Meeting;
use plans::links::PlanLink;
use platform::history::{self, Past, Told};
use platform::web::{Error, Result};

pub use assignment::{Assignment, DueKind, Said};
pub use filter::{Filter, ListedState, WAITS};
pub use form::ActionForm;
pub use import::{Becomes, COLUMNS as IMPORTED, import};
pub use listing::{Choices, LastReport, Listing, MEETINGS_OFFERED, all, list, open, stretch};
pub use owned::{Owned, owned_by};
pub use recording::{add_elsewhere, enter, form, save_elsewhere};
pub use report_form::{ReportForm, Reported};
pub use reports::{Report, report, reports, reports_and_past};

#[derive(Clone, Debug)]
pub struct Action {
    pub id: ActionId,
    /// None if it comes from a plan, or from a file.
    pub meeting: Option<Origin>,
    pub item: Option<String>,
    pub text: String,
    pub html: String,
    pub owners: Owners,
    pub deadline: Deadline,
    pub state: ActionState,
    pub reason: String,
    pub last_report: Option<LastReport>,
    pub tied: Option<PlanLink>,
    pub revision: i32,
    /// Who of its meeting the reader is not told of.
    withheld: Withheld,
}

/// The meeting that an action comes from, and the contribution, unless that was removed.
#[derive(Clone, Debug)]
pub struct Origin {
    pub id: MeetingId,
    pub key: MeetingKey,
    pub name: String,
    pub item_id: Option<ItemId>,
    pub said: Option<Said>,
}

/// Where an action comes from as it is made: a meeting, or elsewhere at that instant.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    Meeting(&'a Meeting),
    Elsewhere(DateTime<Utc>),
}

/// What is reported of an action.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Progress,
    Finish,
    Drop,
    HandOver(PersonRef),
    Reopen,
}

impl Source<'_> {
    pub fn meeting_id(self) -> Option<MeetingId> {
        match self {
            Source::Meeting(meeting) => Some(meeting.id),
            Source::Elsewhere(_) => None,
        }
    }
}

impl Step {
    /// The state that its report is kept under.
    pub fn kept_as(&self) -> ActionState {
        match self {
            Step::Progress => ActionState::InProgress,
            Step::Finish => ActionState::Done,
            Step::Drop => ActionState::Dropped,
            Step::HandOver(_) => ActionState::HandedOver,
            Step::Reopen => ActionState::Open,
        }
    }

    /// As history says it.
    pub fn event(&self) -> &'static str {
        match self {
            Step::Progress => "in progress",
            Step::Finish => "done",
            Step::Drop => "dropped",
            Step::HandOver(_) => "handed over",
            Step::Reopen => "opened again",
        }
    }
}

/// The state that `step` leads to from `state`, and the one that its report is kept under. There
/// are no other moves.
pub fn after(state: ActionState, step: &Step) -> Result<(ActionState, ActionState)> {
    use ActionState::{Done, Dropped, HandedOver, InProgress, Open};
    match (state, step) {
        (Open | InProgress | HandedOver, Step::Progress) => Ok((InProgress, InProgress)),
        (Open | InProgress | HandedOver, Step::Finish) => Ok((Done, Done)),
        (Open | InProgress | HandedOver, Step::Drop) => Ok((Dropped, Dropped)),
        (Open | InProgress | HandedOver, Step::HandOver(_)) => Ok((Open, HandedOver)),
        (Done | Dropped, Step::Reopen) => Ok((Open, Open)),
        (state, _) => Err(Error::conflict(format!("This action is {state} already."))),
    }
}

impl Action {
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.state.is_open() && self.deadline.is_past(today)
    }

    /// Its owners answer for it, and so do those who record.
    pub fn is_answered_by(&self, member: &Member) -> bool {
        self.owners.include(member.person.id) || member.may(RecordMeetings)
    }

    /// As its reader may read it. Its owners stay named.
    fn without_withheld(mut self) -> Self {
        self.withheld.veil(&mut self.text, &mut self.html);
        self.reason = self.withheld.hide(&self.reason);
        if let Some(report) = &mut self.last_report {
            report.text = self.withheld.hide(&report.text);
        }
        self
    }
}

/// What became of an action: who changed it and when; and what in it, for those who may read the
/// earlier texts of a record, if it comes from one.
pub async fn past(db: &PgPool, by: &Member, action: &Action) -> Result<Vec<Past>> {
    Ok(past_of(by, action, history::of_subject(db, action.id.0).await?))
}

fn past_of(by: &Member, action: &Action, told: Vec<Told>) -> Vec<Past> {
    let mut past = history::past(told);
    for one in &mut past {
        one.told.reason = action.withheld.hide(&one.told.reason);
    }
    match action.meeting.is_none() || by.may(RecordMeetings) {
        true => past,
        false => past.into_iter().map(Past::without_texts).collect(),
    }
}

pub async fn find(db: &PgPool, by: &Member, id: ActionId) -> Result<Action> {
    store::find(db, by, id).await
}

#[cfg(test)]
mod tests {
    use ActionState::{Done, Dropped, HandedOver, InProgress, Open};

    use super::*;

    #[test]
    fn an_action_is_open_until_it_is_done_or_dropped() {
        let to_mira = Step::HandOver(PersonRef { id: None, name: "Mira".into() });
        let steps = [Step::Progress, Step::Finish, Step::Drop, to_mira, Step::Reopen];
        let open = [Some(InProgress), Some(Done), Some(Dropped), Some(Open), None];
        let closed = [None, None, None, None, Some(Open)];
        let moves = [
            (Open, open),
            (InProgress, open),
            (HandedOver, open),
            (Done, closed),
            (Dropped, closed),
        ];
        for (state, expected) in moves {
            let after = steps.each_ref().map(|step| after(state, step).ok().map(|(to, _)| to));
            assert_eq!(after, expected, "{state}");
        }
    }
}
