//! How far an activity is, report by report; each is kept with its day and who made it.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::{PgConnection, PgPool};

use super::{Item, Plan, Status, Step, store};
use crate::history::{self, Event};
use crate::ids::{ActivityReportId, ContributionId, MeetingId, PlanItemId};
use crate::markdown::{Markdown, Under};
use crate::roles::{AnswerForActions, EditPlans, May, Member};
use crate::web::{Error, Invalid, Result};

#[derive(Clone, Debug)]
pub struct Report {
    pub by: String,
    pub at: DateTime<Utc>,
    pub status: Status,
    pub html: String,
    /// The meeting at which it was said, and its number.
    pub said_at: Option<String>,
    pub meeting: Option<i32>,
}

impl Report {
    /// The number and the name of the meeting at which it was said.
    pub fn said_at(&self) -> Option<(i32, &str)> {
        self.meeting.zip(self.said_at.as_deref())
    }
}

/// Where a report was made: at a meeting, by a contribution, or neither.
#[derive(Clone, Copy, Debug, Default)]
pub struct Source {
    pub meeting: Option<MeetingId>,
    pub contribution: Option<ContributionId>,
}

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
        let status = Status::of_key(&self.status);
        if status.is_none() {
            invalid.add("status", "Choose how far it is.");
        }
        if status == Some(before) && self.progress.trim().is_empty() {
            invalid.add("progress", "Say what is new.");
        }
        let text = Markdown::parse(self.progress.trim(), Under::H4).unwrap_or_else(|refused| {
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

/// The latest first.
pub async fn reports(db: &PgPool, item: PlanItemId) -> Result<Vec<Report>> {
    store::reports(db, item).await
}

pub async fn report(
    db: &PgPool,
    by: &May<AnswerForActions>,
    slug: &str,
    id: PlanItemId,
    form: &ReportForm,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let plan = super::lock(&mut tx, by.group.id, slug).await?;
    plan.after(Step::Report, now)?;
    let item = super::item(&mut tx, &plan, id).await?;
    if item.is_objective() {
        return Err(Error::conflict("Progress is reported of activities, not of an objective."));
    }
    if !item.is_answered_by(by) {
        return Err(Error::Forbidden);
    }
    let (status, text) = form.check(item.status)?;
    let unused = match store::report(&mut tx, form.id).await? {
        None => Some(form.id),
        Some((known, said)) if known == id && said == text.source => None,
        Some(_) => Some(ActivityReportId::new()),
    };
    if let Some(report) = unused {
        let said = (status, &text);
        enter(&mut tx, by, (&plan, &item), report, said, Source::default(), now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Keeps a report within a larger change.
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
    let event = match said.0 {
        Status::Planned => "planned",
        Status::InProgress => "in progress",
        Status::Done => "done",
        Status::Dropped => "dropped",
    };
    let event = Event { event, meeting: source.meeting, ..plan.item_event(item) };
    history::record(db, by.person.id, event).await
}
