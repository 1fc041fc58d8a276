//! Somebody who is not in a group that is for members only. They read there what everybody could read
//! before it was, and nothing else.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::Reader;
use super::reader::asking;
use platform::web::{App, Error, Result};

/// Whoever asks for an edition, whatever became of its group. Whether it is theirs to read is asked
/// where it is read.
#[derive(Clone, Debug)]
pub struct EditionReader(pub Reader);

impl FromRequestParts<App> for EditionReader {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        asking(parts, app, true).await?.1.map(EditionReader).ok_or(Error::NotFound)
    }
}

impl Reader {
    pub fn is_stranger(&self) -> bool {
        !self.group.is_seen(self.member.is_some())
    }
}
