//! What rests on somebody's place, in the database.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{Kind, Resting};
use crate::invitations;
use access::group::{self, Group};
use base::ids::{GroupId, PersonId, WebhookId};
use base::policy::{Capability, ManageMembers, ManageServiceAccounts, ManageWebhooks, Role};
use platform::web::Result;

pub async fn list(
    db: &mut PgConnection,
    group: GroupId,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Vec<Resting>> {
    let rows = sqlx::query!(
        r#"
        select 'webhook' as "kind!", id as "id!", name as "name!",
               null::uuid as "account: PersonId", '' as "account_name!",
               may_still_send(webhooks, $4) as "holds!"
        from webhooks
        where group_id = $1 and (made_by = $2 or program_of = $2)
        union all
        select 'token', tokens.id, tokens.name, tokens.person_id, people.name,
               may_still(tokens.made_by, $1, $5)
        from tokens
        join people on people.id = tokens.person_id
        where people.service_of = $1 and tokens.made_by = $2 and tokens.revoked_at is null
          and tokens.expires_at > $3
        order by 1, 3, 2
        "#,
        group as GroupId,
        person as PersonId,
        now,
        &ManageWebhooks::role_keys(),
        &ManageServiceAccounts::role_keys(),
    )
    .fetch_all(&mut *db)
    .await?;
    let invited = invitations::list_by(db, group, person, now).await?.into_iter();
    let invited = invited.map(|one| Resting {
        id: one.id.0,
        name: one.email,
        kind: Kind::Invitation,
        holds: one.open,
    });
    let others = rows.into_iter().map(|row| {
        let kind = match row.account {
            Some(account) => Kind::Token { account, account_name: row.account_name },
            None => Kind::Webhook,
        };
        Resting { id: row.id, name: row.name, kind, holds: row.holds }
    });
    Ok(invited.chain(others).collect())
}

/// The groups for which somebody made something.
pub async fn groups(db: &mut PgConnection, person: PersonId) -> Result<Vec<GroupId>> {
    let groups = sqlx::query_scalar!(
        r#"
        select group_id as "group!: GroupId" from invitations where invited_by = $1
        union
        select group_id from webhooks where made_by = $1 or program_of = $1
        union
        select people.service_of from tokens
        join people on people.id = tokens.person_id
        where tokens.made_by = $1 and people.service_of is not null
        order by 1
        "#,
        person as PersonId,
    )
    .fetch_all(db)
    .await?;
    Ok(groups)
}

pub async fn group(db: &mut PgConnection, group: GroupId) -> Result<Group> {
    let slug = sqlx::query_scalar!("select slug from groups where id = $1", group as GroupId)
        .fetch_one(&mut *db)
        .await?;
    group::find(db, &slug).await
}

pub struct Other {
    pub email: String,
    pub role: Role,
}

/// Who else keeps any such things.
pub async fn others(db: &mut PgConnection, group: GroupId, person: PersonId) -> Result<Vec<Other>> {
    let roles = [
        ManageMembers::role_keys(),
        ManageWebhooks::role_keys(),
        ManageServiceAccounts::role_keys(),
    ];
    let roles = roles.concat();
    let others = sqlx::query_as!(
        Other,
        r#"
        select people.email, memberships.role as "role: Role"
        from memberships
        join people on people.id = memberships.person_id
        where memberships.group_id = $1 and memberships.person_id <> $2
          and memberships.until is null and memberships.role::text = any($3)
          and people.suspended_at is null and people.service_of is null
        order by email
        "#,
        group as GroupId,
        person as PersonId,
        &roles,
    )
    .fetch_all(db)
    .await?;
    Ok(others)
}

/// Whether it was there. Webhooks are a room of a floor above, which cannot be called from here;
/// this is the one statement outside it that writes their table.
pub async fn end_webhook(db: &mut PgConnection, group: GroupId, id: WebhookId) -> Result<bool> {
    let deleted = sqlx::query!(
        "delete from webhooks where group_id = $1 and id = $2",
        group as GroupId,
        id as WebhookId,
    )
    .execute(db)
    .await?;
    Ok(deleted.rows_affected() > 0)
}
