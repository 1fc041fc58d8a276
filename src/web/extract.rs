//! What handlers take from a request: our own extractors, so that whatever cannot be read is
//! answered as every other error is.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::Error;

const MOST_FIELDS: usize = 2_000;

/// Path parameters. A path that does not parse names nothing.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(Error))]
pub struct Path<T>(pub T);

/// What follows the question mark.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let query = parts.uri.query().unwrap_or_default().replace("%00", "%EF%BF%BD");
        serde_html_form::from_str(&query)
            .map(Query)
            .map_err(|_| Error::BadRequest("This address could not be read."))
    }
}

/// A form as a browser sends it, with the line ends that we keep.
pub struct Form<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let form = kind
            .is_none_or(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
        if !form {
            return Err(Error::BadRequest("This is not a form."));
        }
        let bytes = Bytes::from_request(request, state).await?;
        parse(&bytes).map(Form)
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    if bytes.iter().filter(|byte| **byte == b'&').count() >= MOST_FIELDS {
        return Err(Error::TooLarge("A form may have 2,000 fields."));
    }
    let pairs: Vec<_> = url::form_urlencoded::parse(bytes)
        .map(|(name, value)| (name.into_owned(), tidy(&value)))
        .collect();
    let tidied =
        serde_html_form::to_string(&pairs).map_err(|error| Error::Internal(error.into()))?;
    serde_html_form::from_str(&tidied)
        .map_err(|_| Error::BadRequest("The form could not be read: a field is missing or odd."))
}

/// Browsers end lines with CR LF. NUL, which no database text may hold, becomes U+FFFD, as
/// CommonMark 0.31 says (section 2.3).
pub fn tidy(value: &str) -> String {
    value.replace("\r\n", "\n").replace('\0', "\u{FFFD}")
}
