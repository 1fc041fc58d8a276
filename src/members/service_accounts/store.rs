//! Service accounts, in the database.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use super::ServiceAccount;
use base::ids::{GroupId, PersonId};
use base::policy::Role;
use platform::web::Result;

/// Those that are not removed.
pub async fn list(
    db: impl PgExecutor<'_>,
    group: GroupId,
    now: DateTime<Utc>,
) -> Result<Vec<ServiceAccount>> {
    let accounts = sqlx::query_as!(
        ServiceAccount,
        r#"
        select people.id as "id: PersonId", people.name, memberships.role as "role: Role",
               memberships.since,
               count(tokens.id) filter (where tokens.revoked_at is null and tokens.expires_at > $2)
                   as "tokens!",
               max(tokens.seen_at) as seen_at
        from people
        join memberships on memberships.person_id = people.id and memberships.group_id = $1
            and memberships.until is null
        left join tokens on tokens.person_id = people.id
        where people.service_of = $1
        group by people.id, memberships.id
        order by people.name, people.id
        "#,
        group as GroupId,
        now,
    )
    .fetch_all(db)
    .await?;
    Ok(accounts)
}

pub async fn find(
    db: impl PgExecutor<'_>,
    group: GroupId,
    account: PersonId,
    now: DateTime<Utc>,
) -> Result<ServiceAccount> {
    let account = sqlx::query_as!(
        ServiceAccount,
        r#"
        select people.id as "id: PersonId", people.name, memberships.role as "role: Role",
               memberships.since,
               count(tokens.id) filter (where tokens.revoked_at is null and tokens.expires_at > $3)
                   as "tokens!",
               max(tokens.seen_at) as seen_at
        from people
        join memberships on memberships.person_id = people.id and memberships.group_id = $1
            and memberships.until is null
        left join tokens on tokens.person_id = people.id
        where people.service_of = $1 and people.id = $2
        group by people.id, memberships.id
        "#,
        group as GroupId,
        account as PersonId,
        now,
    )
    .fetch_one(db)
    .await?;
    Ok(account)
}

/// Whether it was added: not if there is a person with its id.
pub async fn add(
    db: &mut PgConnection,
    group: GroupId,
    account: PersonId,
    name: &str,
    email: &str,
) -> Result<bool> {
    let added = sqlx::query!(
        r#"
        insert into people (id, name, email, reminders, service_of)
        values ($1, $2, $3, false, $4)
        on conflict (id) do nothing
        "#,
        account as PersonId,
        name,
        email,
        group as GroupId,
    )
    .execute(db)
    .await?;
    Ok(added.rows_affected() == 1)
}
