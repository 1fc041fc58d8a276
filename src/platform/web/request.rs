//! What every request is given before a handler sees it: a number, a place for its frame, a
//! line in the log, and the address that it came from.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;
use uuid::Uuid;

use super::frame::FrameSlot;
use crate::client::client_address;
use crate::config::Config;

/// What people quote when they ask for help, and what the log calls the request.
#[derive(Clone, Default)]
pub struct RequestNumber(pub String);

pub async fn number(
    State(config): State<Arc<Config>>,
    mut request: Request,
    next: Next,
) -> Response {
    let number = Uuid::now_v7().simple().to_string()[20..].to_owned();
    // The pattern, not the path: a path may hold a one-time link.
    let path = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", number, method = %request.method(), path);
    let address = client_address(&config, &request);
    request.extensions_mut().insert(RequestNumber(number.clone()));
    request.extensions_mut().insert(FrameSlot::default());
    request.extensions_mut().insert(address);

    let began = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let status = response.status();
    // As u64, because JSON gets anything longer as a text.
    let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| match status.is_server_error() {
        true => tracing::warn!(status = status.as_u16(), ms, "answered"),
        false => tracing::info!(status = status.as_u16(), ms, "answered"),
    });
    if let Ok(value) = HeaderValue::from_str(&number) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}
