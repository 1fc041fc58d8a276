//! What every request is given before a handler sees it: a number, a place for its frame, a
//! line in the log, and the address that it came from.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use tracing::{Instrument, Span};
use uuid::Uuid;

use super::frame::FrameSlot;
use crate::client::client_address;
use crate::config::Config;

/// What people quote when they ask for help, and what the log calls the request.
#[derive(Clone, Default)]
pub struct RequestNumber(pub String);

pub const NUMBER: HeaderName = HeaderName::from_static("x-request-id");

/// A request that is being answered: its number, and its place in the log.
pub struct Numbered {
    number: String,
    span: Span,
    began: Instant,
}

impl Numbered {
    /// By the pattern, not the path: a path may hold a one-time link.
    pub fn begin(method: &Method, pattern: &str) -> Self {
        let number = Uuid::now_v7().simple().to_string()[20..].to_owned();
        let span = tracing::info_span!("request", number, %method, path = pattern);
        Numbered { number, span, began: Instant::now() }
    }

    /// Puts the line in the log and the number on the answer; tells how long that took.
    pub fn end(self, response: &mut Response) -> Duration {
        let (took, status) = (self.began.elapsed(), response.status());
        // As u64, because JSON gets anything longer as a text.
        let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        self.span.in_scope(|| match status.is_server_error() {
            true => tracing::warn!(status = status.as_u16(), ms, "answered"),
            false => tracing::info!(status = status.as_u16(), ms, "answered"),
        });
        if let Ok(value) = HeaderValue::from_str(&self.number) {
            response.headers_mut().insert(NUMBER, value);
        }
        took
    }
}

pub async fn number(
    State(config): State<Arc<Config>>,
    mut request: Request,
    next: Next,
) -> Response {
    let pattern = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let numbered = Numbered::begin(request.method(), pattern);
    let address = client_address(&config, &request);
    request.extensions_mut().insert(RequestNumber(numbered.number.clone()));
    request.extensions_mut().insert(FrameSlot::default());
    request.extensions_mut().insert(address);

    let mut response = next.run(request).instrument(numbered.span.clone()).await;
    numbered.end(&mut response);
    response
}
