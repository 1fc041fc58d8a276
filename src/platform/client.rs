//! Who sends a request, as far as the request itself says: from which address, and whether it is a
//! program.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts, Request};
use axum::http::HeaderValue;
use axum::http::request::Parts;

use crate::config::Config;
use crate::error::Error;

/// The address that a request came from, seen through trusted proxies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClientAddress(pub Option<IpAddr>);

/// Whether a program asks: all is the JSON API's that is not about it.
pub fn is_call(path: &str) -> bool {
    path.starts_with("/api/") && !path.starts_with("/api/docs")
}

/// RFC 6750, section 2.1; the scheme's case does not matter (RFC 9110, section 11.1).
pub fn bearer(value: &HeaderValue) -> Option<&str> {
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Each trusted proxy appends the address that it was called from, so the list is believed
/// from its right end for as long as the speaker is one of them.
pub fn client_address(config: &Config, request: &Request) -> ClientAddress {
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
