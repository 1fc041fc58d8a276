//! Memberships, in the database.

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use sqlx::{PgConnection, PgExecutor};

use super::row::Row;
use super::{Membership, Place};
use crate::place::{Giver, Gives};
use access::rights::Member;
use base::ids::{GroupId, MembershipId, PersonId};
use base::policy::Role;
use platform::web::{Error, Result};

pub async fn list(db: impl PgExecutor<'_>, group: GroupId) -> Result<Vec<Membership>> {
    Ok(select(db, group, None, None).await?.into_iter().map(Membership::from).collect())
}

pub async fn find(
    db: impl PgExecutor<'_>,
    group: GroupId,
    membership: MembershipId,
) -> Result<Membership> {
    select(db, group, Some(membership), None)
        .await?
        .pop()
        .map(Membership::from)
        .ok_or(Error::NotFound)
}

/// The same, and what somebody may make of it.
pub async fn find_with_giver(
    db: impl PgExecutor<'_>,
    by: &Member,
    membership: MembershipId,
) -> Result<(Membership, Giver)> {
    let found = select(db, by.group.id, Some(membership), Some(by.person.id)).await?.pop();
    let found = found.ok_or(Error::NotFound)?;
    let giver = found.giver.as_ref().ok_or(Error::NotFound)?.by(by.person.id);
    Ok((found.into(), giver.as_member()))
}

async fn select(
    db: impl PgExecutor<'_>,
    group: GroupId,
    membership: Option<MembershipId>,
    giver: Option<PersonId>,
) -> Result<Vec<Row>> {
    Ok(sqlx::query_as!(
        Row,
        r#"
        select memberships.id as "id: MembershipId", memberships.person_id as "person_id: PersonId",
               people.name, people.email, people.service_of is not null as "service!",
               memberships.role as "role: Role", memberships.affiliation,
               memberships.stakeholder_group, memberships.on_behalf_of, memberships.since,
               memberships.until, memberships.revision,
               (select to_json(giver) from giver_of($3, $1, null) as giver
                where $3::uuid is not null) as "giver: Json<Gives>"
        from memberships
        join people on people.id = memberships.person_id
        where memberships.group_id = $1 and ($2::uuid is null or memberships.id = $2)
        order by until desc nulls first, memberships.role desc, name, memberships.id
        "#,
        group as GroupId,
        membership as Option<MembershipId>,
        giver as Option<PersonId>,
    )
    .fetch_all(db)
    .await?)
}

pub async fn of_person(
    db: &mut PgConnection,
    group: GroupId,
    person: PersonId,
) -> Result<Option<Membership>> {
    let id = sqlx::query_scalar!(
        r#"
        select id as "id: MembershipId"
        from memberships
        where group_id = $1 and person_id = $2 and until is null
        "#,
        group as GroupId,
        person as PersonId,
    )
    .fetch_optional(&mut *db)
    .await?;
    match id {
        Some(id) => find(db, group, id).await.map(Some),
        None => Ok(None),
    }
}

/// How many other people have the same role and can use it.
pub async fn others_like(
    db: &mut PgConnection,
    group: GroupId,
    membership: &Membership,
) -> Result<i64> {
    let others = sqlx::query_scalar!(
        r#"
        select count(*) as "others!"
        from memberships
        join people on people.id = memberships.person_id
        where memberships.group_id = $1 and memberships.id <> $2 and memberships.role = $3
          and memberships.until is null and people.suspended_at is null
          and people.service_of is null
        "#,
        group as GroupId,
        membership.id as MembershipId,
        membership.place.role as Role,
    )
    .fetch_one(db)
    .await?;
    Ok(others)
}

pub async fn begin(
    db: &mut PgConnection,
    group: GroupId,
    person: PersonId,
    place: &Place,
    since: DateTime<Utc>,
) -> Result<MembershipId> {
    let id = MembershipId::new();
    sqlx::query!(
        r#"
        insert into memberships
            (id, group_id, person_id, role, affiliation, stakeholder_group, on_behalf_of, since)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        "#,
        id as MembershipId,
        group as GroupId,
        person as PersonId,
        place.role as Role,
        place.affiliation,
        place.stakeholder_group,
        place.on_behalf_of,
        since,
    )
    .execute(db)
    .await?;
    Ok(id)
}

pub async fn edit(db: &mut PgConnection, membership: MembershipId, place: &Place) -> Result<i32> {
    let revision = sqlx::query_scalar!(
        r#"
        update memberships
        set affiliation = $2, stakeholder_group = $3, on_behalf_of = $4, revision = revision + 1
        where id = $1
        returning revision
        "#,
        membership as MembershipId,
        place.affiliation,
        place.stakeholder_group,
        place.on_behalf_of,
    )
    .fetch_one(db)
    .await?;
    Ok(revision)
}

pub async fn end(
    db: &mut PgConnection,
    membership: MembershipId,
    until: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update memberships set until = greatest(since, $2) where id = $1",
        membership as MembershipId,
        until,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub struct CoChair {
    pub email: String,
    /// Whether they still are.
    pub present: bool,
}

/// The co-chairs, and with them somebody who was one until now.
pub async fn co_chairs(
    db: &mut PgConnection,
    group: GroupId,
    person: PersonId,
    was_one: bool,
) -> Result<Vec<CoChair>> {
    let co_chairs = sqlx::query_as!(
        CoChair,
        r#"
        select people.email, memberships.id is not null as "present!"
        from people
        left join memberships on memberships.person_id = people.id and memberships.group_id = $1
            and memberships.until is null and memberships.role = 'co_chair'
        where (memberships.id is not null or $3 and people.id = $2)
          and people.suspended_at is null and people.service_of is null
        order by people.email
        "#,
        group as GroupId,
        person as PersonId,
        was_one,
    )
    .fetch_all(db)
    .await?;
    Ok(co_chairs)
}

pub async fn name(db: &mut PgConnection, person: PersonId) -> Result<String> {
    let name = sqlx::query_scalar!("select name from people where id = $1", person as PersonId)
        .fetch_one(db)
        .await?;
    Ok(name)
}
