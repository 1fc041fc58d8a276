//! The description of the API: the document that programs read, and the pages for people.

use std::sync::LazyLock;

use askama::Template;
use axum::body::Bytes;
use axum::http::header;
use axum::response::IntoResponse;
use serde::Deserialize;

use crate::handbook::{Described, Noun, Shape, by_noun};
use crate::routes;
use access::rights::Viewer;
use platform::api::calls::Catalogue;
use platform::api::document::{ABOUT, Document};
use platform::web::{Anyone, Error, Frame, Page, Path, Result};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(routes::catalogue);
static DOCUMENT: LazyLock<Bytes> = LazyLock::new(|| {
    serde_json::to_vec(&Document::of(&CATALOGUE)).expect("all names in it are texts").into()
});

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

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::routes::catalogue;
    use platform::api::Document;

    #[test]
    fn each_field_that_is_answered_has_an_example() {
        let document = serde_json::to_value(Document::of(&catalogue())).unwrap();
        let mut answers = 0;
        for (path, calls) in document["paths"].as_object().unwrap() {
            for (status, answer) in calls.as_object().unwrap().values().flat_map(responses) {
                let named = &answer["content"]["application/json"]["schema"]["$ref"];
                let Some(pointer) = named.as_str().and_then(|it| it.strip_prefix('#')) else {
                    continue;
                };
                answers += 1;
                let fields = &document.pointer(pointer).unwrap()["properties"];
                for (name, field) in fields.as_object().into_iter().flatten() {
                    let scalar = !["$ref", "oneOf", "enum", "items", "properties"]
                        .iter()
                        .any(|known| !field[*known].is_null());
                    let shown = !field["example"].is_null() || field["type"] == "object";
                    assert!(!scalar || shown, "{path}, {status}: {name}: {field}");
                }
            }
        }
        assert!(answers > 100, "{answers}");
    }

    fn responses(call: &Value) -> impl Iterator<Item = (&String, &Value)> {
        call["responses"].as_object().unwrap().iter().filter(|(status, _)| status.starts_with('2'))
    }
}
