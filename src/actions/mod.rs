//! Who does what by when: it comes from a meeting, and stays open across meetings until it is
//! done or dropped. It can be handed over, and is open again for whoever takes it.

mod assignment;
mod form;
mod listing;
mod owned;
pub mod pages;
mod path;
mod recording;
mod reports;
mod store;

use chrono::NaiveDate;
use sqlx::PgPool;

use crate::ids::{ActionId, ItemId, MeetingId};
use crate::meetings::MeetingKey;
use crate::record::Who;
use crate::roles::{Member, Record};
use crate::web::{Error, Result};

pub use crate::record::ActionState;
pub use assignment::Assignment;
pub use form::{ActionForm, ReportForm};
pub use listing::{Filter, Listing, list};
pub use owned::{Owned, open, owned_by};
pub use path::ActionPath;
pub use recording::{add, enter, remove, restore, save};
pub use reports::{Report, report, reports};

#[derive(Clone, Debug)]
pub struct Action {
    pub id: ActionId,
    pub meeting_id: MeetingId,
    pub meeting: MeetingKey,
    pub meeting_name: String,
    pub item_id: Option<ItemId>,
    pub item: Option<String>,
    pub html: String,
    pub owner: Who,
    pub due: Option<NaiveDate>,
    pub state: ActionState,
    pub reason: String,
}

/// What is reported of an action.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Progress,
    Finish,
    Drop,
    HandOver(Who),
    Reopen,
}

impl ActionState {
    /// The state that `step` leads to, and the one that its report is kept under. There are no
    /// other moves.
    pub fn after(self, step: &Step) -> Result<(ActionState, ActionState)> {
        use ActionState::{Done, Dropped, HandedOver, InProgress, Open};
        match (self, step) {
            (Open | InProgress | HandedOver, Step::Progress) => Ok((InProgress, InProgress)),
            (Open | InProgress | HandedOver, Step::Finish) => Ok((Done, Done)),
            (Open | InProgress | HandedOver, Step::Drop) => Ok((Dropped, Dropped)),
            (Open | InProgress | HandedOver, Step::HandOver(_)) => Ok((Open, HandedOver)),
            (Done | Dropped, Step::Reopen) => Ok((Open, Open)),
            (state, _) => Err(Error::conflict(format!("This action is {state} already."))),
        }
    }

    pub fn is_open(self) -> bool {
        !matches!(self, ActionState::Done | ActionState::Dropped)
    }
}

impl Action {
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.state.is_open() && self.due.is_some_and(|due| due < today)
    }

    /// Its owner answers for it, and so do those who record.
    pub fn is_answered_by(&self, member: &Member) -> bool {
        self.owner.id == Some(member.person.id) || member.may(Record)
    }
}

pub async fn find(db: &PgPool, by: &Member, id: ActionId) -> Result<Action> {
    store::find(db, by.group.id, id).await
}

#[cfg(test)]
mod tests {
    use ActionState::{Done, Dropped, HandedOver, InProgress, Open};

    use super::*;

    #[test]
    fn an_action_is_open_until_it_is_done_or_dropped() {
        let to_mira = Step::HandOver(Who { id: None, name: "Mira".into() });
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
            let after = steps.each_ref().map(|step| state.after(step).ok().map(|(to, _)| to));
            assert_eq!(after, expected, "{state}");
        }
    }
}
