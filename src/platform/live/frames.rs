//! What goes over the line to those who follow, as server-sent events.

use std::fmt::Write;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::Stream;
use serde::Serialize;

use crate::error::Result;

pub const MEDIA_TYPE: &str = "text/event-stream";
/// A line that is silent for longer is cut by proxies.
const HEARTBEAT: &[u8] = b":\n\n";

/// A stream that ends when there is nothing more to tell, and its connection with it.
pub fn answer<E>(frames: impl Stream<Item = Result<Bytes, E>> + Send + 'static) -> Response
where
    E: Into<axum::BoxError> + 'static,
{
    let headers = [
        (header::CONTENT_TYPE.as_str(), MEDIA_TYPE),
        (header::CACHE_CONTROL.as_str(), "no-cache"),
        (header::CONNECTION.as_str(), "close"),
        // Proxies would gather what is to be sent at once.
        ("x-accel-buffering", "no"),
    ];
    (headers, Body::from_stream(frames)).into_response()
}

/// The first that is sent. It says where that is, so that nothing is missed by who is cut off
/// before the first event, and after how long they come back.
pub fn opening(at: i64, retry: Duration) -> Bytes {
    format!(": following\nretry: {}\nid: {at}\n\n", retry.as_millis()).into()
}

pub fn heartbeat() -> Bytes {
    Bytes::from_static(HEARTBEAT)
}

/// Writes an event after those that are there.
pub fn write(to: &mut String, name: &str, id: i64, data: &impl Serialize) -> Result<()> {
    // JSON of one line needs one line of data.
    let data = serde_json::to_string(data).map_err(anyhow::Error::from)?;
    let _ = write!(to, "event: {name}\nid: {id}\ndata: {data}\n\n");
    Ok(())
}
