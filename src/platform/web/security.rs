//! Headers that every answer carries, and the refusal of writes that other sites send.

use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use tower_http::csrf::CsrfLayer;

use crate::config::Config;

const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
     img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'";

/// Browsers say where a write comes from, so forms need no token.
pub fn same_origin_writes() -> CsrfLayer {
    CsrfLayer::new()
}

/// By these addresses, which stand in mails, people write without signing in.
const MAILED: [&str; 3] = ["/reports/{token}", "/reminders/{token}", "/public-comments/{token}"];

pub async fn headers(
    State(config): State<Arc<Config>>,
    mut request: Request,
    next: Next,
) -> Response {
    let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let mailed = path.is_some_and(|path| MAILED.contains(&path));
    if mailed {
        forget_hidden_origin(request.headers_mut());
    }
    let mut response = next.run(request).await;
    if mailed {
        let no_referrer = HeaderValue::from_static("no-referrer");
        response.headers_mut().insert(header::REFERRER_POLICY, no_referrer);
        response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("noindex"));
    }
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ];
    for (name, value) in fixed {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    let named = [
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ];
    for (name, value) in named {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if config.secure() {
        let year = HeaderValue::from_static("max-age=31536000");
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    response
}

/// A page that sends no referrer sends its form from "null", which older browsers do not
/// explain. Only whoever has the address can send it, and no session takes part.
fn forget_hidden_origin(headers: &mut HeaderMap) {
    let hidden = headers.get(header::ORIGIN).is_some_and(|origin| origin == "null");
    if hidden && !headers.contains_key("sec-fetch-site") {
        headers.remove(header::ORIGIN);
    }
}
