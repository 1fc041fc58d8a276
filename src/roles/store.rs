use sha2::{Digest, Sha256};
use sqlx::PgPool;

use super::{Member, Role};
use crate::groups::{ApprovalRule, Group, Visibility};
use crate::ids::{ActionId, GroupId, MembershipId, PersonId, SessionId};
use crate::people::Person;
use crate::web::{App, Result};

pub struct Found {
    pub person: Option<Person>,
    pub group: Option<Group>,
    pub membership: Option<Membership>,
}

pub struct Membership {
    pub id: MembershipId,
    pub role: Role,
}

/// The person whose session it is. That it was seen is noted once a minute.
pub async fn find_person(app: &App, token: Option<&str>) -> Result<Option<Person>> {
    let Some(token) = token else { return Ok(None) };
    let row = sqlx::query!(
        r#"
        with seen as (
            update sessions set seen_at = $2::timestamptz
            where token_hash = $1 and seen_at < $2::timestamptz - interval '1 minute'
        )
        select people.id as "id: PersonId", name, email, time_zone, administrator,
               sessions.id as "session_id: SessionId"
        from sessions
        join people on people.id = person_id
        where token_hash = $1 and expires_at > $2::timestamptz and suspended_at is null
        "#,
        hash(token),
        app.clock.now(),
    )
    .fetch_optional(&app.db)
    .await?;
    Ok(row.map(|row| Person {
        id: row.id,
        name: row.name,
        email: row.email,
        time_zone: row.time_zone.parse().unwrap_or_default(),
        administrator: row.administrator,
        session_id: Some(row.session_id),
        notice: None,
    }))
}

/// The group of that name, who asks, and their place in it: all in one statement, because
/// every page of a group begins with it.
pub async fn find_reader(app: &App, token: Option<&str>, slug: &str) -> Result<Found> {
    let row = sqlx::query!(
        r#"
        with seen as (
            update sessions set seen_at = $2::timestamptz
            where token_hash = $1 and seen_at < $2::timestamptz - interval '1 minute'
        ),
        asking as (
            select people.*, sessions.id as session_id
            from sessions
            join people on people.id = person_id
            where token_hash = $1 and expires_at > $2::timestamptz and suspended_at is null
        ),
        place as (
            select groups.*, memberships.id as membership_id, role
            from groups
            left join memberships
                on group_id = groups.id and until is null
                and person_id = (select id from asking)
            where slug = $3
        )
        select asking.id as "person_id?: PersonId", asking.name as "person?",
               email as "email?", asking.time_zone as "person_zone?",
               administrator as "administrator?", session_id as "session_id?: SessionId",
               place.id as "group_id?: GroupId", place.slug as "slug?",
               place.name as "group_name?", short_name as "short_name?",
               place.time_zone as "group_zone?", visibility as "visibility?: Visibility",
               approval_rule as "approval_rule?: ApprovalRule",
               meeting_title as "meeting_title?",
               membership_id as "membership_id?: MembershipId", role as "role?: Role"
        from (select 1) as one
        left join asking on true
        left join place on true
        "#,
        token.map(hash),
        app.clock.now(),
        slug,
    )
    .fetch_one(&app.db)
    .await?;

    let person = row.person_id.map(|id| Person {
        id,
        name: row.person.unwrap_or_default(),
        email: row.email.unwrap_or_default(),
        time_zone: row.person_zone.and_then(|zone| zone.parse().ok()).unwrap_or_default(),
        administrator: row.administrator.unwrap_or_default(),
        session_id: row.session_id,
        notice: None,
    });
    let group = row.group_id.map(|id| Group {
        id,
        slug: row.slug.unwrap_or_default(),
        name: row.group_name.unwrap_or_default(),
        short_name: row.short_name.unwrap_or_default(),
        time_zone: row.group_zone.and_then(|zone| zone.parse().ok()).unwrap_or_default(),
        visibility: row.visibility.unwrap_or(Visibility::MembersOnly),
        approval_rule: row.approval_rule.unwrap_or(ApprovalRule::EveryCoChair),
        meeting_title: row.meeting_title.unwrap_or_default(),
    });
    let membership = row.membership_id.zip(row.role);
    let membership = membership.map(|(id, role)| Membership { id, role });
    Ok(Found { person, group, membership })
}

pub async fn find_member(db: &PgPool, email: &str, slug: &str) -> Result<Member> {
    let row = sqlx::query!(
        r#"
        select people.id as "id: PersonId", name, email, time_zone,
               memberships.id as "membership_id: MembershipId", role as "role: Role"
        from people
        join memberships on person_id = people.id and until is null
        where lower(email) = lower($1) and suspended_at is null
          and group_id = (select id from groups where slug = $2)
        "#,
        email,
        slug,
    )
    .fetch_one(db)
    .await?;
    let person = Person {
        id: row.id,
        name: row.name,
        email: row.email,
        time_zone: row.time_zone.parse().unwrap_or_default(),
        administrator: false,
        session_id: None,
        notice: None,
    };
    let group = crate::groups::find(db, slug).await?;
    Ok(Member { person, group, membership_id: row.membership_id, role: row.role })
}

/// The member to whom a link was mailed, and the action that it is for.
pub async fn find_reminded(db: &PgPool, token_hash: &[u8]) -> Result<(Member, ActionId)> {
    let row = sqlx::query!(
        r#"
        select action_id as "action_id: ActionId", email, slug
        from reminded_actions
        join people on people.id = person_id
        join action_items on action_items.id = action_id
        join groups on groups.id = group_id
        where token_hash = $1
        "#,
        token_hash,
    )
    .fetch_one(db)
    .await?;
    Ok((find_member(db, &row.email, &row.slug).await?, row.action_id))
}

/// Tokens have 256 random bits, so a plain hash keeps them safe.
fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}
