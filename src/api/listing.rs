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
            Some(after) => self.place(after, &all, &key)?,
        };
        let more = all.len().saturating_sub(from) > self.limit();
        let items: Vec<T> = all.into_iter().skip(from).take(self.limit()).collect();
        let place = from + items.len();
        let next = items.last().filter(|_| more).map(|last| format!("{place}.{}", key(last)));
        Ok(Listing { items, next })
    }

    /// Behind the item after which it begins; by number, if that is gone meanwhile.
    fn place<T>(&self, after: &str, all: &[T], key: impl Fn(&T) -> String) -> Result<usize> {
        let (place, last) = after.split_once('.').ok_or_else(unknown)?;
        let place: usize = place.parse().map_err(|_| unknown())?;
        let found = all.iter().position(|item| key(item) == last);
        Ok(found.map_or(place, |at| at + 1))
    }

    /// The page of a list of which one more than a page was read.
    pub fn cut<T>(&self, mut read: Vec<T>, key: impl Fn(&T) -> String) -> Listing<T> {
        let more = read.len() > self.limit();
        read.truncate(self.limit());
        let next = read.last().filter(|_| more).map(key);
        Listing { items: read, next }
    }
}

/// What an address gives is not nothing, though it is empty, which serde_html_form takes it for.
pub fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    value: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(value).map(Some)
}

fn unknown() -> Error {
    Error::invalid("after", "Send what a page of this list had as its `next`.")
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
        let without = page(first.next).of(vec!["a", "c", "d", "e"], key).unwrap();
        assert_eq!(without.items, ["d", "e"], "by number");
        let last = page(second.next).of(vec!["a", "b", "c", "d", "e"], key).unwrap();
        assert_eq!((last.items, last.next), (vec!["e"], None));
        assert!(page(Some("?".into())).of(vec!["a"], key).is_err());
    }
}
