//! The database that a command works on: the operator's own, or a private one.

use std::ops::Deref;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use futures_util::future::join;
use sqlx::PgPool;
use sqlx::migrate::MigrateError;
use sqlx::postgres::PgPoolOptions;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::private_postgres::PrivatePostgres;
use crate::{MIGRATIONS, RIGHTS};
use platform::config::Config;
use platform::web::{self, CustomPlans};

/// Of the server's start, and of its leaving.
const PATIENCE: Duration = Duration::from_secs(4);
const FAREWELL: Duration = Duration::from_millis(500);

/// Whoever drops it without closing stops the private PostgreSQL all the same.
pub struct Database {
    pub url: String,
    pool: PgPool,
    pub custom_plans: CustomPlans,
    private: Option<PrivatePostgres>,
}

/// Opens the database and brings its tables up to this version.
pub async fn open(config: &Config) -> Result<Database> {
    let (url, private) = match &config.database_url {
        Some(url) => (url.clone(), None),
        None => {
            let directory = config.data_dir.join("postgres");
            let private = spawn_blocking(move || PrivatePostgres::start(&directory)).await??;
            (private.url(), Some(private))
        }
    };
    migrate(&url).await?;
    let (pool, custom_plans) = (web::connect(&url)?, CustomPlans::connect(&url)?);
    Ok(Database { pool, custom_plans, url, private })
}

impl Deref for Database {
    type Target = PgPool;

    fn deref(&self) -> &PgPool {
        &self.pool
    }
}

impl Database {
    pub async fn close(self) {
        let closed = join(self.pool.close(), self.custom_plans.0.close());
        let _ = timeout(FAREWELL, closed).await;
        let _ = spawn_blocking(|| drop(self.private)).await;
    }
}

/// As the owner of the tables. Of several servers that start, one migrates and the others wait, by
/// sqlx's lock; another lock is for the rights.
async fn migrate(url: &str) -> Result<()> {
    let owner = PgPoolOptions::new().max_connections(1).acquire_timeout(PATIENCE).connect(url);
    let owner = owner.await.context("The database in DATABASE_URL cannot be reached")?;
    match MIGRATIONS.run(&owner).await {
        Ok(()) => {}
        Err(MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..)) => bail!(
            "The database was made by a newer version of Rapporteur; start that version, or set \
             another DATABASE_URL"
        ),
        Err(MigrateError::VersionMismatch(number)) => bail!(
            "The database was made by another version of Rapporteur, whose tables differ (from \
             migration {number} on); start that version, or set another DATABASE_URL"
        ),
        Err(error) => {
            Err(error).context("The database's tables could not be brought up to date")?;
        }
    }
    let rights = sqlx::raw_sql(RIGHTS).execute(&owner).await;
    rights.context("The server's rights in the database could not be set")?;
    owner.close().await;
    Ok(())
}
