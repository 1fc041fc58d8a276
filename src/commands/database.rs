//! The database that a command works on.

use anyhow::{Context, Result};
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;

use crate::config::Config;
use crate::{MIGRATIONS, web};

/// Opens the database and brings its tables up to this version.
pub async fn open(config: &Config) -> Result<PgPool> {
    let url = config.database_url.as_ref().context("DATABASE_URL is not set")?;
    migrate(url).await?;
    Ok(web::connect(url)?)
}

/// As the owner of the tables, under sqlx's lock: of several servers that start, one migrates.
async fn migrate(url: &str) -> Result<()> {
    let owner = PgPoolOptions::new().max_connections(1).connect(url).await;
    let owner = owner.context("The database in DATABASE_URL cannot be reached")?;
    MIGRATIONS
        .run(&owner)
        .await
        .context("The database's tables could not be brought up to date")?;
    owner.close().await;
    Ok(())
}
