//! A request whose answer goes on for a while, and what everybody who sent one may still hear.

use std::borrow::Cow;
use std::collections::HashMap;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use chrono::{DateTime, Utc};
use sqlx::PgPool;

use super::store;
use base::audience::Audience;
use base::ids::{GroupId, TokenId};
use platform::api::token::Used;
use platform::web::listener::Place;
use platform::web::{App, Error, Result};

/// What was asked, and with what.
pub struct RecheckedAccess {
    parts: Parts,
}

impl FromRequestParts<App> for RecheckedAccess {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        Ok(RecheckedAccess { parts: parts.clone() })
    }
}

impl RecheckedAccess {
    pub fn token(&self) -> Option<TokenId> {
        self.parts.extensions.get::<Used>().map(|used| used.id)
    }

    pub fn header(&self, name: &str) -> Option<Cow<'_, str>> {
        Some(String::from_utf8_lossy(self.parts.headers.get(name)?.as_bytes()))
    }

    /// Who is answered for long does not keep others from being answered.
    pub fn give_place_up(&self) {
        if let Some(place) = self.parts.extensions.get::<Place>() {
            place.give_up();
        }
    }
}

/// What each of these tokens hears in the group that it follows, in one statement for all of
/// them. Who may not read what the group reads is not among them.
pub async fn audiences(
    db: &PgPool,
    asked: &[(GroupId, TokenId)],
    now: DateTime<Utc>,
) -> Result<HashMap<(GroupId, TokenId), Audience>> {
    if asked.is_empty() {
        return Ok(HashMap::new());
    }
    store::audiences(db, asked, now).await
}
