//! What handlers take from a request: our own extractors, so that whatever cannot be read is
//! answered as every other error is.

use std::borrow::Cow;
use std::convert::Infallible;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::{Access, Error};
use crate::client::is_call;
use crate::transaction::ask_again;

const MOST_FIELDS: usize = 2_000;

/// Whoever asks, whom nobody asks who they are: what needs no database begins with it.
pub struct Anyone;

impl<S: Sync> FromRequestParts<S> for Anyone {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Anyone)
    }
}

impl Access for Anyone {
    const CAPABILITY: &'static str = "public";
}

/// Path parameters. A path that does not parse names nothing.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        // Nothing has a name that no database can hold.
        if parts.uri.path().contains("%00") {
            return Err(Error::NotFound);
        }
        let path = axum::extract::Path::from_request_parts(parts, state).await?;
        Ok(Path(path.0))
    }
}

/// What follows the question mark.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let query = parts.uri.query().unwrap_or_default();
        let pairs = pairs(query.as_bytes())?;
        read(&pairs).map(Query).map_err(|(name, error)| match is_call(parts.uri.path()) {
            true => Error::invalid(name, format!("This value cannot be used: {error}.")),
            false => Error::BadRequest("This address could not be read."),
        })
    }
}

/// A form as a browser sends it, with the line ends that we keep.
pub struct Form<T>(pub T);

/// The same for a handler whose one statement holds the rights of the request.
pub struct UnaskedForm<T>(T);

impl<T> UnaskedForm<T> {
    /// For that statement.
    pub fn unasked(&self) -> &T {
        &self.0
    }

    /// For whatever else is done with it: the rights are asked again.
    pub async fn asked(self) -> Result<Form<T>, Error> {
        ask_again().await.map(|()| Form(self.0))
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let bytes = bytes_of(request, state).await?;
        ask_again().await?;
        fields(&bytes).map(Form)
    }
}

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequest<S> for UnaskedForm<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let bytes = bytes_of(request, state).await?;
        match fields(&bytes) {
            Ok(form) => Ok(UnaskedForm(form)),
            Err(odd) => ask_again().await.and(Err(odd)),
        }
    }
}

async fn bytes_of(request: Request, state: &(impl Send + Sync)) -> Result<Bytes, Error> {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let form =
        kind.is_none_or(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
    if !form {
        return Err(Error::BadRequest("This is not a form."));
    }
    Ok(Bytes::from_request(request, state).await?)
}

fn fields<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    let odd = "The form could not be read: a field is missing or odd.";
    read(&pairs(bytes)?).map_err(|_| Error::BadRequest(odd))
}

/// Names and values, encoded again, with the line ends that we keep.
fn pairs(bytes: &[u8]) -> Result<String, Error> {
    if bytes.iter().filter(|byte| **byte == b'&').count() >= MOST_FIELDS {
        return Err(Error::TooLarge("A form may have 2,000 fields."));
    }
    let pairs: Vec<_> = url::form_urlencoded::parse(bytes).collect();
    // What is not UTF-8 has become U+FFFD by now.
    let unknown = |(_, value): &(_, Cow<str>)| value.contains('\u{FFFD}');
    if pairs.iter().any(unknown) && !sent_unknown(bytes) {
        return Err(Error::BadRequest("This could not be read, because it is not UTF-8."));
    }
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| (name, tidy(value))).collect();
    serde_html_form::to_string(&pairs).map_err(|error| Error::Internal(error.into()))
}

/// Or the name of what cannot be read, and why.
fn read<T: DeserializeOwned>(pairs: &str) -> Result<T, (String, serde_html_form::de::Error)> {
    let pairs = serde_html_form::Deserializer::new(url::form_urlencoded::parse(pairs.as_bytes()));
    serde_path_to_error::deserialize(pairs)
        .map_err(|error| (error.path().to_string(), error.into_inner()))
}

/// Whether somebody wrote U+FFFD, which is a character like others.
fn sent_unknown(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes).to_ascii_uppercase();
    text.contains("%EF%BF%BD") || std::str::from_utf8(bytes).is_ok_and(|t| t.contains('\u{FFFD}'))
}

/// Browsers end lines with CR LF. NUL, which no database text may hold, becomes U+FFFD, as
/// CommonMark 0.31 says (section 2.3).
pub fn tidy(value: &str) -> String {
    value.replace("\r\n", "\n").replace('\0', "\u{FFFD}")
}
