//! Parts of a page in place of all of it, for the page's own script.

use std::convert::Infallible;

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Response};

use crate::desk::Effect;
use crate::error::Result;
use base::ids::PersonId;

const MOST_PARTS: usize = 600;

/// What a request wants to see.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The ids of elements; none for the whole page.
    pub parts: Option<Vec<String>>,
    /// All that changed since then.
    pub since: Option<i64>,
}

/// Elements of a page, one after the other.
pub struct Fragments {
    html: String,
    /// That of the page.
    revision: i64,
    /// Who is signed in.
    person: Option<PersonId>,
    effect: Option<Effect>,
}

impl Asked {
    pub fn of(headers: &HeaderMap) -> Self {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let since = text("since").and_then(|since| since.trim().parse().ok());
        Asked { parts: text("part").map(names), since }
    }

    /// Whether the page's script asks, which shows parts.
    pub fn is_script(&self) -> bool {
        self.parts.is_some() || self.since.is_some()
    }
}

/// Each once, as many as a page could have.
fn names(list: &str) -> Vec<String> {
    let mut names = Vec::new();
    for name in list.split(',').map(str::trim).take(MOST_PARTS) {
        if !names.iter().any(|other| other == name) {
            names.push(name.to_owned());
        }
    }
    names
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Asked::of(&parts.headers))
    }
}

impl Fragments {
    pub fn of(parts: &impl Template, revision: i64, person: Option<PersonId>) -> Result<Self> {
        let html = parts.render().map_err(anyhow::Error::from)?;
        Ok(Fragments { html, revision, person, effect: None })
    }

    /// After an act.
    pub fn after(self, effect: Effect) -> Self {
        Fragments { effect: Some(effect), ..self }
    }
}

impl IntoResponse for Fragments {
    fn into_response(self) -> Response {
        let person = self.person.map(|person| person.to_string()).unwrap_or_default();
        let headers = [
            (header::CACHE_CONTROL.as_str(), "no-store".to_owned()),
            (header::VARY.as_str(), "Part, Since".to_owned()),
            ("revision", self.revision.to_string()),
            ("person", person),
            ("effect", self.effect.map(Effect::key).unwrap_or_default().to_owned()),
        ];
        (headers, Html(self.html)).into_response()
    }
}
