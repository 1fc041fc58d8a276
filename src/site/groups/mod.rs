//! The page of a group.

mod store;
pub mod card;
pub mod api;
pub mod pages;

use sqlx::PgPool;

use access::group::Group;
use platform::web::Result;

/// What the page of a group says of it.
#[derive(Clone, Debug)]
pub struct About {
    /// What it is for, as HTML.
    pub purpose: String,
    /// How many actions wait for a new owner, for those who record.
    pub to_hand_over: i64,
}

/// `records` says whether it is for somebody who records.
pub async fn about(db: &PgPool, group: &Group, records: bool) -> Result<About> {
    store::about(db, group.id, records).await
}
