//! Which of a group's actions to list, as the address says.

use chrono::NaiveDate;
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use base::ids::PersonId;
use base::states::ActionState;

/// Each is kept as it was sent; what cannot be read asks for nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// A state, "all", or whatever is not closed.
    pub state: String,
    /// A member's id, or the name of somebody else.
    pub owner: String,
    /// The number of the meeting that it comes from.
    pub meeting: String,
    /// "true" for overdue ones only.
    pub overdue: String,
    /// The address of the plan that it is tied to.
    pub plan: String,
    /// "hand-over" for those whose first owner has left the group.
    pub waits: String,
    pub page: String,
}

base::states! {
    // The states by which a list can be narrowed.
    #[schema(as = ListedActions)]
    pub enum ListedState {
        Open:        "open",         "open, nothing reported yet";
        InProgress:  "in_progress",  "in progress";
        Done:        "done",         "done";
        Dropped:     "dropped",      "dropped";
        All:         "all",          "all";
    }
}

pub const WAITS: &str = "hand-over";

impl Filter {
    /// The states to list; None for all.
    pub(super) fn states(&self) -> Option<Vec<ActionState>> {
        use ActionState::{Done, Dropped, HandedOver, InProgress, Open};
        match ListedState::of_key(&self.state) {
            Some(ListedState::Open) => Some(vec![Open, HandedOver]),
            Some(ListedState::InProgress) => Some(vec![InProgress]),
            Some(ListedState::Done) => Some(vec![Done]),
            Some(ListedState::Dropped) => Some(vec![Dropped]),
            Some(ListedState::All) => None,
            None => Some(vec![Open, InProgress, HandedOver]),
        }
    }

    pub fn person(&self) -> Option<PersonId> {
        self.owner.parse().ok()
    }

    /// A member by their id, somebody else by their name.
    pub(super) fn owner(&self) -> Option<String> {
        let name = || Some(self.owner.trim()).filter(|name| !name.is_empty()).map(str::to_owned);
        self.person().map(|id| id.to_string()).or_else(name)
    }

    pub(super) fn meeting(&self) -> Option<i32> {
        self.meeting.parse().ok()
    }

    pub(super) fn plan(&self) -> Option<&str> {
        Some(self.plan.as_str()).filter(|plan| !plan.is_empty())
    }

    /// The day before which they were due.
    pub(super) fn overdue(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.is_overdue().then_some(today)
    }

    pub fn is_overdue(&self) -> bool {
        self.overdue == "true"
    }

    pub fn waits(&self) -> bool {
        self.waits == WAITS
    }

    /// From 1 on.
    pub fn page(&self) -> i64 {
        self.page.parse().unwrap_or(1).clamp(1, 10_000)
    }

    /// The same choice, another page of it.
    pub fn at(&self, page: i64) -> Self {
        let page = if page == 1 { String::new() } else { page.to_string() };
        Filter { page, ..self.clone() }
    }

    pub fn of(person: PersonId) -> Self {
        Filter { owner: person.to_string(), ..Filter::default() }
    }

    /// All that came out of a meeting.
    pub fn to_hand_over() -> Self {
        Filter { waits: WAITS.into(), ..Filter::default() }
    }

    /// "?state=done&page=2", or nothing.
    pub fn query(&self) -> String {
        let mut query = Serializer::new(String::new());
        for (name, value) in [
            ("state", &self.state),
            ("owner", &self.owner),
            ("meeting", &self.meeting),
            ("plan", &self.plan),
            ("overdue", &self.overdue),
            ("waits", &self.waits),
            ("page", &self.page),
        ] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        let query = query.finish();
        if query.is_empty() { query } else { format!("?{query}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_named_by_its_address() {
        let guest = Filter { owner: "Ines & Co".into(), ..Filter::default() };
        assert_eq!(guest.at(2).query(), "?owner=Ines+%26+Co&page=2");
        assert_eq!(guest.at(2).at(1).query(), "?owner=Ines+%26+Co");
        assert_eq!(Filter::default().query(), "");
        assert_eq!((guest.owner().as_deref(), guest.person()), (Some("Ines & Co"), None));
    }

    #[test]
    fn what_cannot_be_read_asks_for_nothing() {
        let odd = || "odd".to_owned();
        let filter = Filter { state: odd(), meeting: odd(), page: odd(), ..Filter::default() };
        assert_eq!(filter.states(), Filter::default().states());
        assert_eq!((filter.meeting(), filter.page()), (None, 1));
        assert_eq!(Filter { page: "-1".into(), ..filter }.page(), 1);
    }
}
