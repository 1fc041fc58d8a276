//! Reports of progress on activities, in the database.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::plan::{Source, Status};
use base::ids::{ActivityReportId, ContributionId, MeetingId, PersonId, PlanItemId};
use base::markdown::Markdown;
use platform::web::Result;

/// Whether a report is kept already, of the same activity and saying the same.
pub async fn is_kept(
    db: &mut PgConnection,
    id: ActivityReportId,
    (item, status, text): (PlanItemId, Option<Status>, &str),
) -> Result<Option<bool>> {
    let kept = sqlx::query_scalar!(
        r#"
        select item_id = $2 and status is not distinct from $3 and text = $4 as "same!"
        from activity_reports
        where id = $1
        "#,
        id as ActivityReportId,
        item as PlanItemId,
        status as Option<Status>,
        text,
    )
    .fetch_optional(db)
    .await?;
    Ok(kept)
}

/// Keeps a report, and makes it what the activity says of its progress.
pub async fn insert_report(
    db: &mut PgConnection,
    item: PlanItemId,
    (id, by, at): (ActivityReportId, PersonId, DateTime<Utc>),
    (status, text): (Status, &Markdown),
    source: Source,
) -> Result<()> {
    sqlx::query!(
        r#"
        with report as (
            insert into activity_reports
                (id, item_id, person_id, status, text, html, made_at, meeting_id, contribution_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        )
        update plan_items
        set status = $4, progressed_at = $7,
            progress = case when $5 = '' then progress else $5 end,
            progress_html = case when $5 = '' then progress_html else $6 end
        where id = $2
        "#,
        id as ActivityReportId,
        item as PlanItemId,
        by as PersonId,
        status as Status,
        text.source,
        text.html,
        at,
        source.meeting as Option<MeetingId>,
        source.contribution as Option<ContributionId>,
    )
    .execute(db)
    .await?;
    Ok(())
}
