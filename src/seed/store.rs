//! Taking invented data in, as fast as PostgreSQL can.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::tables::Tables;
use crate::web::Result;

/// Nobody else begins to work in the database meanwhile.
pub async fn hold(db: &mut PgConnection) -> Result<()> {
    sqlx::query("lock table people, groups in exclusive mode").execute(db).await?;
    Ok(())
}

/// Indexes are made, and references checked, at the end and of all rows at once. What keeps rows
/// apart stays.
const LAY_ASIDE: &str = "
    create temp table laid_aside on commit drop as
    select 1 as turn, 'drop index ' || indexrelid::regclass as away, pg_get_indexdef(indexrelid) as back
    from pg_index
    join pg_class on pg_class.oid = indexrelid
    where relnamespace = current_schema::regnamespace
      and not exists (select from pg_constraint where conindid = indexrelid)
    union all
    select 2, format('alter table %s drop constraint %I', conrelid::regclass, conname),
           format('alter table %s add constraint %I %s', conrelid::regclass, conname,
                  pg_get_constraintdef(oid))
    from pg_constraint
    where contype = 'f' and connamespace = current_schema::regnamespace;
    do $$ declare one record; begin
        for one in select * from laid_aside order by turn desc loop execute one.away; end loop;
    end $$";
const TAKE_UP: &str = "
    do $$ declare one record; begin
        for one in select * from laid_aside order by turn loop execute one.back; end loop;
    end $$";

/// For this transaction, and before anything is put in.
pub async fn loosen(db: &mut PgConnection) -> Result<()> {
    sqlx::raw_sql("set local maintenance_work_mem = '512MB'; set local rapporteur.fills = 'on'")
        .execute(&mut *db)
        .await?;
    sqlx::raw_sql(LAY_ASIDE).execute(db).await?;
    Ok(())
}

pub async fn put(db: &mut PgConnection, tables: Tables) -> Result<()> {
    for (statement, rows) in tables.copies() {
        let mut copy = db.copy_in_raw(statement).await?;
        copy.send(rows).await?;
        copy.finish().await?;
    }
    Ok(())
}

/// The series go on after the last number that was given, and all that happened is told.
pub async fn finish(db: &mut PgConnection) -> Result<()> {
    sqlx::query!(
        r#"
        insert into events (group_id, history_id)
        select group_id, id from history where group_id is not null order by id
        "#,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        r#"
        update groups
        set last_decision = coalesce(
            (select max(number) from decisions where group_id = groups.id), 0)
        "#,
    )
    .execute(&mut *db)
    .await?;
    sqlx::raw_sql(TAKE_UP).execute(db).await?;
    Ok(())
}

/// PostgreSQL plans by what it knows of the tables, which it would find out minutes later.
pub async fn analyze(db: &mut PgConnection) -> anyhow::Result<()> {
    sqlx::query("vacuum analyze").execute(db).await?;
    Ok(())
}

/// Whether there is such a person.
pub async fn sign_in(
    db: &mut PgConnection,
    email: &str,
    token_hash: &[u8],
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<bool> {
    let begun = sqlx::query!(
        r#"
        insert into sessions
            (id, token_hash, person_id, device, by_link, signed_in_at, seen_at, expires_at)
        select $1, $2, id, 'rapporteur seed', false, $4, $4, $5
        from people where email = $3
        "#,
        Uuid::now_v7(),
        token_hash,
        email,
        now,
        until,
    )
    .execute(db)
    .await?;
    Ok(begun.rows_affected() == 1)
}
