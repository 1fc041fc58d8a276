//! Reports on actions in the database, and what they change of the action.

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use sqlx::{PgConnection, PgExecutor};

use crate::{Report, Step};
use base::ids::{ActionId, PersonId, ReportId};
use base::markdown::Markdown;
use base::states::ActionState;
use platform::history::Told;
use platform::web::Result;

pub struct NewReport {
    pub id: ReportId,
    pub by: PersonId,
    pub by_link: bool,
    pub at: DateTime<Utc>,
    pub state: ActionState,
}

pub async fn reports(db: impl PgExecutor<'_>, action: ActionId) -> Result<Vec<Report>> {
    let reports = sqlx::query_as!(
        Report,
        r#"
        select action_reports.id as "id: ReportId", people.name as by, action_reports.made_at as at,
               action_reports.state as "state: ActionState", action_reports.handed_to,
               action_reports.html, action_reports.by_link
        from action_reports
        join people on people.id = action_reports.person_id
        where action_reports.action_id = $1
        order by action_reports.made_at, action_reports.id
        "#,
        action as ActionId,
    )
    .fetch_all(db)
    .await?;
    Ok(reports)
}

/// The same, and what happened to the action, the latest first.
pub async fn reports_and_history(
    db: impl PgExecutor<'_>,
    action: ActionId,
) -> Result<(Vec<Report>, Vec<Told>)> {
    let row = sqlx::query!(
        r#"
        select
            (select coalesce(json_agg(report order by report.at, report.id), '[]')
             from (select action_reports.id, people.name as by, action_reports.made_at as at,
                          action_reports.state, action_reports.handed_to, action_reports.html,
                          action_reports.by_link
                   from action_reports
                   join people on people.id = action_reports.person_id
                   where action_reports.action_id = $1) as report)
                as "reports!: Json<Vec<Report>>",
            (select coalesce(json_agg(told order by told.id desc), '[]')
             from (select history.id, history.at, people.name as by, history.subject,
                          history.event, history.reason, history.revision, history.content
                   from history
                   join people on people.id = history.person_id
                   where history.subject_id = $1) as told)
                as "told!: Json<Vec<Told>>"
        "#,
        action as ActionId,
    )
    .fetch_one(db)
    .await?;
    Ok((row.reports.0, row.told.0))
}

/// Whether a report is kept already: the same step of the same action, in the same words. False
/// for another report that came under its id.
pub async fn is_kept(
    db: &mut PgConnection,
    id: ReportId,
    (action, state, handed_to, text): (ActionId, ActionState, &str, &str),
) -> Result<Option<bool>> {
    let kept = sqlx::query_scalar!(
        r#"
        select action_id = $2 and state = $3 and handed_to = $4 and text = $5 as "same!"
        from action_reports
        where id = $1
        "#,
        id as ReportId,
        action as ActionId,
        state as ActionState,
        handed_to,
        text,
    )
    .fetch_optional(db)
    .await?;
    Ok(kept)
}

pub async fn advance(
    db: &mut PgConnection,
    id: ActionId,
    to: ActionState,
    reason: &str,
) -> Result<()> {
    sqlx::query!(
        "update action_items set state = $2, reason = $3 where id = $1",
        id as ActionId,
        to as ActionState,
        reason,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Before the action has its new owners, because the report keeps who had it until then.
pub async fn insert_report(
    db: &mut PgConnection,
    action: ActionId,
    report: NewReport,
    step: &Step,
    text: &Markdown,
) -> Result<()> {
    let handed_to = if let Step::HandOver(to) = step { to.name.as_str() } else { "" };
    sqlx::query!(
        r#"
        insert into action_reports
            (id, action_id, person_id, state, handed_to, text, html, made_at, by_link,
             handed_from)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
                case when $4::action_state = 'handed_over' then owners_of($2) end)
        "#,
        report.id as ReportId,
        action as ActionId,
        report.by as PersonId,
        report.state as ActionState,
        handed_to,
        text.source,
        text.html,
        report.at,
        report.by_link,
    )
    .execute(db)
    .await?;
    Ok(())
}
