//! What a request says of who sent it: a browser's session, or a program's token. Neither works
//! in the other's place, so no site can make a browser call the API.

use axum::http::header;
use axum::http::request::Parts;

use platform::api::token::Secret;
use platform::client::bearer;
use platform::secrets::hash;
use platform::web::{App, Cookies, Error, Result, is_call};

#[derive(Clone)]
pub enum Credential {
    None,
    Session(Vec<u8>),
    Token(Secret),
}

impl Credential {
    pub fn of(parts: &Parts, app: &App) -> Result<Self> {
        if !is_call(parts.uri.path()) {
            let session = Cookies::from(parts).session(&app.config);
            return Ok(session.map_or(Credential::None, |token| Credential::Session(hash(token))));
        }
        match parts.headers.get(header::AUTHORIZATION) {
            None => Ok(Credential::None),
            Some(value) => {
                let token = bearer(value).and_then(|token| token.parse().ok());
                token.map(Credential::Token).ok_or(Error::BadToken)
            }
        }
    }

    pub fn session_hash(&self) -> Option<Vec<u8>> {
        if let Credential::Session(hash) = self { Some(hash.clone()) } else { None }
    }

    pub fn token_hash(&self) -> Option<Vec<u8>> {
        if let Credential::Token(secret) = self { Some(secret.hash()) } else { None }
    }

    pub fn is_token(&self) -> bool {
        matches!(self, Credential::Token(_))
    }
}
