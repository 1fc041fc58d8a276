//! What every request can reach.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRef;
use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use tokio::time::timeout;

use crate::api::Allowance;
use crate::clock::Clock;
use crate::config::Config;
use crate::events::News;
use crate::people::{Limits, Passwords};

/// What is left of the three seconds in which every page is answered, also without a database.
const PATIENCE: Duration = Duration::from_millis(2_500);

#[derive(Clone)]
pub struct App {
    pub db: PgPool,
    pub config: Arc<Config>,
    pub clock: Clock,
    pub limits: Arc<Limits>,
    pub allowance: Arc<Allowance>,
    pub passwords: Arc<Passwords>,
    pub news: Arc<News>,
}

impl App {
    pub fn new(db: PgPool, config: Config, clock: Clock) -> Self {
        let allowance = Arc::new(Allowance::new(config.api_requests));
        let (limits, passwords, news) = (Arc::default(), Arc::default(), Arc::default());
        App { db, config: Arc::new(config), clock, limits, allowance, passwords, news }
    }
}

impl FromRef<App> for PgPool {
    fn from_ref(app: &App) -> PgPool {
        app.db.clone()
    }
}

impl FromRef<App> for Clock {
    fn from_ref(app: &App) -> Clock {
        app.clock
    }
}

/// Connections that work as the server's own role, and never come back to the pool inside a
/// transaction: a request that is dropped while `begin` is awaited would leave one open, and
/// later writes on it would vanish (transact-rs/sqlx #4385).
pub fn pool() -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(16)
        .acquire_timeout(PATIENCE)
        .after_connect(|connection, _| {
            Box::pin(async move {
                // A database whose owner may not make roles goes without.
                let become_server = "select set_config('role', rolname, false) from pg_roles \
                     where rolname = 'rapporteur_server' and pg_has_role(oid, 'member')";
                sqlx::query(become_server).execute(connection).await.map(drop)
            })
        })
        .after_release(|connection, _| {
            Box::pin(async move {
                // Alone, `rollback` has PostgreSQL warn of each connection that comes back.
                let rolled_back = sqlx::raw_sql("begin; rollback").execute(connection);
                // One that hangs would keep its place in the pool for as long as it does.
                let in_time = timeout(PATIENCE, rolled_back).await;
                in_time.map_err(|_| sqlx::Error::PoolTimedOut)?.map(|_| true)
            })
        })
}

/// Does not connect yet: the first request does.
pub fn connect(url: &str) -> sqlx::Result<PgPool> {
    let options: PgConnectOptions = url.parse()?;
    Ok(pool().connect_lazy_with(options))
}
