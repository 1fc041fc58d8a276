//! A shared action plan: numbered objectives, each with activities, on which members comment
//! and suggest, and which the group adopts at a meeting.

mod store;
mod form;
pub mod card;
mod items_form;
mod state;
mod status;
mod progress;
mod listing;
mod reports;
pub mod talk;
mod tree;
mod document;
mod items;
mod drafting;
mod import;
pub mod api;
pub mod pages;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, PgPool};

use access::fields::owners::Owners;
use access::rights::{Member, Reader};
use base::ids::{GroupId, PlanId, PlanItemId};
use base::markdown::brief;
use base::states::Visibility;
use base::time::date;
use platform::history::Change;
use platform::web::{Error, Result};

pub use document::{Document, Seal, Telling, Told, ToldActivity, document, html, markdown};
pub use drafting::{change, make, reword};
pub use form::{PlanEdit, PlanForm, chosen};
pub use import::{Becomes, COLUMNS as IMPORTED, import};
pub use items::{add, edit, enter, remove, restore, shift};
pub use items_form::{ItemEdit, ItemForm};
pub use listing::{PlanRow, list};
pub use progress::Progress;
pub use reports::{ReportForm, Source, UNCHANGED, keep, report};
pub use state::{PlanState, Step, open_form, take};
pub use status::Status;
pub use store::{find, items, lock, mark_adopted, removed};
pub use tree::{Objective, Placed, in_order, objectives};

#[derive(Clone, Debug)]
pub struct Plan {
    pub id: PlanId,
    pub group_id: GroupId,
    /// As its address names it.
    pub slug: String,
    pub title: String,
    pub purpose: String,
    pub purpose_html: String,
    pub visibility: Visibility,
    /// Whether people who are not in the group may comment while it is open.
    pub public_comments: bool,
    pub state: PlanState,
    pub comments_until: Option<DateTime<Utc>>,
    /// The number of its latest adopted version; 0 before the first.
    pub adopted: i32,
    /// Who may read that version for ever, whoever may read the plan by now.
    pub adopted_visibility: Option<Visibility>,
    pub revision: i32,
}

/// An objective, or an activity below one.
#[derive(Clone, Debug)]
pub struct Item {
    pub id: PlanItemId,
    /// The objective that an activity stands below.
    pub objective_id: Option<PlanItemId>,
    pub position: i32,
    /// Of an objective.
    pub title: String,
    pub text: String,
    pub html: String,
    pub leads: Owners,
    pub due: Option<NaiveDate>,
    pub status: Status,
    pub progress: String,
    pub progress_html: String,
    pub progressed_at: Option<DateTime<Utc>>,
    pub revision: i32,
}

/// The plan, if its present text is the reader's to see.
pub async fn visible(db: &PgPool, by: &Reader, slug: &str, now: DateTime<Utc>) -> Result<Plan> {
    let plan = find(db, by.group.id, slug).await?;
    if plan.is_shown_to(by, now) { Ok(plan) } else { Err(Error::NotFound) }
}

/// The items of a plan that its reader may see. At meetings progress is told of by people, some of
/// whom asked not to be named.
pub async fn shown_items(db: &PgPool, plan: &Plan, by: &Reader) -> Result<Vec<Item>> {
    match by.member.as_ref().is_some_and(Member::reads_speakers) {
        true => store::items(db, plan.id).await,
        false => store::veiled_items(db, plan.id).await,
    }
}

/// An item of the plan that was not removed.
pub async fn item(db: &mut PgConnection, plan: &Plan, id: PlanItemId) -> Result<Item> {
    let items = store::items(&mut *db, plan.id).await?;
    items.into_iter().find(|item| item.id == id).ok_or(Error::NotFound)
}

impl Plan {
    /// Members read every plan. The public reads a public one once it was opened for comments,
    /// but no draft of it.
    pub fn is_shown_to(&self, by: &Reader, now: DateTime<Utc>) -> bool {
        let told = !matches!(self.state_at(now), PlanState::Draft | PlanState::Archived);
        by.member.is_some() || (by.sees(self.visibility) && told)
    }

    /// The number of its latest adopted version, if that is the reader's to see.
    pub fn adopted_for(&self, by: &Reader) -> Option<i32> {
        let shown = self.adopted_visibility.is_some_and(|visibility| by.sees(visibility));
        shown.then_some(self.adopted)
    }

    /// What history says of it, still without what happened.
    pub fn event(&self) -> Change<'static> {
        Change {
            group: Some(self.group_id),
            subject: "plan",
            subject_id: self.id.0,
            ..Change::default()
        }
    }

    pub fn item_event(&self, item: &Item) -> Change<'static> {
        Change { subject: item.kind(), subject_id: item.id.0, ..self.event() }
    }
}

impl Item {
    pub fn is_objective(&self) -> bool {
        self.objective_id.is_none()
    }

    pub fn kind(&self) -> &'static str {
        if self.is_objective() { "objective" } else { "activity" }
    }

    /// How it begins, in one line.
    pub fn brief(&self) -> String {
        if self.is_objective() { self.title.clone() } else { brief(&self.html) }
    }

    /// Who leads an activity, and by when: "Mira Rao; due: Wed 1 April 2026".
    pub fn agreed(&self) -> String {
        let leads = Some(self.leads.to_string()).filter(|leads| !leads.is_empty());
        let due = self.due.map(|due| format!("due: {}", date(due)));
        [leads, due].into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    /// "by Wed 1 April 2026", or since when it is overdue.
    pub fn deadline(&self, today: &NaiveDate) -> String {
        match self.due {
            Some(due) if self.is_overdue(*today) => format!("overdue since {}", date(due)),
            Some(due) => format!("by {}", date(due)),
            None => String::new(),
        }
    }

    pub fn state_kind(&self, today: &NaiveDate) -> &'static str {
        match self.status {
            Status::Done => "done",
            Status::Dropped => "plain",
            _ if self.is_overdue(*today) => "waits",
            _ => "plain",
        }
    }

    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        let open = matches!(self.status, Status::Planned | Status::InProgress);
        open && !self.is_objective() && self.due.is_some_and(|due| due < today)
    }
}

#[cfg(test)]
impl Plan {
    pub fn sample() -> Self {
        Plan {
            id: PlanId::new(),
            group_id: GroupId::new(),
            slug: "wsis20".into(),
            title: "WSIS+20 action plan".into(),
            purpose: String::new(),
            purpose_html: String::new(),
            visibility: Visibility::Public,
            public_comments: false,
            state: PlanState::Draft,
            comments_until: None,
            adopted: 0,
            adopted_visibility: None,
            revision: 1,
        }
    }
}

#[cfg(test)]
impl Item {
    pub fn sample(objective_id: Option<PlanItemId>) -> Self {
        Item {
            id: PlanItemId::new(),
            objective_id,
            position: 1,
            title: "Awareness".into(),
            text: String::new(),
            html: String::new(),
            leads: Owners::default(),
            due: None,
            status: Status::Planned,
            progress: String::new(),
            progress_html: String::new(),
            progressed_at: None,
            revision: 1,
        }
    }
}
