//! What browsers and proxies may keep of a published text, and for how long without asking.

use askama::Template;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::summaries::{hash, hex};
use crate::web::{Kind, Result};

/// The tag is made of all that is sent, so it changes with the reader and with a later edition
/// as much as with the text. It is weak, because compression changes the bytes on the way.
pub fn answer(request: &HeaderMap, kind: Kind, public: bool, body: String) -> Response {
    let tag = format!("W/\"{}\"", &hex(&hash(&body))[..32]);
    let known = request.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let known = known.is_some_and(|known| {
        known.split(',').map(str::trim).any(|one| one == "*" || one == tag || one == &tag[2..])
    });
    let kept = match public {
        true => "public, max-age=60, must-revalidate",
        false => "private, no-cache",
    };
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, kind.content_type())], body).into_response()
    };
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &str| {
        headers.insert(name, HeaderValue::from_str(value).expect("is plain ASCII"));
    };
    set(header::ETAG, &tag);
    set(header::CACHE_CONTROL, kept);
    set(header::VARY, "cookie");
    response
}

/// A page that everybody is shown who is signed out. It tells what is new, so it is always
/// asked for; whoever has it already is not sent it again.
pub fn page(request: &HeaderMap, page: &impl Template) -> Result<Response> {
    let body = page.render().map_err(anyhow::Error::from)?;
    Ok(answer(request, Kind::Page, false, body))
}
