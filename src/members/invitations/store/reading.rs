//! Invitations as they are found again, each with whoever made it as they are now.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use crate::invitations::Invitation;
use crate::place::{Giver, Place};
use base::ids::{GroupId, InvitationId, PersonId};
use base::policy::Role;
use platform::web::Result;

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
    inviter: PersonId,
    gives_as: Option<Role>,
    appoints: bool,
    chaired: bool,
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
        let giver = Giver::new(row.inviter, row.gives_as, row.appoints, row.chaired);
        let invitation = Invitation {
            id: row.id,
            group: row.group,
            group_name: row.group_name,
            slug: row.slug,
            email: row.email,
            place,
            invited_by: row.invited_by,
            giver,
            invited_at: row.invited_at,
            expires_at: row.expires_at,
            accepted_by: row.accepted_by,
            open: row.open,
            has_account: row.has_account,
        };
        Invitation { open: invitation.open && invitation.holds(), ..invitation }
    }
}

/// Those that can be accepted.
pub async fn list_open(
    db: impl PgExecutor<'_>,
    group: GroupId,
    now: DateTime<Utc>,
) -> Result<Vec<Invitation>> {
    let mut made = made(db, group, None, now).await?;
    made.retain(|invitation| invitation.open);
    Ok(made)
}

/// Those of somebody that nobody has accepted, whether or not they may still make them.
pub async fn list_by(
    db: impl PgExecutor<'_>,
    group: GroupId,
    inviter: PersonId,
    now: DateTime<Utc>,
) -> Result<Vec<Invitation>> {
    made(db, group, Some(inviter), now).await
}

async fn made(
    db: impl PgExecutor<'_>,
    group: GroupId,
    inviter: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<Vec<Invitation>> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select invitations.id as "id: InvitationId", invitations.group_id as "group: GroupId",
               groups.name as group_name, groups.slug, invitations.email,
               invitations.role as "role: Role", invitations.affiliation,
               invitations.stakeholder_group, people.name as invited_by,
               invitations.invited_by as "inviter: PersonId", giver.gives_as as "gives_as: Role",
               giver.appoints as "appoints!", giver.chaired as "chaired!", invitations.invited_at,
               invitations.expires_at, invitations.accepted_by as "accepted_by: PersonId",
               true as "open!", false as "has_account!"
        from invitations
        join groups on groups.id = invitations.group_id
        join people on people.id = invitations.invited_by
        cross join lateral giver_of(
            invitations.invited_by, invitations.group_id, invitations.invited_at) as giver
        where invitations.group_id = $1 and invitations.accepted_at is null
          and invitations.void_since is null and invitations.expires_at > $2
          and ($3::uuid is null or invitations.invited_by = $3)
        order by invited_at desc, invitations.id
        "#,
        group as GroupId,
        now,
        inviter as Option<PersonId>,
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
               invitations.stakeholder_group, people.name as invited_by,
               invitations.invited_by as "inviter: PersonId", giver.gives_as as "gives_as: Role",
               giver.appoints as "appoints!", giver.chaired as "chaired!", invitations.invited_at,
               invitations.expires_at, invitations.accepted_by as "accepted_by: PersonId",
               invitations.accepted_at is null and invitations.void_since is null
                   and invitations.expires_at > $2 as "open!",
               exists (
                   select from people where lower(people.email) = lower(invitations.email)
               ) as "has_account!"
        from invitations
        join groups on groups.id = invitations.group_id
        join people on people.id = invitations.invited_by
        cross join lateral giver_of(
            invitations.invited_by, invitations.group_id, invitations.invited_at) as giver
        where invitations.token_hash = $1
        "#,
        token_hash,
        now,
    )
    .fetch_one(db)
    .await?;
    Ok(row.into())
}

/// Who has an account with this address: whether it is a program's, and their role in the group.
pub async fn known(
    db: &mut PgConnection,
    group: GroupId,
    email: &str,
) -> Result<Option<(PersonId, bool, Option<Role>)>> {
    let known = sqlx::query!(
        r#"
        select people.id as "id: PersonId", people.service_of is not null as "program!",
               memberships.role as "role?: Role"
        from people
        left join memberships on memberships.person_id = people.id
            and memberships.group_id = $1 and memberships.until is null
        where lower(people.email) = lower($2)
        "#,
        group as GroupId,
        email,
    )
    .fetch_optional(db)
    .await?;
    Ok(known.map(|known| (known.id, known.program, known.role)))
}
