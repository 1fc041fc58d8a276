//! A request that goes on for a while, whose rights are asked for again while it does.

use std::borrow::Cow;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::Member;
use base::ids::TokenId;
use platform::api::token::Used;
use platform::web::{App, Error, Result};

/// What was asked, and by whom.
pub struct RecheckedAccess {
    parts: Parts,
    app: App,
}

impl FromRequestParts<App> for RecheckedAccess {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        Ok(RecheckedAccess { parts: parts.clone(), app: app.clone() })
    }
}

impl RecheckedAccess {
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The member who asks, if they may still read what the group reads.
    pub async fn member(&self) -> Result<Member> {
        Member::from_request_parts(&mut self.parts.clone(), &self.app).await
    }

    pub fn token(&self) -> Option<TokenId> {
        self.parts.extensions.get::<Used>().map(|used| used.id)
    }

    pub fn header(&self, name: &str) -> Option<Cow<'_, str>> {
        Some(String::from_utf8_lossy(self.parts.headers.get(name)?.as_bytes()))
    }
}
