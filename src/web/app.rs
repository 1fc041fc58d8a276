//! What every request can reach.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRef;
use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::clock::Clock;
use crate::config::Config;
use crate::people::{Limits, Passwords};

#[derive(Clone)]
pub struct App {
    pub db: PgPool,
    pub config: Arc<Config>,
    pub clock: Clock,
    pub limits: Arc<Limits>,
    pub passwords: Arc<Passwords>,
}

impl App {
    pub fn new(db: PgPool, config: Config, clock: Clock) -> Self {
        let (limits, passwords) = (Arc::default(), Arc::default());
        App { db, config: Arc::new(config), clock, limits, passwords }
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
        .acquire_timeout(Duration::from_millis(2_500))
        .after_connect(|connection, _| {
            Box::pin(async move {
                // A database whose owner may not make roles goes without.
                let become_server = "select set_config('role', rolname, false) from pg_roles \
                     where rolname = 'rapporteur_server' and pg_has_role(oid, 'member')";
                sqlx::query(become_server).execute(connection).await.map(drop)
            })
        })
        .after_release(|connection, _| {
            Box::pin(
                async move { sqlx::raw_sql("rollback").execute(connection).await.map(|_| true) },
            )
        })
}

/// Does not connect yet: the first request does.
pub fn connect(url: &str) -> sqlx::Result<PgPool> {
    let options: PgConnectOptions = url.parse()?;
    Ok(pool().connect_lazy_with(options))
}
