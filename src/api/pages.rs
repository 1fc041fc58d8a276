//! The description of the API: the document that programs read, and the pages for people.

use std::sync::LazyLock;

use askama::Template;
use axum::body::Bytes;
use axum::http::header;
use axum::response::IntoResponse;
use serde::Deserialize;

use super::calls::Catalogue;
use super::document::{ABOUT, Document};
use super::handbook::{Described, Noun, Shape};
use crate::roles::Viewer;
use crate::routes;
use crate::web::{Anyone, Error, Frame, Page, Path, Result};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(routes::catalogue);
static DOCUMENT: LazyLock<Bytes> = LazyLock::new(|| {
    serde_json::to_vec(&Document::of(&CATALOGUE)).expect("all names in it are texts").into()
});

#[derive(Template)]
#[template(path = "api/handbook.html")]
pub struct Handbook {
    frame: Frame,
    about: &'static str,
    nouns: Vec<Noun<'static>>,
}

#[derive(Template)]
#[template(path = "api/noun.html")]
pub struct Show {
    frame: Frame,
    noun: Noun<'static>,
    calls: Vec<Described>,
    shapes: Vec<Shape>,
}

#[derive(Deserialize)]
pub struct NounPath {
    noun: String,
}

/// The OpenAPI document.
pub async fn openapi(_: Anyone) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], DOCUMENT.clone())
}

pub async fn handbook(viewer: Viewer) -> Page<Handbook> {
    let nouns = CATALOGUE.by_noun().collect();
    Page(Handbook { frame: viewer.frame(), about: ABOUT, nouns })
}

pub async fn noun(viewer: Viewer, Path(at): Path<NounPath>) -> Result<Page<Show>> {
    let noun = CATALOGUE.by_noun().find(|noun| noun.key() == at.noun);
    let noun = noun.ok_or(Error::NotFound)?;
    let (calls, shapes) = noun.described();
    Ok(Page(Show { frame: viewer.frame(), noun, calls, shapes }))
}
