//! People's accounts, in the database.

pub mod reminders;
pub mod sessions;

use sqlx::{PgConnection, PgExecutor};

use base::ids::{PersonId, SessionId};
use platform::web::{Result, public_cache};

/// What is compared when somebody signs in. Whoever is suspended has nothing to compare.
pub struct Credentials {
    pub id: PersonId,
    pub email: String,
    pub password_hash: Option<String>,
}

pub async fn credentials(db: impl PgExecutor<'_>, email: &str) -> Result<Option<Credentials>> {
    let credentials = sqlx::query_as!(
        Credentials,
        r#"
        select id as "id: PersonId", email, password_hash
        from people
        where lower(email) = lower($1) and suspended_at is null and service_of is null
        "#,
        email,
    )
    .fetch_optional(db)
    .await?;
    Ok(credentials)
}

pub struct NewPerson<'a> {
    pub name: &'a str,
    pub email: &'a str,
    /// None for somebody who signs in by links.
    pub password_hash: Option<&'a str>,
    pub administrator: bool,
}

/// None if there is an account with this address already.
pub async fn add(db: &mut PgConnection, person: NewPerson<'_>) -> Result<Option<PersonId>> {
    let added = sqlx::query_scalar!(
        r#"
        insert into people (id, name, email, password_hash, administrator)
        values ($1, $2, $3, $4, $5)
        on conflict (lower(email)) do nothing
        returning id as "id: PersonId"
        "#,
        PersonId::new() as PersonId,
        person.name,
        person.email,
        person.password_hash,
        person.administrator,
    )
    .fetch_optional(db)
    .await?;
    Ok(added)
}

pub async fn make_administrator(db: &mut PgConnection, person: PersonId) -> Result<()> {
    sqlx::query!("update people set administrator = true where id = $1", person as PersonId)
        .execute(db)
        .await?;
    Ok(())
}

/// The name stands in whatever group they spoke: all servers are told that anything may have changed.
pub async fn rename(
    db: &mut PgConnection,
    person: PersonId,
    name: &str,
    time_zone: &str,
) -> Result<()> {
    sqlx::query!(
        r#"
        with renamed as (update people set name = $2, time_zone = $3 where people.id = $1)
        select pg_notify('events', '')
        "#,
        person as PersonId,
        name,
        time_zone,
    )
    .execute(db)
    .await?;
    public_cache::changed(None);
    Ok(())
}

pub async fn set_password(db: &mut PgConnection, person: PersonId, hash: &str) -> Result<()> {
    sqlx::query!("update people set password_hash = $2 where id = $1", person as PersonId, hash)
        .execute(db)
        .await?;
    Ok(())
}

/// What changing the password asks for: the hash of the present one, and whether this session
/// came by a link. And whether reminders are on.
pub struct Present {
    pub password_hash: Option<String>,
    pub by_link: bool,
    pub reminders: bool,
}

impl Present {
    pub fn asks_current(&self) -> bool {
        self.password_hash.is_some() && !self.by_link
    }
}

pub async fn present(
    db: impl PgExecutor<'_>,
    person: PersonId,
    session: Option<SessionId>,
) -> Result<Present> {
    let present = sqlx::query_as!(
        Present,
        r#"
        select people.password_hash, coalesce(sessions.by_link, false) as "by_link!",
               people.reminders
        from people
        left join sessions on sessions.person_id = people.id and sessions.id = $2
        where people.id = $1
        "#,
        person as PersonId,
        session as Option<SessionId>,
    )
    .fetch_one(db)
    .await?;
    Ok(present)
}
