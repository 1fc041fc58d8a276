//! What browsers and proxies may keep of a published text, and for how long without asking.

use askama::Template;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};

use crate::web::Result;
use base::addresses::file::Kind;
use base::digest::{hash, hex};

const HTTP_DATE: &str = "%a, %d %b %Y %H:%M:%S GMT";

/// Who may keep a text, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Everybody, for a minute: what stays published.
    Minute,
    /// Everybody who asks each time whether it still is to be read: its group may be hidden.
    Asking,
    /// The reader alone.
    Reader,
}

impl Keep {
    /// Of what may be hidden later.
    pub fn for_anybody(public: bool) -> Self {
        if public { Keep::Asking } else { Keep::Reader }
    }
}

/// The tag is made of all that is sent, so it changes with the reader and with a later edition
/// as much as with the text. It is weak, because compression changes the bytes on the way.
pub fn answer(
    request: &HeaderMap,
    content_type: &'static str,
    keep: Keep,
    body: String,
) -> Response {
    unless_known(request, tagged(content_type, keep, body))
}

fn tagged(content_type: &'static str, keep: Keep, body: String) -> Response {
    let tag = format!("W/\"{}\"", &hex(&hash(&body))[..32]);
    let kept = match keep {
        Keep::Minute => "public, max-age=60, must-revalidate",
        Keep::Asking => "public, no-cache",
        Keep::Reader => "private, no-cache",
    };
    let mut response = ([(header::CONTENT_TYPE, content_type)], body).into_response();
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &str| {
        headers.insert(name, HeaderValue::from_str(value).expect("is plain ASCII"));
    };
    set(header::ETAG, &tag);
    set(header::CACHE_CONTROL, kept);
    set(header::VARY, "cookie");
    response
}

/// The same of what tells when it last changed, for programs that know no tags.
pub fn dated(
    request: &HeaderMap,
    content_type: &'static str,
    keep: Keep,
    (body, changed): (String, DateTime<Utc>),
) -> Response {
    let mut response = tagged(content_type, keep, body);
    if let Ok(changed) = changed.format(HTTP_DATE).to_string().parse() {
        response.headers_mut().insert(header::LAST_MODIFIED, changed);
    }
    unless_known(request, response)
}

/// An answer that was made whole; only that it is the same, if whoever asks has it already.
pub fn unless_known(request: &HeaderMap, mut response: Response) -> Response {
    if response.status() != StatusCode::OK || !is_known(request, response.headers()) {
        return response;
    }
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    *response.body_mut() = Body::empty();
    for of_body in [header::CONTENT_TYPE, header::CONTENT_ENCODING, header::CONTENT_LENGTH] {
        response.headers_mut().remove(of_body);
    }
    response
}

fn is_known(request: &HeaderMap, answer: &HeaderMap) -> bool {
    let asked = |name: HeaderName| request.get(name).and_then(|value| value.to_str().ok());
    let said = |name: HeaderName| answer.get(name).and_then(|value| value.to_str().ok());
    let Some(tag) = said(header::ETAG) else { return false };
    if request.contains_key(header::IF_NONE_MATCH) {
        let known = asked(header::IF_NONE_MATCH).unwrap_or_default();
        let strong = tag.trim_start_matches("W/");
        return known
            .split(',')
            .map(str::trim)
            .any(|one| one == "*" || one == tag || one == strong);
    }
    let time = |text: &str| DateTime::parse_from_rfc2822(text).ok();
    let since = asked(header::IF_MODIFIED_SINCE).and_then(time);
    let changed = said(header::LAST_MODIFIED).and_then(time);
    since.zip(changed).is_some_and(|(since, changed)| since >= changed)
}

/// A page that everybody is shown who is signed out. It tells what is new, so it is always
/// asked for; whoever has it already is not sent it again.
pub fn page(request: &HeaderMap, page: &impl Template) -> Result<Response> {
    let body = page.render().map_err(anyhow::Error::from)?;
    Ok(answer(request, Kind::Page.content_type(), Keep::Reader, body))
}
