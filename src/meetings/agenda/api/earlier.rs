//! The actions of earlier meetings as programs read them.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::agenda::earlier::EarlierAction;
use access::fields::people::PersonRef;
use base::ids::ActionId;
use base::states::ActionState;
use platform::api;

/// The actions of earlier meetings as they stood at this one.
#[derive(Serialize, ToSchema)]
#[schema(as = EarlierActions)]
pub struct Earlier {
    /// What the meeting before is called.
    since: Option<String>,
    /// That of the meeting, by which an action is overdue or not.
    day: NaiveDate,
    /// The most urgent first.
    actions: Vec<EarlierRepresentation>,
}

impl api::Representation for Earlier {}

impl From<crate::agenda::earlier::Earlier> for Earlier {
    fn from(earlier: crate::agenda::earlier::Earlier) -> Self {
        let actions = earlier.actions.into_iter().map(EarlierRepresentation::from).collect();
        Earlier { since: earlier.since, day: earlier.day, actions }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = EarlierAction)]
pub struct EarlierRepresentation {
    id: ActionId,
    text: String,
    html: String,
    owners: Vec<PersonRef>,
    due: Option<NaiveDate>,
    due_next_meeting: bool,
    /// The day that this comes to, where it is known.
    day: Option<NaiveDate>,
    state: ActionState,
    /// Why it was dropped.
    reason: String,
}

impl From<EarlierAction> for EarlierRepresentation {
    fn from(action: EarlierAction) -> Self {
        EarlierRepresentation {
            id: action.id,
            text: action.text,
            html: action.html,
            owners: action.owners.iter().cloned().collect(),
            due: action.due.and_then(base::due::Due::day),
            due_next_meeting: action.due == Some(base::due::Due::NextMeeting),
            day: action.day,
            state: action.state,
            reason: action.reason,
        }
    }
}
