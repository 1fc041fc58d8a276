//! The review of a summary and its approvals.

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use sqlx::{PgConnection, PgExecutor};

use crate::draft::review::Named;
use crate::draft::{Review, Summary, SummaryState};
use access::rights::Member;
use base::ids::{GroupId, MeetingId, PersonId};
use base::policy::Role;
use meetings::meeting::summary_moved_on;
use platform::web::Result;

pub async fn review(db: impl PgExecutor<'_>, summary: &Summary) -> Result<Review> {
    let row = sqlx::query!(
        r#"
        select
            (select coalesce(json_agg(json_build_object('person_id', people.id, 'name', people.name)
                                      order by approvals.approved_at, people.name), '[]')
             from approvals
             join people on people.id = approvals.person_id
             where approvals.meeting_id = $1 and approvals.edition = $3
               and approvals.text_hash = $4)
                as "approvals!: Json<Vec<Named>>",
            (select coalesce(json_agg(json_build_object('person_id', people.id, 'name', people.name)
                                      order by people.name), '[]')
             from memberships
             join people on people.id = memberships.person_id
             where memberships.group_id = $2 and memberships.role = 'co_chair'
               and memberships.until is null and people.suspended_at is null)
                as "co_chairs!: Json<Vec<Named>>",
            count(comment.id) as "comments!",
            count(*) filter (where state = 'open') as "open!",
            count(*) filter (where state = 'open' and kind in ('objection', 'do_not_attribute'))
                as "blocking!"
        from summary_comments comment
        where meeting_id = $1 and edition = $3
        "#,
        summary.meeting_id as MeetingId,
        summary.group_id as GroupId,
        summary.edition,
        summary.text_hash,
    )
    .fetch_one(db)
    .await?;
    Ok(Review {
        approvals: row.approvals.0,
        co_chairs: row.co_chairs.0,
        comments: row.comments,
        open: row.open,
        blocking: row.blocking,
    })
}

/// Moves the summary on. The caller holds it.
pub async fn advance(
    db: &mut PgConnection,
    summary: &Summary,
    to: SummaryState,
    deadline: Option<DateTime<Utc>>,
) -> Result<()> {
    sqlx::query!(
        r#"
        update summaries
        set state = $2, deadline = $3, revision = revision + 1
        where meeting_id = $1
        "#,
        summary.meeting_id as MeetingId,
        to as SummaryState,
        deadline,
    )
    .execute(&mut *db)
    .await?;
    summary_moved_on(db, summary.meeting_id).await
}

/// Begins the next edition, which says what it corrects; or says it better.
pub async fn correct(
    db: &mut PgConnection,
    summary: &Summary,
    edition: i32,
    corrigendum: &str,
) -> Result<()> {
    sqlx::query!(
        r#"
        update summaries
        set state = 'drafting', deadline = null, edition = $2, corrigendum = $3,
            revision = revision + 1
        where meeting_id = $1
        "#,
        summary.meeting_id as MeetingId,
        edition,
        corrigendum,
    )
    .execute(&mut *db)
    .await?;
    summary_moved_on(db, summary.meeting_id).await
}

pub async fn approve(
    db: &mut PgConnection,
    summary: &Summary,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        r#"
        insert into approvals (meeting_id, edition, person_id, text_hash, approved_at)
        values ($1, $2, $3, $4, $5)
        on conflict do nothing
        "#,
        summary.meeting_id as MeetingId,
        summary.edition,
        by as PersonId,
        summary.text_hash,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn void_approvals(db: &mut PgConnection, summary: &Summary) -> Result<()> {
    sqlx::query!(
        "delete from approvals where meeting_id = $1 and edition = $2",
        summary.meeting_id as MeetingId,
        summary.edition,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Where the group's members of those roles get mail, and those who spoke at the meeting if one is
/// named, except the one who acts.
pub async fn addresses(
    db: &mut PgConnection,
    by: &Member,
    roles: &[Role],
    speakers_at: Option<MeetingId>,
) -> Result<Vec<String>> {
    let addresses = sqlx::query_scalar!(
        r#"
        select people.email
        from memberships
        join people on people.id = memberships.person_id
        where memberships.group_id = $1 and memberships.until is null
          and (memberships.role = any($2)
               or memberships.person_id in (
                   select contributions.speaker_id from contributions
                   where contributions.meeting_id = $4 and contributions.removed_at is null))
          and people.suspended_at is null and memberships.person_id <> $3
        order by email
        "#,
        by.group.id as GroupId,
        roles as &[Role],
        by.person.id as PersonId,
        speakers_at as Option<MeetingId>,
    )
    .fetch_all(db)
    .await?;
    Ok(addresses)
}
