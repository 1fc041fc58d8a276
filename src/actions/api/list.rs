//! A group's actions, as programs list them.

use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

use super::Representation;
use crate::{Filter, ListedState, WAITS};
use access::rights::Member;
use base::ids::ActionId;
use platform::api::{Listing, Paged, given};
use platform::web::{App, Query, Result};

/// Which actions to list.
#[derive(Deserialize, ToSchema)]
pub struct ActionsQuery {
    /// In which state they are; without it, all that are open.
    #[serde(default, deserialize_with = "given")]
    state: Option<ListedState>,
    /// Who does them: a member’s id, or the name of somebody else.
    owner: Option<String>,
    /// The number of the meeting that they come from.
    #[serde(default, deserialize_with = "given")]
    meeting: Option<i32>,
    /// The address of the plan that they are tied to.
    plan: Option<String>,
    /// Only those that are overdue.
    #[serde(default)]
    overdue: bool,
    /// Only those whose first owner has left the group.
    #[serde(default)]
    to_hand_over: bool,
}

impl ActionsQuery {
    fn filter(self) -> Filter {
        let flag = |set: bool, value: &str| if set { value.to_owned() } else { String::new() };
        Filter {
            state: self.state.map_or("", ListedState::key).to_owned(),
            owner: self.owner.unwrap_or_default(),
            meeting: self.meeting.map(|number| number.to_string()).unwrap_or_default(),
            plan: self.plan.unwrap_or_default(),
            overdue: flag(self.overdue, "true"),
            waits: flag(self.to_hand_over, WAITS),
            page: String::new(),
        }
    }
}

pub async fn list(
    by: Member,
    State(app): State<App>,
    Query(asked): Query<ActionsQuery>,
    page: Paged,
) -> Result<Listing<Representation>> {
    let today = by.group.today(app.clock.now());
    let (after, most) = (page.key::<ActionId>()?, page.limit() as i64 + 1);
    let filter = asked.filter();
    let read = actions::stretch(&app.db, &by, (&filter, today), after, most).await?;
    let page = page.cut(read, |action| action.id.to_string());
    Ok(page.map(|action| Representation::of(action, today)))
}
