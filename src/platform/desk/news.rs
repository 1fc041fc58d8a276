//! What servers tell each other of such pages.

use serde::{Deserialize, Serialize};
use sqlx::PgPool;

use crate::error::Result;
use base::ids::PersonId;

/// The channel on which servers tell each other.
pub const CHANNEL: &str = "desks";

/// Who writes, and in which part.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Writer {
    pub person: PersonId,
    pub name: String,
    pub part: String,
}

/// What servers tell each other of a page.
#[derive(Deserialize, Serialize)]
pub(super) struct News {
    pub page: String,
    pub revision: Option<i64>,
    pub parts: Option<Vec<String>>,
    pub writer: Option<Writer>,
}

/// Tells all servers that somebody writes; it is kept nowhere.
pub async fn tell_writer(db: &PgPool, page: &str, writer: Writer) -> Result<()> {
    let news = News { page: page.to_owned(), revision: None, parts: None, writer: Some(writer) };
    let news = serde_json::to_string(&news).map_err(anyhow::Error::from)?;
    sqlx::query!("select pg_notify($1, $2)", CHANNEL, news).execute(db).await?;
    Ok(())
}
