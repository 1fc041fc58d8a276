//! Actions as programs read them, whatever they come from.

mod elsewhere;
mod import;
mod list;
mod on_plan;
mod recording;
mod reports;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Action, ActionForm, DueKind, Filter};
use access::fields::people::PersonRef;
use access::rights::Member;
use base::due::Due;
use base::ids::{ActionId, ContributionId, ItemId, PersonId, PlanItemId};
use base::states::ActionState;
use meetings::meeting::Meeting;
use platform::api::{self, lines};
use platform::web::{App, Error, Result};

pub use elsewhere::{past, save_elsewhere, show_any};
pub use import::{LARGEST_IMPORT, bring_in};
pub use list::list;
pub use on_plan::add_on_plan;
pub use reports::{list_reports, report, show_report};

/// Who does what by when.
#[derive(Serialize, ToSchema)]
#[schema(as = Action)]
pub struct Representation {
    id: ActionId,
    /// The meeting that it comes from, as addresses call it; null if it comes from none.
    meeting: Option<String>,
    item: Option<ItemId>,
    /// What was said that it comes from.
    contribution: Option<ContributionId>,
    /// In Markdown.
    text: String,
    html: String,
    /// The first of them in front.
    owners: Vec<PersonRef>,
    due: Option<NaiveDate>,
    due_next_meeting: bool,
    /// The day that this comes to, where it is known.
    day: Option<NaiveDate>,
    overdue: bool,
    state: ActionState,
    /// Why it was dropped.
    reason: String,
    /// The objective or activity that it is about.
    plan: Option<PlanItemId>,
    last_report: Option<LatestReport>,
    revision: i32,
}

/// What was said last of an action.
#[derive(Serialize, ToSchema)]
pub struct LatestReport {
    at: DateTime<Utc>,
    text: String,
}

/// What an action says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ActionBody)]
pub struct Body {
    /// The agenda item of the meeting that it is recorded under.
    item: Option<ItemId>,
    /// The contribution to the meeting that it comes from.
    contribution: Option<ContributionId>,
    /// In Markdown without HTML.
    #[schema(pattern = "\\S", example = "Print the form.")]
    text: String,
    /// The member who does it.
    owner: Option<PersonId>,
    /// The name of who does it, if that is no member.
    #[schema(max_length = 300)]
    guest: Option<String>,
    /// Who else does it, by name; those of members are recognised.
    #[serde(default)]
    #[schema(max_items = 20)]
    others: Vec<String>,
    /// From the year 2000 to 2199.
    due: Option<NaiveDate>,
    /// Instead of a date.
    #[serde(default)]
    due_next_meeting: bool,
    /// The objective or activity that it is about.
    plan: Option<PlanItemId>,
}

impl api::Representation for Representation {
    const EDITED: bool = true;

    fn revision(&self) -> Option<i32> {
        Some(self.revision)
    }
}

impl Representation {
    pub fn of(action: Action, today: NaiveDate) -> Self {
        let overdue = action.is_overdue(today);
        let last = action.last_report.map(|last| LatestReport { at: last.at, text: last.text });
        let from = action.meeting;
        let said = from.as_ref().and_then(|from| from.said.as_ref());
        Representation {
            id: action.id,
            item: from.as_ref().and_then(|from| from.item_id),
            contribution: said.map(|said| said.id),
            meeting: from.map(|from| from.key.to_string()),
            text: action.text,
            html: action.html,
            owners: action.owners.iter().cloned().collect(),
            due: action.deadline.due.and_then(Due::day),
            due_next_meeting: action.deadline.due == Some(Due::NextMeeting),
            day: action.deadline.day,
            overdue,
            state: action.state,
            reason: action.reason,
            plan: action.tied.map(|tied| tied.item_id),
            last_report: last,
            revision: action.revision,
        }
    }
}

impl Body {
    /// As a page's form would send it.
    pub fn form(self, id: ActionId, revision: i32) -> Result<ActionForm> {
        let kind = match (self.due, self.due_next_meeting) {
            (_, true) => DueKind::NextMeeting,
            (Some(_), false) => DueKind::Date,
            (None, false) => DueKind::Never,
        };
        Ok(ActionForm {
            id,
            revision,
            item: self.item.map(|id| id.to_string()).unwrap_or_default(),
            contribution: self.contribution.map(|id| id.to_string()).unwrap_or_default(),
            text: self.text,
            owner: self.owner.map(|id| id.to_string()).unwrap_or_default(),
            guest: self.guest.unwrap_or_default(),
            others: lines("others", &self.others)?,
            due_kind: kind.key().to_owned(),
            due: self.due.map(|due| due.to_string()).unwrap_or_default(),
            plan: self.plan.map(|id| id.to_string()).unwrap_or_default(),
        })
    }

    /// As the form of an action that comes from no meeting would send it.
    pub fn form_elsewhere(self, id: ActionId, revision: i32) -> Result<ActionForm> {
        match self.item.is_some() || self.contribution.is_some() {
            true => Err(Error::invalid("item", "This action comes from no meeting.")),
            false => self.form(id, revision),
        }
    }
}

/// One action, as it is now.
pub async fn one(app: &App, by: &Member, id: ActionId) -> Result<Representation> {
    let action = super::find(&app.db, by, id).await?;
    Ok(Representation::of(action, by.group.today(app.clock.now())))
}

/// All that come from a meeting.
pub async fn of_meeting(app: &App, by: &Member, meeting: &Meeting) -> Result<Vec<Representation>> {
    let Some(number) = meeting.number else { return Ok(Vec::new()) };
    let filter = Filter { state: "all".into(), meeting: number.to_string(), ..Filter::default() };
    let today = by.group.today(app.clock.now());
    let actions = super::all(&app.db, by, &filter, today).await?;
    Ok(actions.into_iter().map(|action| Representation::of(action, today)).collect())
}
