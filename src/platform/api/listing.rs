//! Lists, page by page.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use super::Representation;
use crate::web::{Error, Query, Result};

const USUAL: usize = 50;
const MOST: usize = 200;

/// Which page of a list is asked for.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Paged {
    /// The `next` of the page before; without it, the first page.
    pub after: Option<String>,
    /// How many items a page has at most; 50, if nothing else is said.
    #[serde(deserialize_with = "given")]
    #[schema(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<usize>,
}

/// A page of a list.
#[derive(Serialize)]
pub struct Listing<T> {
    pub items: Vec<T>,
    pub next: Option<String>,
}

impl Paged {
    pub fn limit(&self) -> usize {
        self.limit.unwrap_or(USUAL)
    }

    /// What was asked for, read as the key after which the page begins.
    pub fn key<K: std::str::FromStr>(&self) -> Result<Option<K>> {
        let read = |after: &String| after.parse().map_err(|_| unknown());
        self.after.as_ref().map(read).transpose()
    }

    /// The page of a list that is short enough to be read whole.
    pub fn of<T>(&self, all: Vec<T>, key: impl Fn(&T) -> String) -> Result<Listing<T>> {
        let from = match &self.after {
            None => 0,
            Some(after) => place(after, &all, &key)?,
        };
        let mut rest = all.into_iter().skip(from);
        let items: Vec<T> = rest.by_ref().take(self.limit()).collect();
        let between = items.last().zip(rest.next());
        let next = between.map(|(last, first)| format!("{}~{}", key(last), key(&first)));
        Ok(Listing { items, next })
    }

    /// The page of a list of which one more than a page was read.
    pub fn cut<T>(&self, mut read: Vec<T>, key: impl Fn(&T) -> String) -> Listing<T> {
        let more = read.len() > self.limit();
        read.truncate(self.limit());
        let next = read.last().filter(|_| more).map(key);
        Listing { items: read, next }
    }
}

/// Where a page begins that is named by the last item before it and its own first one: either may
/// be gone meanwhile. Without both nobody knows what was read, so that none is left out unseen.
fn place<T>(after: &str, all: &[T], key: impl Fn(&T) -> String) -> Result<usize> {
    let is = |rest: Option<&str>, rests: fn(&str) -> bool| rest.is_some_and(rests);
    let last = |item| is(after.strip_prefix(&*key(item)), |rest| rest.starts_with('~'));
    let first = |item| is(after.strip_suffix(&*key(item)), |rest| rest.ends_with('~'));
    let behind = all.iter().position(last).map(|at| at + 1);
    behind.or_else(|| all.iter().position(first)).ok_or_else(unknown)
}

/// What an address gives is not nothing, though it is empty, which serde_html_form takes it for.
pub fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    value: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(value).map(Some)
}

fn unknown() -> Error {
    Error::invalid(
        "after",
        "Send what a page of this list had as its `next`. If you did, what was there is gone: \
         begin again with the first page.",
    )
}

impl<T> Listing<T> {
    pub fn map<R>(self, to: impl FnMut(T) -> R) -> Listing<R> {
        Listing { items: self.items.into_iter().map(to).collect(), next: self.next }
    }
}

impl<S: Sync> FromRequestParts<S> for Paged {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let Query(page): Query<Paged> = Query::from_request_parts(parts, state).await?;
        match page.limit {
            Some(limit) if !(1..=MOST).contains(&limit) => {
                Err(Error::invalid("limit", "A page has 1 to 200 items."))
            }
            _ => Ok(page),
        }
    }
}

impl<T: Representation> IntoResponse for Listing<T> {
    fn into_response(self) -> Response {
        axum::Json(self).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(after: Option<String>) -> Paged {
        Paged { after, limit: Some(2) }
    }

    #[test]
    fn a_list_is_read_whole_page_by_page_also_if_it_changes_meanwhile() {
        let key = |item: &&str| (*item).to_owned();
        let first = page(None).of(vec!["a", "b", "c", "d", "e"], key).unwrap();
        assert_eq!(first.items, ["a", "b"]);

        let second = page(first.next.clone()).of(vec!["x", "a", "b", "c", "d", "e"], key).unwrap();
        assert_eq!(second.items, ["c", "d"]);
        for (left, items) in [
            (vec!["a", "c", "d", "e"], ["c", "d"]),
            (vec!["c", "d", "e"], ["c", "d"]),
            (vec!["a", "b", "d", "e"], ["d", "e"]),
        ] {
            let without = page(first.next.clone()).of(left.clone(), key).unwrap();
            assert_eq!(without.items, items, "{left:?}");
        }
        assert!(page(first.next).of(vec!["a", "d", "e"], key).is_err(), "nobody knows the place");
        let last = page(second.next).of(vec!["a", "b", "c", "d", "e"], key).unwrap();
        assert_eq!((last.items, last.next), (vec!["e"], None));
        assert!(page(Some("?".into())).of(vec!["a"], key).is_err());
    }
}
