//! The limits' own five tables for reading and one for writing, and their statements.

use sqlx::PgPool;
use uuid::Uuid;

use crate::answers::Answers;

/// Small tables of plain rows.
const ROWS: &str = "
    create table people (id int primary key, name text not null);
    create table sessions (token text primary key, person_id int not null references people);
    create table groups (id int primary key, slug text not null unique);
    create table memberships (
        group_id int not null references groups,
        person_id int not null references people,
        role text not null,
        primary key (group_id, person_id)
    );
    create table pages (
        group_id int not null references groups,
        name text not null,
        encoding text not null,
        body bytea not null,
        primary key (group_id, name, encoding)
    );
    create table entries (
        id uuid primary key,
        at timestamptz not null default now(),
        text bytea not null
    );
    insert into people select n, 'Person ' || n from generate_series(1, 250) as n;
    insert into sessions select 'session-' || n, n from generate_series(1, 250) as n;
    insert into groups select n, 'group-' || n from generate_series(1, 10) as n;
    insert into memberships
    select 1 + n % 10, n, 'member' from generate_series(1, 250) as n";

pub async fn make(db: &PgPool, answers: &Answers) -> sqlx::Result<()> {
    sqlx::raw_sql(ROWS).execute(db).await?;
    for (name, answer) in answers.all() {
        let page = sqlx::query("insert into pages values (2, $1, $2, $3)");
        let page = page.bind(name).bind(answer.encoding).bind(&answer.body[..]);
        page.execute(db).await?;
    }
    sqlx::raw_sql("vacuum analyze").execute(db).await?;
    Ok(())
}

/// The page, if the one who asks may read it.
pub async fn page(db: &PgPool, name: &str, encoding: &str) -> sqlx::Result<Option<Vec<u8>>> {
    let mut db = db.acquire().await?;
    let (person, _): (i32, String) = sqlx::query_as(
        "select people.id, people.name from sessions
         join people on people.id = sessions.person_id
         where sessions.token = $1",
    )
    .bind("session-11")
    .fetch_one(&mut *db)
    .await?;
    let may: Option<(i32, String)> = sqlx::query_as(
        "select groups.id, memberships.role from groups
         join memberships on memberships.group_id = groups.id and memberships.person_id = $2
         where groups.slug = $1",
    )
    .bind("group-2")
    .bind(person)
    .fetch_optional(&mut *db)
    .await?;
    let Some((group, _)) = may else { return Ok(None) };
    sqlx::query_scalar(
        "select pages.body from pages
         where pages.group_id = $1 and pages.name = $2 and pages.encoding = $3",
    )
    .bind(group)
    .bind(name)
    .bind(encoding)
    .fetch_optional(&mut *db)
    .await
}

/// A statement by itself is a transaction: the database answers once it is committed.
pub async fn insert(db: &PgPool, id: Uuid, text: &[u8]) -> sqlx::Result<()> {
    let entry = sqlx::query("insert into entries (id, text) values ($1, $2)").bind(id).bind(text);
    entry.execute(db).await.map(drop)
}
