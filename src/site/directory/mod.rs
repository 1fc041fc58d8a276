//! The lists of groups: everybody's, and a person's own.

mod store;

use sqlx::PgPool;

use access::person::Person;
use base::policy::Role;
use base::states::Visibility;
use platform::web::Result;

/// A group as a row of a list.
#[derive(Clone, Debug)]
pub struct GroupRow {
    pub slug: String,
    pub name: String,
    pub short_name: String,
    pub visibility: Visibility,
    /// What the person whose list it is is in it.
    pub role: Option<Role>,
    /// How many actions wait for a new owner, for those who record.
    pub to_hand_over: i64,
}

impl GroupRow {
    pub fn path(&self) -> String {
        format!("/groups/{}", self.slug)
    }
}

/// Whose groups are listed.
#[derive(Clone, Copy, Debug)]
pub enum Whose<'a> {
    /// Everybody's.
    Public,
    Of(&'a Person),
    /// Everybody's, and the person's own.
    SeenBy(&'a Person),
}

const MOST_LISTED: i64 = 100;

/// As many as a page shows.
pub async fn list(db: &PgPool, whose: Whose<'_>) -> Result<Vec<GroupRow>> {
    page(db, whose, None, MOST_LISTED).await
}

/// By name, those after the group of that slug.
pub async fn page(
    db: &PgPool,
    whose: Whose<'_>,
    after: Option<&str>,
    most: i64,
) -> Result<Vec<GroupRow>> {
    store::list(db, whose, after, most).await
}

/// What the groups' addresses call them.
pub async fn slugs(db: &PgPool) -> Result<Vec<String>> {
    store::slugs(db).await
}
