//! What calls read: a JSON body whose fields are all known, and the revision that an edit
//! started from.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::error::Category;

use super::Json;
use crate::transaction::ask_again;
use crate::web::{Error, Result, tidy};

/// As the schemas of such lists say.
const MOST_LINES: usize = 20;

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self> {
        check_media_type(request.headers())?;
        let bytes = Bytes::from_request(request, state).await?;
        ask_again().await?;
        read(&bytes).map(Json)
    }
}

/// The revision of the text that was edited, as its ETag named it.
pub struct IfMatch(pub i32);

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let named = parts.headers.get(header::IF_MATCH).ok_or(Error::NoRevision)?;
        let revision = named.to_str().ok().and_then(revision);
        revision.map(IfMatch).ok_or(Error::BadRequest(
            "In If-Match is no ETag of a text here: send the one that came with the text, such as \"3\".",
        ))
    }
}

/// A proxy that compresses an answer makes its ETag weak, `W/"3"`; it is the revision's still.
fn revision(tag: &str) -> Option<i32> {
    let tag = tag.trim();
    let digits = tag.strip_prefix("W/").unwrap_or(tag).strip_prefix('"')?.strip_suffix('"')?;
    let written = digits.starts_with(|first: char| matches!(first, '1'..='9'));
    digits.parse().ok().filter(|_| written)
}

pub fn check_media_type(headers: &HeaderMap) -> Result<()> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = given.and_then(|given| given.split(';').next()).unwrap_or_default();
    match essence.trim().eq_ignore_ascii_case("application/json") {
        true => Ok(()),
        false => Err(Error::NotJson),
    }
}

/// What cannot be read is told by the place where it stands.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    let mut value: Value =
        serde_json::from_slice(bytes).map_err(|error| match error.classify() {
            Category::Eof if bytes.is_empty() => {
                Error::BadRequest("There is no JSON in this request.")
            }
            _ => Error::BadRequest("This could not be read, because it is not JSON."),
        })?;
    // Serde would take a list for the fields in their order.
    if !value.is_object() {
        return Err(Error::invalid("", "This has to be an object: {…}."));
    }
    tidy_texts(&mut value);
    serde_path_to_error::deserialize(value).map_err(|error| {
        let place = error.path().to_string();
        let place = if place == "." { String::new() } else { place };
        Error::invalid(place, sentence(&error.into_inner().to_string()))
    })
}

/// The texts as a form's are: with our line ends, and without NUL.
fn tidy_texts(value: &mut Value) {
    match value {
        Value::String(text) => *text = tidy(text),
        Value::Array(values) => values.iter_mut().for_each(tidy_texts),
        Value::Object(fields) => fields.values_mut().for_each(tidy_texts),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// "unknown field `x`" as a sentence.
fn sentence(said: &str) -> String {
    let mut letters = said.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).chain(['.']).collect()
}

/// Several values, each of one line, as a form has them: one a line.
pub fn lines(field: &'static str, values: &[String]) -> Result<String> {
    if values.len() > MOST_LINES {
        return Err(Error::invalid(field, format!("Send at most {MOST_LINES} of these.")));
    }
    match values.iter().any(|value| value.contains('\n')) {
        true => Err(Error::invalid(field, "Each of these is one line.")),
        false => Ok(values.join("\n")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Body {
        #[expect(dead_code, reason = "read only")]
        items: Vec<Item>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Item {
        #[expect(dead_code, reason = "read only")]
        title: String,
    }

    #[test]
    fn an_etag_names_a_revision_as_proxies_write_it_too() {
        for (tag, named) in [
            ("\"1\"", Some(1)),
            (" W/\"12\" ", Some(12)),
            ("\"+2\"", None),
            ("\"02\"", None),
            ("\"99999999999\"", None),
            ("\"1\", \"2\"", None),
            ("*", None),
            ("1", None),
        ] {
            assert_eq!(revision(tag), named, "{tag}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_by_its_place() {
        for (json, place, detail) in [
            (r#"{"items": [{"title": 7}]}"#, "items[0].title", "Invalid type"),
            (r#"{"items": [], "colour": 1}"#, "colour", "Unknown field `colour`"),
            (r#"{}"#, "", "Missing field `items`"),
            (r#"[[]]"#, "", "This has to be an object"),
        ] {
            let Err(Error::Invalid(errors)) = read::<Body>(json.as_bytes()) else {
                panic!("{json}")
            };
            let error = errors.iter().next().unwrap();
            assert_eq!(error.field, place);
            assert!(error.detail.starts_with(detail), "{}", error.detail);
        }
        for odd in ["", "{", "{\"items\": [}", "\u{fffe}"] {
            assert!(matches!(read::<Body>(odd.as_bytes()), Err(Error::BadRequest(_))), "{odd}");
        }
    }
}
