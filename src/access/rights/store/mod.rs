//! Who asks, and what they are in a group, in the database.

mod following;
mod standing;

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::postgres::types::PgInterval;
use sqlx::types::Json;
use sqlx::{PgExecutor, PgPool};

use super::Member;
use super::credential::Credential;
use crate::group::{self, Group};
use crate::person::{GroupScope, Person, sessions};
use base::ids::{ActionId, GroupId, MembershipId, PersonId, SessionId, TokenId};
use base::policy::Capability;
use base::policy::ManageServiceAccounts;
use base::policy::Role;
use base::states::{ApprovalRule, Visibility};
use platform::api::token::Used;
use platform::web::{App, Error, Result};

pub use following::audiences;
pub use standing::{Standing, hold};

/// After so long it is noted again that a session or a token was seen.
const NOTED_AGAIN: TimeDelta = TimeDelta::minutes(1);

#[derive(Default)]
pub struct Found {
    pub person: Option<Person>,
    pub token: Option<Used>,
    pub group: Option<Group>,
    pub membership: Option<Membership>,
    /// When session or token were last noted as seen.
    pub seen_at: Option<DateTime<Utc>>,
}

pub struct Membership {
    pub id: MembershipId,
    pub role: Role,
}

/// Who asks, the group of that name if one is named, and their place in it. The public has no
/// place, so only the group is looked up.
pub async fn find_reader(app: &App, by: &Credential, slug: Option<&str>) -> Result<Found> {
    match (by, slug) {
        (Credential::None, None) => Ok(Found::default()),
        (Credential::None, Some(slug)) => {
            let group = group::find(&app.db, slug).await.map(Some);
            let group = group.or_else(|error| match error {
                Error::NotFound => Ok(None),
                error => Err(error),
            })?;
            Ok(Found { group, ..Found::default() })
        }
        _ => find_asking(app, by, slug).await,
    }
}

async fn find_asking(app: &App, by: &Credential, slug: Option<&str>) -> Result<Found> {
    let now = app.clock.now();
    let found = asking_now(&app.db, by, slug, now).await?;
    let is_due = found.seen_at.is_none_or(|seen_at| seen_at < now - NOTED_AGAIN);
    if found.person.is_some() && is_due {
        note_seen(&app.db, by, now).await?;
    }
    Ok(found)
}

