//! Tokens, in the database.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use super::form::NewToken;
use super::{Choice, Owner, Token};
use base::ids::{GroupId, PersonId, TokenId};
use platform::api::token::Secret;
use platform::web::Result;

/// Those in use first, and then the latest; of very many the oldest are left out.
pub async fn list(
    db: impl PgExecutor<'_>,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Vec<Token>> {
    let tokens = sqlx::query_as!(
        Token,
        r#"
        select id as "id: TokenId", name, hint, may_write,
               case when group_ids is not null then array(
                   select groups.short_name from groups where groups.id = any(tokens.group_ids)
                   order by short_name
               ) end as "groups: Vec<String>",
               (select people.name from people where people.id = tokens.made_by) as "made_by!",
               made_at, expires_at, seen_at, revoked_at
        from tokens
        where person_id = $1
        order by revoked_at is not null or expires_at <= $2, made_at desc, id
        limit 100
        "#,
        person as PersonId,
        now,
    )
    .fetch_all(db)
    .await?;
    Ok(tokens)
}

/// The groups that a token of this person can be for.
pub async fn choices(db: impl PgExecutor<'_>, person: PersonId) -> Result<Vec<Choice>> {
    let choices = sqlx::query_as!(
        Choice,
        r#"
        select groups.id as "id: GroupId", groups.slug, groups.short_name
        from memberships
        join groups on groups.id = memberships.group_id
        where memberships.person_id = $1 and memberships.until is null
        order by short_name, groups.id
        "#,
        person as PersonId,
    )
    .fetch_all(db)
    .await?;
    Ok(choices)
}

pub async fn owner(db: impl PgExecutor<'_>, email: &str) -> Result<Option<Owner>> {
    let owner = sqlx::query_as!(
        Owner,
        r#"
        select id as "id: PersonId", name, email, service_of as "service_of: GroupId",
               suspended_at is not null as "suspended!"
        from people
        where lower(email) = lower($1)
        "#,
        email,
    )
    .fetch_optional(db)
    .await?;
    Ok(owner)
}

pub async fn count_in_use(
    db: impl PgExecutor<'_>,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"
        select count(*) as "count!" from tokens
        where person_id = $1 and revoked_at is null and expires_at > $2
        "#,
        person as PersonId,
        now,
    )
    .fetch_one(db)
    .await?;
    Ok(count)
}

/// Whether it was added: not if there is one with its id.
pub async fn add(
    db: &mut PgConnection,
    (person, by): (PersonId, PersonId),
    new: &NewToken,
    secret: &Secret,
    now: DateTime<Utc>,
) -> Result<bool> {
    let groups: Option<Vec<Uuid>> =
        new.groups.as_ref().map(|groups| groups.iter().map(|group| group.0).collect());
    let added = sqlx::query!(
        r#"
        insert into tokens
            (id, token_hash, person_id, made_by, name, hint, may_write, group_ids, made_at,
             expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (id) do nothing
        "#,
        new.id as TokenId,
        secret.hash(),
        person as PersonId,
        by as PersonId,
        new.name,
        secret.hint(),
        new.may_write,
        groups.as_deref(),
        now,
        new.expires_at,
    )
    .execute(db)
    .await?;
    Ok(added.rows_affected() == 1)
}

/// The name of the token, if it was not revoked before.
pub async fn revoke(
    db: &mut PgConnection,
    person: PersonId,
    token: TokenId,
    now: DateTime<Utc>,
) -> Result<Option<String>> {
    let was = sqlx::query!(
        r#"
        with was as (
            select id, name, revoked_at from tokens where person_id = $1 and id = $2 for update
        ),
        revoked as (
            update tokens set revoked_at = $3
            from was
            where tokens.id = was.id and was.revoked_at is null
        )
        select name, revoked_at is null as "open!" from was
        "#,
        person as PersonId,
        token as TokenId,
        now,
    )
    .fetch_one(db)
    .await?;
    Ok(was.open.then_some(was.name))
}

/// The names of those that were not revoked before.
pub async fn revoke_all(
    db: &mut PgConnection,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Vec<String>> {
    let revoked = sqlx::query_scalar!(
        r#"
        update tokens set revoked_at = $2
        where person_id = $1 and revoked_at is null
        returning name
        "#,
        person as PersonId,
        now,
    )
    .fetch_all(db)
    .await?;
    Ok(revoked)
}
