//! The description of the API: the document that programs read, and the pages for people.

use std::sync::LazyLock;

use askama::Template;
use axum::body::Bytes;
use axum::http::header;
use axum::response::IntoResponse;
use serde::Deserialize;
use serde_json::Value;

use super::handbook::{Noun, Shape, nouns, shapes};
use crate::roles::Viewer;
use crate::web::{Anyone, Error, Frame, Page, Path, Result};

static DOCUMENT: LazyLock<Value> = LazyLock::new(crate::routes::openapi);
static WRITTEN: LazyLock<Bytes> = LazyLock::new(|| DOCUMENT.to_string().into());

#[derive(Template)]
#[template(path = "api/handbook.html")]
pub struct Handbook {
    frame: Frame,
    about: String,
    nouns: Vec<Noun>,
}

#[derive(Template)]
#[template(path = "api/noun.html")]
pub struct Show {
    frame: Frame,
    noun: Noun,
    shapes: Vec<Shape>,
}

#[derive(Deserialize)]
pub struct NounPath {
    noun: String,
}

/// The OpenAPI document.
pub async fn openapi(_: Anyone) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], WRITTEN.clone())
}

pub async fn handbook(viewer: Viewer) -> Page<Handbook> {
    let about = DOCUMENT["info"]["description"].as_str().unwrap_or_default().to_owned();
    Page(Handbook { frame: viewer.frame(), about, nouns: nouns(&DOCUMENT) })
}

pub async fn noun(viewer: Viewer, Path(at): Path<NounPath>) -> Result<Page<Show>> {
    let mut nouns = nouns(&DOCUMENT).into_iter();
    let noun = nouns.find(|noun| noun.key() == at.noun).ok_or(Error::NotFound)?;
    let shapes = shapes(&DOCUMENT, &noun);
    Ok(Page(Show { frame: viewer.frame(), noun, shapes }))
}
