//! The description of the API: the document that programs read, and the pages for people.

use std::sync::{LazyLock, OnceLock};

use askama::Template;
use axum::body::Bytes;
use axum::http::header;
use axum::response::IntoResponse;
use serde::Deserialize;

use crate::handbook::{Described, Noun, Shape, by_noun};
use access::rights::Viewer;
use platform::api::calls::Catalogue;
use platform::api::document::{ABOUT, Document};
use platform::web::{Anyone, Error, Frame, Page, Path, Result};

/// How to list the calls, which only the routes know.
static CALLS: OnceLock<fn() -> Catalogue> = OnceLock::new();
static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| CALLS.get().expect("the routes are announced before they are served")());
static DOCUMENT: LazyLock<Bytes> = LazyLock::new(|| {
    serde_json::to_vec(&Document::of(&CATALOGUE)).expect("all names in it are texts").into()
});

/// Says, as the program starts, how the calls are listed.
pub fn announce(calls: fn() -> Catalogue) {
    let _ = CALLS.set(calls);
}

#[derive(Template)]
#[template(path = "handbook/handbook.html")]
pub struct Handbook {
    frame: Frame,
    about: &'static str,
    nouns: Vec<Noun<'static>>,
}

#[derive(Template)]
#[template(path = "handbook/noun.html")]
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
    let nouns = by_noun(&CATALOGUE).collect();
    Page(Handbook { frame: viewer.frame(), about: ABOUT, nouns })
}

pub async fn noun(viewer: Viewer, Path(at): Path<NounPath>) -> Result<Page<Show>> {
    let noun = by_noun(&CATALOGUE).find(|noun| noun.key() == at.noun);
    let noun = noun.ok_or(Error::NotFound)?;
    let (calls, shapes) = noun.described();
    Ok(Page(Show { frame: viewer.frame(), noun, calls, shapes }))
}
