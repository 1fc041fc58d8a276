//! Invitations, in the database.

mod reading;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::New;
use base::ids::{GroupId, InvitationId, PersonId};
use base::policy::Role;
use platform::web::{Error, Result};

pub use reading::{find, known, list_by, list_open};

pub async fn exists(db: &mut PgConnection, invitation: InvitationId) -> Result<bool> {
    let exists = sqlx::query_scalar!(
        r#"select exists (select from invitations where id = $1) as "exists!""#,
        invitation as InvitationId,
    )
    .fetch_one(db)
    .await?;
    Ok(exists)
}

pub async fn supersede(
    db: &mut PgConnection,
    group: GroupId,
    email: &str,
    now: DateTime<Utc>,
) -> Result<Vec<InvitationId>> {
    let superseded = sqlx::query_scalar!(
        r#"
        update invitations set void_since = $3
        where group_id = $1 and lower(email) = lower($2)
          and accepted_at is null and void_since is null
        returning id as "id: InvitationId"
        "#,
        group as GroupId,
        email,
        now,
    )
    .fetch_all(db)
    .await?;
    Ok(superseded)
}

pub async fn add(
    db: &mut PgConnection,
    group: GroupId,
    new: &New,
    token_hash: &[u8],
    by: PersonId,
    (invited_at, expires_at): (DateTime<Utc>, DateTime<Utc>),
) -> Result<()> {
    sqlx::query!(
        r#"
        insert into invitations
            (id, group_id, email, role, affiliation, stakeholder_group, token_hash,
             invited_by, invited_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        "#,
        new.id as InvitationId,
        group as GroupId,
        new.email,
        new.place.role as Role,
        new.place.affiliation,
        new.place.stakeholder_group,
        token_hash,
        by as PersonId,
        invited_at,
        expires_at,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whether it was open until now.
pub async fn withdraw(
    db: &mut PgConnection,
    group: GroupId,
    invitation: InvitationId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let was = sqlx::query!(
        r#"
        with was as (
            select id, accepted_at, void_since from invitations where group_id = $1 and id = $2
        ),
        withdrawn as (
            update invitations set void_since = $3
            from was
            where invitations.id = was.id and was.accepted_at is null and was.void_since is null
        )
        select accepted_at is not null as "accepted!", void_since is null as "open!" from was
        "#,
        group as GroupId,
        invitation as InvitationId,
        now,
    )
    .fetch_one(db)
    .await?;
    match was.accepted {
        true => Err(Error::conflict("This invitation was accepted in the meantime.")),
        false => Ok(was.open),
    }
}

pub async fn take(
    db: &mut PgConnection,
    token_hash: &[u8],
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    let taken = sqlx::query!(
        r#"
        update invitations set accepted_at = $3, accepted_by = $2
        where token_hash = $1
          and accepted_at is null and void_since is null and expires_at > $3
        "#,
        token_hash,
        person as PersonId,
        now,
    )
    .execute(db)
    .await?;
    match taken.rows_affected() {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}
