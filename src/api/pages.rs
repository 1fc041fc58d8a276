//! The description of the API: the document that programs read, and the pages for people.

use std::sync::LazyLock;

use askama::Template;
use axum::body::Bytes;
use axum::http::header;
use axum::response::IntoResponse;
use serde::Deserialize;

use super::handbook::{Handbook, Noun};
use crate::roles::Viewer;
use crate::routes;
use crate::web::{Anyone, Error, Frame, Page, Path, Result};

/// As programs read it, and as people do.
static DOCUMENT: LazyLock<(Bytes, Handbook)> = LazyLock::new(|| {
    let document = routes::openapi();
    (document.to_string().into(), Handbook::of(&document))
});

#[derive(Template)]
#[template(path = "api/handbook.html")]
pub struct Index {
    frame: Frame,
    handbook: &'static Handbook,
}

#[derive(Template)]
#[template(path = "api/noun.html")]
pub struct Show {
    frame: Frame,
    noun: &'static Noun,
}

#[derive(Deserialize)]
pub struct NounPath {
    noun: String,
}

/// The OpenAPI document.
pub async fn openapi(_: Anyone) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], DOCUMENT.0.clone())
}

pub async fn handbook(viewer: Viewer) -> Page<Index> {
    Page(Index { frame: viewer.frame(), handbook: &DOCUMENT.1 })
}

pub async fn noun(viewer: Viewer, Path(at): Path<NounPath>) -> Result<Page<Show>> {
    let noun = DOCUMENT.1.nouns.iter().find(|noun| noun.key() == at.noun);
    Ok(Page(Show { frame: viewer.frame(), noun: noun.ok_or(Error::NotFound)? }))
}
