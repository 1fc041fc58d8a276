//! The actions of earlier meetings as they stood at this one: what its standing item is about.

use chrono::NaiveDate;
use serde::Deserialize;

use access::fields::owners::Owners;
use access::rights::Member;
use base::due::{Deadline, Due};
use base::ids::ActionId;
use base::states::ActionState;
use base::withheld::Withheld;

/// How many of them a page shows that is about more.
pub const MOST: usize = 30;
/// So many are read, to see whether there are others.
pub const ONE_MORE: Option<i32> = Some(MOST as i32 + 1);

/// Those that were open when the meeting was closed, or are as long as it is not, and those
/// that were closed since the meeting before.
#[derive(Clone, Debug, Deserialize)]
pub struct Earlier {
    /// What the meeting before is called, if there was one.
    pub since: Option<String>,
    /// That of the meeting, by which an action is overdue or not.
    pub day: NaiveDate,
    /// The most urgent first.
    pub actions: Vec<EarlierAction>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct EarlierAction {
    pub id: ActionId,
    pub text: String,
    pub html: String,
    pub owners: Owners,
    pub due: Option<Due>,
    /// What this comes to, where it is known.
    pub day: Option<NaiveDate>,
    pub state: ActionState,
    /// Why it was dropped.
    pub reason: String,
    /// Who of its meeting is told to those only who read speakers.
    pub withheld: Withheld,
}

/// Actions that stood alike.
#[derive(Clone, Debug)]
pub struct Lot<'a> {
    pub heading: String,
    pub actions: Vec<&'a EarlierAction>,
}

impl Earlier {
    /// "Done since Online Meeting 44", "Still open", "Overdue"; what would be empty is left out.
    pub fn lots(&self) -> Vec<Lot<'_>> {
        let since = self.since.iter().map(|name| format!(" since {name}")).collect::<String>();
        let is = |state| move |action: &EarlierAction| action.state == state;
        let overdue = |action: &EarlierAction| action.deadline().is_past(self.day);
        let mut lots = vec![
            self.lot(format!("Done{since}"), is(ActionState::Done)),
            self.lot(format!("Dropped{since}"), is(ActionState::Dropped)),
            self.lot("Still open".into(), |action| action.state.is_open() && !overdue(action)),
            self.lot("Overdue".into(), |action| action.state.is_open() && overdue(action)),
        ];
        lots.retain(|lot| !lot.actions.is_empty());
        lots
    }

    /// As somebody may read it.
    pub fn for_reader(mut self, by: &Member) -> Self {
        if !by.reads_speakers() {
            self.withhold();
        }
        self
    }

    pub(crate) fn withhold(&mut self) {
        for action in &mut self.actions {
            action.withheld.veil(&mut action.text, &mut action.html);
            action.reason = action.withheld.hide(&action.reason);
        }
    }

    fn lot(&self, heading: String, belongs: impl Fn(&EarlierAction) -> bool) -> Lot<'_> {
        Lot { heading, actions: self.actions.iter().filter(|action| belongs(action)).collect() }
    }

    /// Whether there may be others than those that were read.
    pub fn is_cut(&self) -> bool {
        let open = self.open().len();
        open > MOST || self.actions.len() - open > MOST
    }

    pub fn open(&self) -> Vec<&EarlierAction> {
        self.actions.iter().filter(|action| action.state.is_open()).collect()
    }
}

impl EarlierAction {
    pub fn deadline(&self) -> Deadline {
        Deadline { due: self.due, day: self.day }
    }

    /// When it is or was due, and since when it was overdue on that day.
    pub fn when(&self, on: &NaiveDate) -> String {
        match self.state.is_open() {
            true => self.deadline().describe(*on),
            false => self.due.map(Due::by).unwrap_or_default(),
        }
    }

    pub fn kind(&self, on: &NaiveDate) -> &'static str {
        match self.state.is_open() {
            true if self.deadline().is_past(*on) => "waits",
            true => "plain",
            false => "done",
        }
    }
}
