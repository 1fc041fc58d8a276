//! Taking invented data in, as fast as PostgreSQL can.

use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, Connection, PgConnection, PgExecutor};
use uuid::Uuid;

use super::tables::Tables;
use platform::web::Result;

/// A connection that fills. It writes the events of history itself, so no trigger has to.
pub async fn connect(to: &PgConnectOptions) -> Result<PgConnection> {
    let settings = [("maintenance_work_mem", "512MB"), ("rapporteur.fills", "on")];
    Ok(PgConnection::connect_with(&to.clone().options(settings)).await?)
}

/// Only one fills a database in which nobody works.
pub async fn hold(db: &mut PgConnection) -> Result<()> {
    sqlx::query("lock table people, groups in exclusive mode").execute(db).await?;
    Ok(())
}

pub async fn is_begun(db: impl PgExecutor<'_>) -> Result<bool> {
    let begun = sqlx::query_scalar("select to_regclass('laid_aside') is not null");
    Ok(begun.fetch_one(db).await?)
}

/// Indexes are made, and references checked, at the end and of all rows at once. What keeps rows
/// apart stays.
const LAY_ASIDE: &str = "
    create table laid_aside as
    select indrelid as of, 'index' as what, 'drop index ' || indexrelid::regclass as away,
           pg_get_indexdef(indexrelid) as back
    from pg_index
    join pg_class on pg_class.oid = indexrelid
    where relnamespace = current_schema::regnamespace
      and not exists (select from pg_constraint where conindid = indexrelid)
    union all
    select conrelid, 'reference',
           format('alter table %s drop constraint %I', conrelid::regclass, conname),
           format('alter table %s add constraint %I %s', conrelid::regclass, conname,
                  pg_get_constraintdef(oid))
    from pg_constraint
    where contype = 'f' and connamespace = current_schema::regnamespace;
    do $$ declare one record; begin
        for one in select * from laid_aside order by what desc loop execute one.away; end loop;
    end $$";

pub async fn lay_aside(db: &mut PgConnection) -> Result<()> {
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

/// The statements that make the indexes again, what takes longest first; and then, while that one
/// is still made, those that look through the tables, so that PostgreSQL knows what to plan by.
pub async fn statements(db: impl PgExecutor<'_>) -> Result<Vec<String>> {
    let statements = sqlx::query_scalar(
        "select statement from (
             select pg_table_size(of) as size, back as statement, 1 as turn
             from laid_aside where what = 'index'
             union all
             select pg_table_size(oid), 'vacuum analyze ' || oid::regclass, 2
             from pg_class where relnamespace = current_schema::regnamespace and relkind = 'r'
         ) as rest
         order by turn, case turn when 1 then -size else size end, statement not like '% USING gin %'",
    );
    Ok(statements.fetch_all(db).await?)
}

pub async fn run(db: &mut PgConnection, statement: String) -> Result<()> {
    sqlx::raw_sql(AssertSqlSafe(statement)).execute(db).await?;
    Ok(())
}

/// The series go on after the last number that was given, speakers are noted, and each reference is
/// checked.
const FINISH: &str = "
    select setval(pg_get_serial_sequence('history', 'id'), max(id)) from history;
    update groups
    set last_decision = coalesce((select max(number) from decisions where group_id = groups.id), 0);
    insert into group_speakers (group_id, name)
    select distinct group_id, speaker from contributions where speaker <> '';
    do $$ declare one record; begin
        for one in select * from laid_aside where what = 'reference' loop execute one.back; end loop;
    end $$;
    drop table laid_aside";

pub async fn finish(db: &mut PgConnection) -> Result<()> {
    let mut tx = db.begin().await?;
    sqlx::raw_sql(FINISH).execute(&mut *tx).await?;
    tx.commit().await?;
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
