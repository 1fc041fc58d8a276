//! The page of a group.

mod store;
pub mod card;
pub mod api;
pub mod pages;

use sqlx::PgPool;

use crate::directory::About;
use access::group::Group;
use platform::web::Result;

/// `records` says whether it is for somebody who records.
pub async fn about(db: &PgPool, group: &Group, records: bool) -> Result<About> {
    store::about(db, group.id, records).await
}
