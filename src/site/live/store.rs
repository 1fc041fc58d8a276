//! Which pages somebody may follow, and on which they write.

use sqlx::PgExecutor;

use super::SignedIn;
use base::ids::{PersonId, SessionId};
use base::policy::{Capability, DraftAgendas};
use platform::web::Result;

/// Of the pages that were asked for: those of meetings of the person's own groups, and their agendas and records, as
/// long as the person is signed in.
pub async fn allowed(
    db: impl PgExecutor<'_>,
    by: SignedIn,
    pages: &[String],
) -> Result<Vec<String>> {
    let allowed = sqlx::query_scalar!(
        r#"
        select asked.page as "page!"
        from unnest($2::text[]) as asked (page)
        join meetings on meetings.id::text = split_part(asked.page, '/', 2)
            and split_part(asked.page, '/', 1) in ('agenda', 'record', 'meeting')
        join memberships on memberships.group_id = meetings.group_id
            and memberships.person_id = $1 and memberships.until is null
        join people on people.id = memberships.person_id and people.suspended_at is null
        join sessions on sessions.id = $3 and sessions.person_id = $1 and sessions.expires_at > $4
        "#,
        by.person as PersonId,
        pages,
        by.session as Option<SessionId>,
        by.now,
    )
    .fetch_all(db)
    .await?;
    Ok(allowed)
}

/// Whether it is an agenda or a record that the person writes.
pub async fn may_write(db: impl PgExecutor<'_>, person: PersonId, page: &str) -> Result<bool> {
    let may = sqlx::query_scalar!(
        r#"
        select exists (
            select from meetings
            join memberships on memberships.group_id = meetings.group_id
                and memberships.person_id = $1 and memberships.until is null
            join people on people.id = memberships.person_id and people.suspended_at is null
            where $2 in ('agenda/' || meetings.id, 'record/' || meetings.id)
              and memberships.role::text = any($3)
        ) as "may!"
        "#,
        person as PersonId,
        page,
        &DraftAgendas::role_keys(),
    )
    .fetch_one(db)
    .await?;
    Ok(may)
}