/// All in one statement, because every page begins with it. The token of a service account works
/// for as long as whoever made it may make it.
pub async fn asking_now(
    db: impl PgExecutor<'_>,
    by: &Credential,
    slug: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Found> {
    let row = sqlx::query!(
        r#"
        with asking as (
            select people.*, sessions.id as session_id, null::uuid as token_id,
                   true as may_write, null::uuid[] as group_ids, sessions.seen_at,
                   null::uuid as program_of
            from sessions
            join people on people.id = sessions.person_id
            where sessions.token_hash = $1 and sessions.expires_at > $2::timestamptz
              and people.suspended_at is null
            union all
            select people.*, null, tokens.id, tokens.may_write, tokens.group_ids, tokens.seen_at,
                   case when people.service_of is not null then tokens.made_by end
            from tokens
            join people on people.id = tokens.person_id
            where tokens.token_hash = $4 and tokens.expires_at > $2::timestamptz
              and tokens.revoked_at is null
              and people.suspended_at is null
              and (people.service_of is null or may_still(tokens.made_by, people.service_of, $5))
        )
        select asking.id as "person_id?: PersonId", asking.name as "person?",
               asking.email as "email?", asking.time_zone as "person_zone?",
               asking.administrator as "administrator?",
               asking.session_id as "session_id?: SessionId",
               asking.token_id as "token_id?: TokenId", asking.may_write as "may_write?",
               asking.group_ids as "group_ids?: Vec<GroupId>", asking.seen_at as "seen_at?",
               asking.program_of as "program_of?: PersonId", groups.id as "group_id?: GroupId",
               groups.slug as "slug?", groups.name as "group_name?",
               groups.short_name as "short_name?", groups.time_zone as "group_zone?",
               groups.visibility as "visibility?: Visibility",
               groups.approval_rule as "approval_rule?: ApprovalRule",
               groups.meeting_title as "meeting_title?", groups.review_days as "review_days?",
               groups.requests_contact as "requests_contact?",
               memberships.id as "membership_id?: MembershipId", memberships.role as "role?: Role"
        from (select 1) as one
        left join asking on true
        left join groups on groups.slug = $3
        left join memberships
            on memberships.group_id = groups.id and memberships.person_id = asking.id
            and memberships.until is null
            and (asking.group_ids is null or groups.id = any(asking.group_ids))
        "#,
        by.session_hash(),
        now,
        slug,
        by.token_hash(),
        &ManageServiceAccounts::role_keys(),
    )
    .fetch_one(db)
    .await?;
    let person = row.person_id.map(|id| Person {
        id,
        name: row.person.unwrap_or_default(),
        email: row.email.unwrap_or_default(),
        time_zone: row.person_zone.and_then(|zone| zone.parse().ok()).unwrap_or_default(),
        administrator: row.administrator.unwrap_or_default(),
        session_id: row.session_id,
        program_of: row.program_of,
        reach: row.group_ids.map_or(GroupScope::Everywhere, GroupScope::Within),
        notice: None,
    });
    let token = row.token_id.zip(row.may_write).map(|(id, may_write)| Used { id, may_write });
    let group = row.group_id.map(|id| Group {
        id,
        slug: row.slug.unwrap_or_default(),
        name: row.group_name.unwrap_or_default(),
        short_name: row.short_name.unwrap_or_default(),
        time_zone: row.group_zone.and_then(|zone| zone.parse().ok()).unwrap_or_default(),
        visibility: row.visibility.unwrap_or(Visibility::MembersOnly),
        approval_rule: row.approval_rule.unwrap_or(ApprovalRule::EveryCoChair),
        meeting_title: row.meeting_title.unwrap_or_default(),
        review_days: row.review_days.unwrap_or_default(),
        requests_contact: row.requests_contact.unwrap_or_default(),
    });
    let membership = row.membership_id.zip(row.role);
    let membership = membership.map(|(id, role)| Membership { id, role });
    Ok(Found { person, token, group, membership, seen_at: row.seen_at })
}

/// A session lasts from its last use on.
async fn note_seen(db: &PgPool, by: &Credential, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        r#"
        with used as (update tokens set seen_at = $3 where token_hash = $2)
        update sessions
        set seen_at = $3,
            expires_at = greatest(expires_at, least($3 + $4::interval, signed_in_at + $5::interval))
        where token_hash = $1
        "#,
        by.session_hash(),
        by.token_hash(),
        now,
        interval(sessions::UNUSED),
        interval(sessions::LONGEST),
    )
    .execute(db)
    .await?;
    Ok(())
}

fn interval(time: TimeDelta) -> PgInterval {
    PgInterval {
        microseconds: time.num_microseconds().unwrap_or(i64::MAX),
        ..PgInterval::default()
    }
}

pub async fn find_member(db: &PgPool, email: &str, slug: &str) -> Result<Member> {
    let row = sqlx::query!(
        r#"
        select people.id as "id: PersonId", people.name, people.email, people.time_zone,
               people.service_of is not null as "program!",
               memberships.id as "membership_id: MembershipId", memberships.role as "role: Role",
               to_json(groups) as "group!: Json<Group>"
        from people
        join memberships on memberships.person_id = people.id and memberships.until is null
        join groups on groups.id = memberships.group_id
        where lower(people.email) = lower($1) and people.suspended_at is null and groups.slug = $2
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
        program_of: row.program.then(|| Person::operator().id),
        reach: GroupScope::Everywhere,
        notice: None,
    };
    Ok(Member { person, group: row.group.0, membership_id: row.membership_id, role: row.role })
}

/// The member to whom a link was mailed, and the action that it is for.
pub async fn find_reminded(db: &PgPool, token_hash: &[u8]) -> Result<(Member, ActionId)> {
    let row = sqlx::query!(
        r#"
        select reminded_actions.action_id as "action_id: ActionId", people.email, groups.slug
        from reminded_actions
        join people on people.id = reminded_actions.person_id
        join action_items on action_items.id = reminded_actions.action_id
        join groups on groups.id = action_items.group_id
        where reminded_actions.token_hash = $1
        "#,
        token_hash,
    )
    .fetch_one(db)
    .await?;
    Ok((find_member(db, &row.email, &row.slug).await?, row.action_id))
}
