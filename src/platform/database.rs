//! The database: connections to it, and transactions.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection, PgPool};
use tokio::time::timeout;

/// What is left of the three seconds in which every page is answered, also without a database.
const PATIENCE: Duration = Duration::from_millis(2_500);
/// So long nobody asks whether a connection still is one.
const IDLE: Duration = Duration::from_secs(1);

/// No page takes as long as compiling its statements, or sharing them among processes, would. A
/// database whose owner may not make roles goes without the server's own.
const SETTINGS: &str = "
    set jit = off;
    set max_parallel_workers_per_gather = 0;
    select set_config('role', rolname, false)
    from pg_roles
    where rolname = 'rapporteur_server' and pg_has_role(
        oid,
        case when current_setting('server_version_num')::int < 160000 then 'member' else 'set' end
    )";

/// Connections that work as the server's own role.
///
/// sqlx asks each whether it is alive when it comes back; before it goes out, it is asked only if
/// it was idle.
pub fn pool(to: &PgConnectOptions) -> PgPoolOptions {
    let is_here = to.get_socket().is_some() || to.get_host().starts_with('/');
    let pool = PgPoolOptions::new()
        .max_connections(16)
        .acquire_timeout(PATIENCE)
        .after_connect(|connection, _| {
            Box::pin(async move { sqlx::raw_sql(SETTINGS).execute(connection).await.map(drop) })
        })
        .test_before_acquire(false)
        .before_acquire(|connection, meta| {
            Box::pin(async move {
                if meta.idle_for > IDLE {
                    connection.ping().await?;
                }
                Ok(true)
            })
        });
    if is_here {
        return pool;
    }
    // sqlx asks for as long as it takes, and a network may swallow what is asked.
    pool.after_release(|connection, _| {
        Box::pin(async move {
            let asked = timeout(PATIENCE, connection.ping()).await;
            asked.map_err(|_| sqlx::Error::PoolTimedOut)?.map(|()| true)
        })
    })
}

/// Does not connect yet: the first request does.
pub fn connect(url: &str) -> sqlx::Result<PgPool> {
    let options: PgConnectOptions = url.parse()?;
    Ok(pool(&options).connect_lazy_with(options))
}
