//! The actions of earlier meetings, as they stand below the standing item.

use chrono::NaiveDate;

use crate::agenda::earlier::{Earlier, EarlierAction, MOST};
use base::addresses::meeting::MeetingPath;
use base::markdown::brief;
use base::states::ActionState;

pub struct OpenActions {
    pub rows: Vec<OpenAction>,
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

impl OpenActions {
    /// `day` says which are overdue, `all` is where the others are.
    pub fn of(earlier: Option<&Earlier>, at: &MeetingPath, day: NaiveDate, all: String) -> Self {
        let open = earlier.into_iter().flat_map(Earlier::open);
        let row = |action: &EarlierAction| OpenAction {
            address: at.action(&action.id).show(),
            told: brief(&action.html),
            more: more(action, day),
            state: action.state,
            kind: action.kind(&day),
        };
        let mut rows: Vec<_> = open.map(row).collect();
        let more = rows.len() > MOST;
        rows.truncate(MOST);
        OpenActions { rows, more, all }
    }
}

/// "Mira Rao · by Wed 1 April 2026"
fn more(action: &EarlierAction, day: NaiveDate) -> String {
    let parts = [action.owners.describe(), action.when(&day)];
    let said: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" · ")
}
