//! The lists of groups: everybody's, and a person's own.

mod store;

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use sqlx::PgPool;

use access::person::Person;
use base::digest::hex;
use base::policy::Role;
use base::states::Visibility;
use platform::web::Result;

/// A group as a row of a list.
#[derive(Clone, Debug, Deserialize)]
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

/// What the page of a group says of it.
#[derive(Clone, Debug)]
pub struct About {
    /// What it is for, as HTML.
    pub purpose: String,
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

/// A place in the order of names, and of slugs where names are alike. It goes into addresses as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub name: String,
    pub slug: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}~{}", self.slug, hex(self.name.as_bytes()))
    }
}

impl FromStr for Place {
    type Err = ();

    /// In a slug there is no such sign.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (slug, digits) = text.split_once('~').ok_or(())?;
        let byte = |pair: &[u8]| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok();
        let pairs = digits.as_bytes().chunks(2).map(byte);
        let name = pairs.collect::<Option<Vec<_>>>().and_then(|name| String::from_utf8(name).ok());
        let name = name.filter(|name| !name.contains('\0')).ok_or(())?;
        Ok(Place { name, slug: slug.to_owned() })
    }
}

impl GroupRow {
    pub fn place(&self) -> Place {
        Place { name: self.name.clone(), slug: self.slug.clone() }
    }
}

pub const MOST_LISTED: i64 = 100;

/// As many as a page shows.
pub async fn list(db: &PgPool, whose: Whose<'_>) -> Result<Vec<GroupRow>> {
    page(db, whose, None, MOST_LISTED).await
}

/// By name, those after a place in the order, which need not be a group's: so no place tells
/// whether there is one.
pub async fn page(
    db: &PgPool,
    whose: Whose<'_>,
    after: Option<&Place>,
    most: i64,
) -> Result<Vec<GroupRow>> {
    store::list(db, whose, after, most).await
}

/// What the groups' addresses call them.
pub async fn slugs(db: &PgPool) -> Result<Vec<String>> {
    store::slugs(db).await
}
