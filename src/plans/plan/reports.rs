//! How far an activity is, report by report; each is kept with its day and who made it.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::{PgConnection, PgPool};

use super::{Item, Plan, Status, Step, store};
use access::rights::{May, Member};
use base::ids::{ActivityReportId, ContributionId, MeetingId, PlanItemId};
use base::markdown::Markdown;
use base::policy::{AnswerForActions, EditPlans};
use platform::history::{self, Change};
use platform::web::{Error, Invalid, Result, transaction};

/// Where a report was made: at a meeting, by a contribution, or neither.
#[derive(Clone, Copy, Debug, Default)]
pub struct Source {
    pub meeting: Option<MeetingId>,
    pub contribution: Option<ContributionId>,
}

/// How a form says that an activity is as far as before.
pub const UNCHANGED: &str = "unchanged";

#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct ReportForm {
    /// Made when the form was shown, so that pressing twice reports once.
    pub id: ActivityReportId,
    pub status: String,
    pub progress: String,
}

impl Default for ReportForm {
    fn default() -> Self {
        ReportForm { id: ActivityReportId::new(), status: String::new(), progress: String::new() }
    }
}

impl ReportForm {
    /// What is reported of an activity that is at `before`.
    pub fn check(&self, before: Status) -> Result<(Status, Markdown)> {
        let mut invalid = Invalid::default();
        let status = match self.status.as_str() {
            UNCHANGED => Some(before),
            key => Status::of_key(key),
        };
        if status.is_none() {
            invalid.add("status", "Choose how far it is.");
        }
        if status == Some(before) && self.progress.trim().is_empty() {
            invalid.add("progress", "Say what is new.");
        }
        let text = Markdown::said(&self.progress).unwrap_or_else(|refused| {
            invalid.add("progress", refused.to_string());
            Markdown::default()
        });
        invalid.or((status.unwrap_or(before), text))
    }
}

impl Item {
    /// Its leads report on an activity, and so do those who edit the plan.
    pub fn is_answered_by(&self, member: &Member) -> bool {
        let led = self.leads.include(member.person.id) && member.may(AnswerForActions);
        !self.is_objective() && (led || member.may(EditPlans))
    }
}

pub async fn report(
    db: &PgPool,
    by: &May<AnswerForActions>,
    slug: &str,
    id: PlanItemId,
    form: &ReportForm,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut tx = transaction(db).await?;
    let plan = super::lock(&mut tx, by.group.id, slug).await?;
    plan.after(Step::Report, now)?;
    let item = super::item(&mut tx, &plan, id).await?;
    if item.is_objective() {
        return Err(Error::conflict("Progress is reported of activities, not of an objective."));
    }
    if !item.is_answered_by(by) {
        return Err(Error::Forbidden);
    }
    keep(&mut tx, by, (&plan, &item), form, Source::default(), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Keeps what a form reports of an activity within a larger change: once, though it is sent twice.
pub async fn keep(
    db: &mut PgConnection,
    by: &Member,
    (plan, item): (&Plan, &Item),
    form: &ReportForm,
    source: Source,
    now: DateTime<Utc>,
) -> Result<()> {
    let says = (item.id, Status::of_key(&form.status), form.progress.trim());
    let id = match store::is_kept(db, form.id, says).await? {
        None => form.id,
        Some(true) => return Ok(()),
        Some(false) => ActivityReportId::new(),
    };
    let (status, text) = form.check(item.status)?;
    enter(db, by, (plan, item), id, (status, &text), source, now).await
}

/// Keeps a report that was checked, within a larger change.
pub async fn enter(
    db: &mut PgConnection,
    by: &Member,
    (plan, item): (&Plan, &Item),
    id: ActivityReportId,
    said: (Status, &Markdown),
    source: Source,
    now: DateTime<Utc>,
) -> Result<()> {
    store::insert_report(db, item.id, (id, by.person.id, now), said, source).await?;
    let event = Change { event: said.0.words(), meeting: source.meeting, ..plan.item_event(item) };
    history::log(db, by.person.id, event).await
}
