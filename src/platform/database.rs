//! The database: connections to it, and transactions.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{AssertSqlSafe, Connection, PgPool};
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

/// Most of PostgreSQL's time went into planning, again for each value, what is planned alike for all.
const PLANNED_ONCE: &str = "set plan_cache_mode = force_generic_plan;";

/// Enough for searches, of which each keeps a core of the database busy.
const SEARCHES: u32 = 4;

/// Connections that plan each statement for the values that it is asked with, where that is worth
/// its time: search.
#[derive(Clone)]
pub struct CustomPlans(pub PgPool);

/// Connections that work as the server's own role, and plan a statement once for all values.
///
/// sqlx asks each whether it is alive when it comes back; before it goes out, it is asked only if
/// it was idle.
pub fn pool(to: &PgConnectOptions) -> PgPoolOptions {
    pool_with(to, [PLANNED_ONCE, SETTINGS].concat()).max_connections(16)
}

fn pool_with(to: &PgConnectOptions, settings: String) -> PgPoolOptions {
    let is_here = to.get_socket().is_some() || to.get_host().starts_with('/');
    let pool = PgPoolOptions::new()
        .acquire_timeout(PATIENCE)
        .after_connect(move |connection, _| {
            let settings = AssertSqlSafe(settings.clone());
            Box::pin(async move { sqlx::raw_sql(settings).execute(connection).await.map(drop) })
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

impl CustomPlans {
    pub fn connect(url: &str) -> sqlx::Result<Self> {
        let options: PgConnectOptions = url.parse()?;
        let pool = pool_with(&options, SETTINGS.to_owned()).max_connections(SEARCHES);
        Ok(CustomPlans(pool.connect_lazy_with(options)))
    }
}
