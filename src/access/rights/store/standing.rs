//! How somebody stands whose request was let in, before what it changed is committed.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::rights::credential::Credential;
use base::ids::{MembershipId, PersonId};
use base::policy::{Capability, ManageServiceAccounts, Role};
use platform::web::Result;

/// How somebody who was let in stands now.
#[derive(Debug)]
pub struct Standing {
    pub suspended: bool,
    pub administrator: bool,
    /// Whether the session or the token still holds, if they came by one.
    pub signed_in: bool,
    /// In the group, if they were let in as a member and still are.
    pub role: Option<Role>,
    /// Whether this transaction changed their place.
    pub own: bool,
}

/// Holds person and place until the transaction ends, against whoever would end either.
pub async fn hold(
    db: &mut PgConnection,
    by: &Credential,
    (person, membership): (PersonId, Option<MembershipId>),
    now: DateTime<Utc>,
) -> Result<Standing> {
    let place = match membership {
        None => None,
        Some(membership) => Some(
            sqlx::query!(
                r#"
                select memberships.role as "role: Role",
                       memberships.until is null as "present!",
                       memberships.xmin = pg_current_xact_id()::xid as "own!"
                from memberships
                where memberships.id = $1
                for share of memberships
                "#,
                membership as MembershipId,
            )
            .fetch_one(&mut *db)
            .await?,
        ),
    };
    let row = sqlx::query!(
        r#"
        select people.suspended_at is not null as "suspended!", people.administrator,
               $2::bytea is null and $3::bytea is null
               or exists (
                   select from sessions
                   where sessions.token_hash = $2 and sessions.expires_at > $4
               )
               or exists (
                   select from tokens
                   where tokens.token_hash = $3 and tokens.expires_at > $4
                     and tokens.revoked_at is null
                     and (people.service_of is null
                          or may_still(tokens.made_by, people.service_of, $5))
               ) as "signed_in!"
        from people
        where people.id = $1
        for share of people
        "#,
        person as PersonId,
        by.session_hash(),
        by.token_hash(),
        now,
        &ManageServiceAccounts::role_keys(),
    )
    .fetch_one(db)
    .await?;
    Ok(Standing {
        suspended: row.suspended,
        administrator: row.administrator,
        signed_in: row.signed_in,
        role: place.as_ref().filter(|place| place.present).map(|place| place.role),
        own: place.as_ref().is_some_and(|place| place.own),
    })
}
