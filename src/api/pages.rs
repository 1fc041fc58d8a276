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

static DOCUMENT: LazyLock<Bytes> = LazyLock::new(|| routes::openapi().to_string().into());
static HANDBOOK: LazyLock<Handbook> = LazyLock::new(|| Handbook::of(&routes::openapi()));

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
    ([(header::CONTENT_TYPE, "application/json")], DOCUMENT.clone())
}

pub async fn handbook(viewer: Viewer) -> Page<Index> {
    Page(Index { frame: viewer.frame(), handbook: &HANDBOOK })
}

pub async fn noun(viewer: Viewer, Path(at): Path<NounPath>) -> Result<Page<Show>> {
    let noun = HANDBOOK.nouns.iter().find(|noun| noun.key() == at.noun);
    Ok(Page(Show { frame: viewer.frame(), noun: noun.ok_or(Error::NotFound)? }))
}
