//! A row of a list of actions, and what it says.

use chrono::NaiveDate;
use sqlx::types::Json;

use crate::{Action, LastReport, Origin, Said};
use access::fields::owners::Owners;
use base::addresses::meeting::MeetingKey;
use base::due::{Deadline, Due};
use base::ids::{ActionId, ContributionId, ItemId, MeetingId};
use base::states::ActionState;
use base::withheld::Withheld;
use plans::links::PlanLink;

pub struct Row {
    pub id: ActionId,
    pub meeting_id: Option<MeetingId>,
    pub number: Option<i32>,
    pub meeting_title: Option<String>,
    pub item_id: Option<ItemId>,
    pub item: Option<String>,
    pub said_id: Option<ContributionId>,
    pub speaker: Option<String>,
    pub text: String,
    pub html: String,
    pub owners: Json<Owners>,
    pub due: Option<NaiveDate>,
    pub due_next_meeting: bool,
    pub day: Option<NaiveDate>,
    pub state: ActionState,
    pub reason: String,
    pub last_report: Option<Json<LastReport>>,
    pub tied: Option<Json<PlanLink>>,
    pub revision: i32,
    pub withheld: Json<Withheld>,
}

impl From<Row> for Action {
    fn from(row: Row) -> Self {
        let said = row.said_id.zip(row.speaker).map(|(id, speaker)| Said { id, speaker });
        let meeting = row.meeting_id.zip(row.meeting_title).map(|(id, title)| Origin {
            id,
            key: row.number.map_or(MeetingKey::Draft(id), MeetingKey::Number),
            name: row.number.map_or(title.clone(), |number| format!("{title} {number}")),
            item_id: row.item_id,
            said,
        });
        Action {
            id: row.id,
            meeting,
            item: row.item,
            text: row.text,
            html: row.html,
            owners: row.owners.0,
            deadline: Deadline { due: Due::of(row.due, row.due_next_meeting), day: row.day },
            state: row.state,
            reason: row.reason,
            last_report: row.last_report.map(|report| report.0),
            tied: row.tied.map(|tied| tied.0),
            revision: row.revision,
            withheld: row.withheld.0,
        }
        .without_withheld()
    }
}
