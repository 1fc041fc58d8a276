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
    let standing = sqlx::query_as!(
        Standing,
        r#"
        select standing.suspended as "suspended!", standing.administrator as "administrator!",
               standing.signed_in as "signed_in!", standing.role as "role: Role",
               coalesce(standing.own, false) as "own!"
        from hold_standing($1, $2, $3, $4, $5, $6) as standing
        "#,
        person as PersonId,
        membership as Option<MembershipId>,
        by.session_hash(),
        by.token_hash(),
        now,
        &ManageServiceAccounts::role_keys(),
    )
    .fetch_one(db)
    .await?;
    Ok(standing)
}
