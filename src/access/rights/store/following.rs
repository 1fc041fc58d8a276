//! What those who follow groups may hear now.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use base::audience::Audience;
use base::ids::{GroupId, TokenId};
use base::policy::{Capability, ManageServiceAccounts, Role};
use platform::web::Result;

/// As a request that came with the token now would find them.
pub async fn audiences(
    db: &PgPool,
    asked: &[(GroupId, TokenId)],
    now: DateTime<Utc>,
) -> Result<HashMap<(GroupId, TokenId), Audience>> {
    let groups: Vec<_> = asked.iter().map(|(group, _)| group.0).collect();
    let tokens: Vec<_> = asked.iter().map(|(_, token)| token.0).collect();
    let rows = sqlx::query!(
        r#"
        select memberships.group_id as "group_id: GroupId", tokens.id as "token_id: TokenId",
               memberships.role as "role: Role", people.service_of is not null as "program!"
        from unnest($1::uuid[], $2::uuid[]) as asked (group_id, token_id)
        join tokens on tokens.id = asked.token_id
        join people on people.id = tokens.person_id
        join memberships
            on memberships.group_id = asked.group_id and memberships.person_id = people.id
            and memberships.until is null
        where tokens.expires_at > $3 and tokens.revoked_at is null
          and (tokens.group_ids is null or asked.group_id = any(tokens.group_ids))
          and people.suspended_at is null
          and (people.service_of is null or may_still(tokens.made_by, people.service_of, $4))
        "#,
        &groups,
        &tokens,
        now,
        &ManageServiceAccounts::role_keys(),
    )
    .fetch_all(db)
    .await?;
    let found = rows.into_iter().map(|row| {
        let audience = Audience { role: row.role, program: row.program };
        ((row.group_id, row.token_id), audience)
    });
    Ok(found.collect())
}
