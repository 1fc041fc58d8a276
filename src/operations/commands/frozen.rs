//! Whether the database itself keeps the published record from being changed: by triggers, which
//! the server cannot drop, and because it works as a role without the right.

use platform::error::Result;
use sqlx::PgPool;

/// What is only ever added to.
const FROZEN: [&str; 4] = ["editions", "plan_versions", "history", "events"];

/// A sentence for each thing that is open.
pub async fn what_is_not(db: &PgPool) -> Result<Vec<String>> {
    let open = tables_without_triggers(db).await?.into_iter().map(|table| {
        format!(
            "Rows of {table} can be changed: the table's triggers are missing or switched off. \
             Restore the database from a dump that was made with pg_dump."
        )
    });
    let granted = tables_that_may_be_changed(db).await?.into_iter().map(|(role, table)| {
        format!(
            "The server works in the database as {role}, which may change or delete rows of \
             {table}. Let the owner of the database make roles (alter role … createrole), and \
             start Rapporteur again."
        )
    });
    Ok(open.chain(granted).collect())
}

/// Each row is guarded from update and delete, and each table from truncate.
async fn tables_without_triggers(db: &PgPool) -> Result<Vec<String>> {
    let tables = sqlx::query_scalar!(
        r#"
        select wanted.name as "name!"
        from unnest($1::text[]) as wanted (name)
        where (
            select count(distinct guard.kind) from (
                select case
                    -- Of pg_trigger.tgtype: row 1, before 2, delete 8, update 16, truncate 32.
                    when trigger.tgtype & 27 = 27 then 'row'
                    when trigger.tgtype & 34 = 34 then 'table'
                end as kind
                from pg_trigger as trigger
                join pg_proc as procedure on procedure.oid = trigger.tgfoid
                where trigger.tgrelid = to_regclass('public.' || wanted.name)
                    and trigger.tgenabled in ('O', 'A')
                    and procedure.proname = 'refuse_change'
                    and procedure.prosrc like '%raise exception%'
            ) as guard
        ) < 2
        order by wanted.name
        "#,
        &FROZEN.map(str::to_owned)
    );
    Ok(tables.fetch_all(db).await?)
}

/// As the server's own connections see it, with the role.
async fn tables_that_may_be_changed(db: &PgPool) -> Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        r#"
        select current_user::text as "role!", wanted.name as "name!"
        from unnest($1::text[]) as wanted (name)
        where to_regclass('public.' || wanted.name) is not null
            and has_table_privilege(to_regclass('public.' || wanted.name), 'update, delete, truncate')
        order by wanted.name
        "#,
        &FROZEN.map(str::to_owned)
    );
    let rows = rows.fetch_all(db).await?;
    Ok(rows.into_iter().map(|row| (row.role, row.name)).collect())
}
