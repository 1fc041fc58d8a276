//! What every request is given before a handler sees it: a number, a place for its frame, a
//! line in the log, and the address that it came from.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{ConnectInfo, FromRequestParts, MatchedPath, Request, State};
use axum::http::HeaderValue;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;
use uuid::Uuid;

use super::Error;
use super::frame::FrameSlot;
use crate::config::Config;

/// What people quote when they ask for help, and what the log calls the request.
#[derive(Clone, Default)]
pub struct RequestNumber(pub String);

/// The address that a request came from, seen through trusted proxies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClientAddress(pub Option<IpAddr>);

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
    let (status, ms) = (response.status().as_u16(), began.elapsed().as_millis());
    span.in_scope(|| tracing::info!(status, ms, "answered"));
    if let Ok(value) = HeaderValue::from_str(&number) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

/// Each trusted proxy appends the address that it was called from, so the list is believed
/// from its right end for as long as the speaker is one of them.
fn client_address(config: &Config, request: &Request) -> ClientAddress {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let trusted = |address: IpAddr| config.trusted_proxies.iter().any(|n| n.contains(&address));
    let forwarded = request.headers().get_all("x-forwarded-for").iter();
    let forwarded: Vec<IpAddr> = forwarded
        .filter_map(|value| value.to_str().ok())
        .flat_map(|list| list.split(','))
        .filter_map(|address| address.trim().parse().ok())
        .collect();
    let hops = forwarded.into_iter().rev();
    let client = peer.map(|peer| {
        hops.fold((peer, trusted(peer)), |(at, believed), hop| match believed {
            true => (hop, trusted(hop)),
            false => (at, false),
        })
        .0
    });
    ClientAddress(client)
}

impl<S: Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        Ok(parts.extensions.get().copied().unwrap_or(ClientAddress(None)))
    }
}
