use sqlx::PgExecutor;

use super::Group;
use base::ids::GroupId;
use base::states::{ApprovalRule, Visibility};
use platform::web::Result;

pub async fn find(db: impl PgExecutor<'_>, slug: &str) -> Result<Group> {
    let row = sqlx::query!(
        r#"
        select id as "id: GroupId", slug, name, short_name, time_zone,
               visibility as "visibility: Visibility",
               approval_rule as "approval_rule: ApprovalRule", meeting_title,
               review_days, requests_contact
        from groups
        where slug = $1
        "#,
        slug,
    )
    .fetch_one(db)
    .await?;
    Ok(Group {
        id: row.id,
        slug: row.slug,
        name: row.name,
        short_name: row.short_name,
        time_zone: row.time_zone.parse().unwrap_or_default(),
        visibility: row.visibility,
        approval_rule: row.approval_rule,
        meeting_title: row.meeting_title,
        review_days: row.review_days,
        requests_contact: row.requests_contact,
    })
}
