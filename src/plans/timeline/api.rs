//! The life of an objective or activity, as programs read it.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::plan::{self, Status};
use crate::timeline::{self, Entry, EntryKey};
use access::rights::Reader;
use base::addresses::plan::ItemPath;
use base::ids::{ActionId, ContributionId, DecisionId, PlanCommentId, PlanItemId};
use base::states::{ActionState, Disposition};
use platform::api::{self, Listing, Paged};
use platform::history::api as history;
use platform::web::{App, Error, Path, Result};

/// What was said, agreed, taken on, reported, decided or changed of an objective or activity.
#[derive(Serialize, ToSchema)]
#[schema(as = Deed)]
pub struct Representation {
    at: DateTime<Utc>,
    kind: Kind,
    /// The item itself, or an activity below it.
    item: PlanItemId,
    /// What it is, in a word or two.
    told: String,
    /// Whose it is, where that is told.
    by: Option<String>,
    html: String,
    /// The meeting at which it was said, as addresses name it.
    meeting: Option<String>,
    meeting_name: Option<String>,
    /// What was said, or what a report was given by.
    contribution: Option<ContributionId>,
    decision: Option<DecisionId>,
    action: Option<ActionId>,
    action_state: Option<ActionState>,
    /// How far an activity was, as it was reported.
    status: Option<Status>,
    /// The suggestion that was decided.
    comment: Option<PlanCommentId>,
    disposition: Option<Disposition>,
    /// The reason for the decision.
    reason: Option<String>,
    /// What was done to the item itself.
    change: Option<history::Representation>,
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DeedKind)]
pub enum Kind {
    Contribution,
    Decision,
    Action,
    Report,
    Settlement,
    Change,
}

impl api::Representation for Representation {}

impl From<Entry> for Representation {
    fn from(entry: Entry) -> Self {
        let (told, by) = (entry.kind.describe(), entry.kind.by());
        let (meeting, meeting_name) = entry.meeting.unzip();
        let plain = Representation {
            at: entry.at,
            kind: Kind::Contribution,
            item: entry.item,
            told,
            by,
            html: entry.html,
            meeting: meeting.map(|meeting| meeting.to_string()),
            meeting_name,
            contribution: None,
            decision: None,
            action: None,
            action_state: None,
            status: None,
            comment: None,
            disposition: None,
            reason: None,
            change: None,
        };
        plain.with(entry.kind)
    }
}

impl Representation {
    fn with(self, kind: timeline::Kind) -> Self {
        match kind {
            timeline::Kind::Said { id, .. } => Representation { contribution: Some(id), ..self },
            timeline::Kind::Agreed { id, .. } => {
                Representation { kind: Kind::Decision, decision: Some(id), ..self }
            }
            timeline::Kind::ToDo { id, state, .. } => {
                let (action, action_state) = (Some(id), Some(state));
                Representation { kind: Kind::Action, action, action_state, ..self }
            }
            timeline::Kind::Reported { status, said, .. } => {
                let (status, contribution) = (Some(status), said);
                Representation { kind: Kind::Report, status, contribution, ..self }
            }
            timeline::Kind::Settled { id, disposition, reason, .. } => {
                let (comment, disposition) = (Some(id), Some(disposition));
                let reason = Some(reason);
                Representation { kind: Kind::Settlement, comment, disposition, reason, ..self }
            }
            timeline::Kind::Changed(past) => {
                Representation { kind: Kind::Change, change: Some((*past).into()), ..self }
            }
        }
    }
}

pub async fn read(
    reader: Reader,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    page: Paged,
) -> Result<Listing<Representation>> {
    let plan = plan::visible(&app.db, &reader, &at.at.plan, app.clock.now()).await?;
    let items = plan::shown_items(&app.db, &plan, &reader).await?;
    if items.iter().all(|item| item.id != at.item) {
        return Err(Error::NotFound);
    }
    let which = (page.key::<EntryKey>()?, page.limit() + 1);
    let entries = timeline::later(&app.db, &reader, &plan, at.item, which).await?;
    Ok(page.cut(entries, |entry| entry.key.to_string()).map(Representation::from))
}
