//! What was said of an activity while a meeting was recorded goes on its plan in the same form.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::PlanLink;
use crate::plan::{self, ReportForm, Source, Step};
use access::rights::May;
use base::ids::{ContributionId, MeetingId};
use base::policy::RecordMeetings;
use platform::web::{Error, Result};

/// Keeps an update as a report of progress, within the change that adds the contribution. Whoever
/// records may.
pub async fn enter_update(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    (meeting, contribution): (MeetingId, ContributionId),
    tied: Option<&PlanLink>,
    update: &ReportForm,
    now: DateTime<Utc>,
) -> Result<()> {
    let tied = tied.ok_or_else(|| {
        Error::invalid("plan", "Choose the activity that moved on, or leave the update empty.")
    })?;
    if tied.is_objective() {
        let sentence = "Progress is reported of activities, not of an objective. Choose the \
                        activity that moved on, or leave the update empty.";
        return Err(Error::invalid("plan", sentence));
    }
    let plan = plan::lock(&mut *db, by.group.id, &tied.slug).await?;
    plan.after(Step::Report, now)?;
    let item = plan::item(&mut *db, &plan, tied.item_id).await?;
    let source = Source { meeting: Some(meeting), contribution: Some(contribution) };
    plan::keep(db, by, (&plan, &item), update, source, now).await
}
