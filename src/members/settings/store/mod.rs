//! The settings of groups in the database.

mod exposure;

use sqlx::{PgConnection, PgExecutor};

use super::Settings;
use access::rights::Member;
use base::ids::{GroupId, PersonId};
use base::markdown::Markdown;
use base::states::{ApprovalRule, Visibility};
use platform::web::Result;

pub use exposure::exposure;

/// Whoever changes a group takes it first. Rows that refer to it may still be written.
pub async fn lock(db: &mut PgConnection, group: GroupId) -> Result<Visibility> {
    let visibility = sqlx::query_scalar!(
        r#"
        select visibility as "visibility: Visibility" from groups
        where id = $1 for no key update
        "#,
        group as GroupId,
    )
    .fetch_one(db)
    .await?;
    Ok(visibility)
}

pub async fn read(db: impl PgExecutor<'_>, group: GroupId) -> Result<(i32, Settings)> {
    let row = sqlx::query!(
        r#"
        select name, short_name, purpose, purpose_html, time_zone, meeting_title,
               approval_rule as "approval_rule: ApprovalRule", review_days, requests_contact,
               revision
        from groups
        where id = $1
        "#,
        group as GroupId,
    )
    .fetch_one(db)
    .await?;
    let settings = Settings {
        name: row.name,
        short_name: row.short_name,
        purpose: Markdown { source: row.purpose, html: row.purpose_html },
        time_zone: row.time_zone.parse().unwrap_or_default(),
        meeting_title: row.meeting_title,
        approval_rule: row.approval_rule,
        review_days: row.review_days,
        requests_contact: row.requests_contact,
    };
    Ok((row.revision, settings))
}

pub async fn write(db: &mut PgConnection, group: GroupId, settings: &Settings) -> Result<()> {
    sqlx::query!(
        r#"
        update groups
        set name = $2, short_name = $3, purpose = $4, purpose_html = $5, time_zone = $6,
            meeting_title = $7, approval_rule = $8, review_days = $9, requests_contact = $10,
            revision = revision + 1
        where id = $1
        "#,
        group as GroupId,
        settings.name,
        settings.short_name,
        settings.purpose.source,
        settings.purpose.html,
        settings.time_zone.name(),
        settings.meeting_title,
        settings.approval_rule as ApprovalRule,
        settings.review_days,
        settings.requests_contact,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn set_visibility(
    db: &mut PgConnection,
    group: GroupId,
    visibility: Visibility,
) -> Result<()> {
    sqlx::query!(
        "update groups set visibility = $2 where id = $1",
        group as GroupId,
        visibility as Visibility,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Where the group's people get mail, except the one who acts.
pub async fn addresses(db: &mut PgConnection, by: &Member) -> Result<Vec<String>> {
    let addresses = sqlx::query_scalar!(
        r#"
        select people.email
        from memberships
        join people on people.id = memberships.person_id
        where memberships.group_id = $1 and memberships.until is null
          and people.suspended_at is null and people.service_of is null and people.id <> $2
        order by people.email
        "#,
        by.group.id as GroupId,
        by.person.id as PersonId,
    )
    .fetch_all(db)
    .await?;
    Ok(addresses)
}
