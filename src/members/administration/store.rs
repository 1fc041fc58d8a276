//! What the administrator sees and changes, in the database.

use sqlx::{PgConnection, PgExecutor};

use super::groups::NewGroup;
use super::{Appointed, GroupRow, PersonRow};
use access::person::Person;
use base::ids::{GroupId, PersonId};
use base::policy::Role;
use base::states::{ApprovalRule, Visibility};
use platform::web::Result;

pub async fn groups(db: impl PgExecutor<'_>) -> Result<Vec<GroupRow>> {
    let groups = sqlx::query_as!(
        GroupRow,
        r#"
        select slug, name, short_name, visibility as "visibility: Visibility",
               (select count(*)
                from memberships
                join people on people.id = memberships.person_id
                where memberships.group_id = groups.id and memberships.until is null
                  and people.service_of is null)
                   as "members!"
        from groups
        order by name, id
        "#,
    )
    .fetch_all(db)
    .await?;
    Ok(groups)
}

/// Whether it was added: not if there is one with its id or its slug.
pub async fn add_group(db: &mut PgConnection, group: &NewGroup) -> Result<bool> {
    let settings = &group.settings;
    let added = sqlx::query!(
        r#"
        insert into groups
            (id, slug, name, short_name, purpose, purpose_html, time_zone, visibility,
             approval_rule, meeting_title, review_days, requests_contact, last_meeting)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        on conflict do nothing
        "#,
        group.id as GroupId,
        group.slug,
        settings.name,
        settings.short_name,
        settings.purpose.source,
        settings.purpose.html,
        settings.time_zone.name(),
        group.visibility as Visibility,
        settings.approval_rule as ApprovalRule,
        settings.meeting_title,
        settings.review_days,
        settings.requests_contact,
        group.last_meeting,
    )
    .execute(db)
    .await?;
    Ok(added.rows_affected() == 1)
}

pub async fn is_group(db: &mut PgConnection, group: GroupId, slug: &str) -> Result<bool> {
    let is = sqlx::query_scalar!(
        r#"select exists (select from groups where id = $1 and slug = $2) as "is!""#,
        group as GroupId,
        slug,
    )
    .fetch_one(db)
    .await?;
    Ok(is)
}

pub async fn appointed(db: impl PgExecutor<'_>, group: GroupId) -> Result<Vec<Appointed>> {
    let appointed = sqlx::query_as!(
        Appointed,
        r#"
        select people.name, people.email, memberships.role as "role: Role"
        from memberships
        join people on people.id = memberships.person_id
        where memberships.group_id = $1 and memberships.until is null
          and memberships.role in ('co_chair', 'secretariat')
          and people.service_of is null
        order by memberships.role desc, name, memberships.person_id
        "#,
        group as GroupId,
    )
    .fetch_all(db)
    .await?;
    Ok(appointed)
}

/// Whoever acts at the server itself is nobody to administer.
pub async fn people(
    db: impl PgExecutor<'_>,
    words: &str,
    (after, most): (Option<PersonId>, i64),
) -> Result<Vec<PersonRow>> {
    let people = sqlx::query_as!(
        PersonRow,
        r#"
        select id as "id: PersonId", name, email, administrator, suspended_at
        from people
        where id <> $1
          and (strpos(lower(name), lower($2)) > 0 or strpos(lower(email), lower($2)) > 0)
          and ($3::uuid is null
               or (coalesce(suspended_at, '-infinity'), name, id) >
                  (select coalesce(last.suspended_at, '-infinity'), last.name, last.id
                   from people last where last.id = $3))
        order by coalesce(suspended_at, '-infinity'), name, id
        limit $4
        "#,
        Person::operator().id as PersonId,
        words.trim(),
        after as Option<PersonId>,
        most,
    )
    .fetch_all(db)
    .await?;
    Ok(people)
}

pub async fn find_person(db: impl PgExecutor<'_>, person: PersonId) -> Result<PersonRow> {
    let person = sqlx::query_as!(
        PersonRow,
        r#"
        select id as "id: PersonId", name, email, administrator, suspended_at
        from people
        where id = $1 and id <> $2
        "#,
        person as PersonId,
        Person::operator().id as PersonId,
    )
    .fetch_one(db)
    .await?;
    Ok(person)
}

pub async fn find_by_email(db: &mut PgConnection, email: &str) -> Result<Option<PersonRow>> {
    let person = sqlx::query_as!(
        PersonRow,
        r#"
        select id as "id: PersonId", name, email, administrator, suspended_at
        from people
        where lower(email) = lower($1)
        "#,
        email,
    )
    .fetch_optional(db)
    .await?;
    Ok(person)
}

/// Those who can act as administrators.
pub async fn lock_administrators(db: &mut PgConnection) -> Result<Vec<PersonId>> {
    let administrators = sqlx::query_scalar!(
        r#"
        select id as "id: PersonId"
        from people
        where administrator and suspended_at is null
        order by id
        for no key update
        "#,
    )
    .fetch_all(db)
    .await?;
    Ok(administrators)
}

/// Whether the person was not suspended before.
pub async fn suspend(db: &mut PgConnection, person: PersonId) -> Result<bool> {
    find_person(&mut *db, person).await?;
    let suspended = sqlx::query!(
        r#"
        with ended as (delete from sessions where person_id = $1),
             voided as (delete from sign_in_links where person_id = $1)
        update people set suspended_at = now() where id = $1 and suspended_at is null
        "#,
        person as PersonId,
    )
    .execute(db)
    .await?;
    Ok(suspended.rows_affected() == 1)
}

/// Whether the person was suspended.
pub async fn restore(db: &mut PgConnection, person: PersonId) -> Result<bool> {
    find_person(&mut *db, person).await?;
    let restored = sqlx::query!(
        "update people set suspended_at = null where id = $1 and suspended_at is not null",
        person as PersonId,
    )
    .execute(db)
    .await?;
    Ok(restored.rows_affected() == 1)
}
