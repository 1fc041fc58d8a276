//! What somebody typed into a form, whichever form it is.

mod ahead;
mod lent;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, header};
use multer::{Constraints, Multipart, SizeLimit};
use serde::{Deserialize, Serialize};
use url::form_urlencoded;

use super::{Error, Result, tidy};

pub use ahead::first_field;
pub use lent::lend;

/// As much as a form may have. The bytes of files, which are not kept, do not count.
const MOST: usize = 1024 * 1024;
const MOST_WITH_FILES: u64 = 16 * 1024 * 1024;
const TOO_LARGE: Error = Error::TooLarge("A form may have 1 MiB.");

/// Fields by name, in the order of the form, and the names of files that were chosen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Typed {
    pub fields: Vec<(String, String)>,
    pub files: Vec<String>,
}

/// The kind of form that a request says it brings.
pub(super) enum Kind {
    Plain,
    WithFiles { boundary: String },
}

impl Kind {
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
        match multer::parse_boundary(kind) {
            Ok(boundary) => Some(Kind::WithFiles { boundary }),
            Err(_) if kind.starts_with("application/x-www-form-urlencoded") => Some(Kind::Plain),
            Err(_) => None,
        }
    }
}

impl Typed {
    /// Of a request that brings no form, nothing.
    pub async fn read(headers: &HeaderMap, body: Body) -> Result<Self> {
        match Kind::of(headers) {
            None => Ok(Typed::default()),
            Some(Kind::Plain) => {
                let bytes = to_bytes(body, MOST).await.map_err(|_| TOO_LARGE)?;
                let pairs = form_urlencoded::parse(&bytes);
                let fields = pairs.map(|(name, value)| (tidy(&name), tidy(&value))).collect();
                Ok(Typed { fields, files: Vec::new() })
            }
            Some(Kind::WithFiles { boundary }) => read_parts(boundary, body).await,
        }
    }

    /// The same without what `unwanted` says.
    pub fn without(mut self, unwanted: impl Fn(&str) -> bool) -> Self {
        self.fields.retain(|(name, _)| !unwanted(name));
        self
    }
}

async fn read_parts(boundary: String, body: Body) -> Result<Typed> {
    let whole = SizeLimit::new().whole_stream(MOST_WITH_FILES);
    let constraints = Constraints::new().size_limit(whole);
    let mut parts = Multipart::with_constraints(body.into_data_stream(), boundary, constraints);
    let (mut typed, mut size) = (Typed::default(), 0);
    while let Some(mut part) = parts.next_field().await.map_err(|_| TOO_LARGE)? {
        let name = tidy(part.name().unwrap_or_default());
        let file = part.file_name().map(tidy);
        let mut value = Vec::new();
        while let Some(chunk) = part.chunk().await.map_err(|_| TOO_LARGE)? {
            if file.is_none() {
                value.extend_from_slice(&chunk);
                size += chunk.len();
            }
            if size > MOST {
                return Err(TOO_LARGE);
            }
        }
        match file {
            None => typed.fields.push((name, tidy(&String::from_utf8_lossy(&value)))),
            // A control in which no file was chosen sends an empty name.
            Some(file) if file.is_empty() => {}
            Some(file) => typed.files.push(file),
        }
    }
    Ok(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(kind: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::CONTENT_TYPE, kind.parse().unwrap())])
    }

    async fn read(kind: &str, body: impl Into<Body>) -> Result<Typed> {
        Typed::read(&headers(kind), body.into()).await
    }

    fn fields(typed: &Typed) -> Vec<(&str, &str)> {
        typed.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    #[tokio::test]
    async fn every_field_is_read_in_its_order() {
        let body = "who=ana&who=bo&text=a%0D%0Ab+%26+c&empty=&act=save";
        let typed = read("application/x-www-form-urlencoded", body).await.unwrap();

        let expected =
            [("who", "ana"), ("who", "bo"), ("text", "a\nb & c"), ("empty", ""), ("act", "save")];
        assert_eq!(fields(&typed), expected);
    }

    #[tokio::test]
    async fn of_files_the_names_are_read() {
        let file = "x".repeat(2 * MOST);
        let body = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\ntyped\r\n\
             --edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.docx\"\r\n\r\n\
             {file}\r\n\
             --edge\r\nContent-Disposition: form-data; name=\"other\"; filename=\"\"\r\n\r\n\r\n\
             --edge--\r\n"
        );
        let typed = read("multipart/form-data; boundary=edge", body).await.unwrap();

        assert_eq!(fields(&typed), [("text", "typed")]);
        assert_eq!(typed.files, ["a.docx"]);
    }

    #[tokio::test]
    async fn more_than_a_form_may_have_is_refused() {
        let body = format!("text={}", "x".repeat(MOST));
        read("application/x-www-form-urlencoded", body).await.unwrap_err();
        assert_eq!(read("application/json", "{}").await.unwrap(), Typed::default());
    }
}
