//! Invitations, in the database.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use super::{Invitation, New};
use crate::place::Place;
use base::ids::{GroupId, InvitationId, PersonId};
use base::policy::Capability;
use base::policy::ManageMembers;
use base::policy::Role;
use platform::web::{Error, Result};

struct Row {
    id: InvitationId,
    group: GroupId,
    group_name: String,
    slug: String,
    email: String,
    role: Role,
    affiliation: String,
    stakeholder_group: String,
    invited_by: String,
    invited_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    accepted_by: Option<PersonId>,
    open: bool,
    has_account: bool,
}

impl From<Row> for Invitation {
    fn from(row: Row) -> Self {
        let place = Place {
            role: row.role,
            affiliation: row.affiliation,
            stakeholder_group: row.stakeholder_group,
            on_behalf_of: String::new(),
        };
        Invitation {
            id: row.id,
            group: row.group,
            group_name: row.group_name,
            slug: row.slug,
            email: row.email,
            place,
            invited_by: row.invited_by,
            invited_at: row.invited_at,
            expires_at: row.expires_at,
            accepted_by: row.accepted_by,
            open: row.open,
            has_account: row.has_account,
        }
    }
}

pub async fn list_open(
    db: impl PgExecutor<'_>,
    group: GroupId,
    now: DateTime<Utc>,
) -> Result<Vec<Invitation>> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select invitations.id as "id: InvitationId", invitations.group_id as "group: GroupId",
               groups.name as group_name, groups.slug, invitations.email,
               invitations.role as "role: Role", invitations.affiliation,
               invitations.stakeholder_group, people.name as invited_by, invitations.invited_at,
               invitations.expires_at, invitations.accepted_by as "accepted_by: PersonId",
               true as "open!", false as "has_account!"
        from invitations
        join groups on groups.id = invitations.group_id
        join people on people.id = invitations.invited_by
        where invitations.group_id = $1 and invitations.accepted_at is null
          and invitations.void_since is null and invitations.expires_at > $2
          and may_still_invite(invitations, $3)
        order by invited_at desc, invitations.id
        "#,
        group as GroupId,
        now,
        &ManageMembers::role_keys(),
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Invitation::from).collect())
}

pub async fn find(
    db: impl PgExecutor<'_>,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Invitation> {
    let row = sqlx::query_as!(
        Row,
        r#"
        select invitations.id as "id: InvitationId", invitations.group_id as "group: GroupId",
               groups.name as group_name, groups.slug, invitations.email,
               invitations.role as "role: Role", invitations.affiliation,
               invitations.stakeholder_group, people.name as invited_by, invitations.invited_at,
               invitations.expires_at, invitations.accepted_by as "accepted_by: PersonId",
               invitations.accepted_at is null and invitations.void_since is null
                   and invitations.expires_at > $2
                   and may_still_invite(invitations, $3) as "open!",
               exists (
                   select from people where lower(people.email) = lower(invitations.email)
               ) as "has_account!"
        from invitations
        join groups on groups.id = invitations.group_id
        join people on people.id = invitations.invited_by
        where invitations.token_hash = $1
        "#,
        token_hash,
        now,
        &ManageMembers::role_keys(),
    )
    .fetch_one(db)
    .await?;
    Ok(row.into())
}

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
