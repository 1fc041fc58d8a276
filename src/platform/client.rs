//! Who sends a request, as far as the request itself says: from which address, and whether it is a
//! program.

use std::net::{IpAddr, SocketAddr};
use std::sync::Once;

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

/// Said once, because it is said of a setting and not of a request.
static STRANGE_PROXY: Once = Once::new();

/// RFC 6750, section 2.1; the scheme's case does not matter (RFC 9110, section 11.1).
pub fn bearer(value: &HeaderValue) -> Option<&str> {
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Each trusted proxy appends the address that it was called from, so the list is believed
/// from its right end for as long as the speaker is one of them, and not beyond what cannot be
/// read: what stands before that, anybody may have written.
pub fn client_address(config: &Config, request: &Request) -> ClientAddress {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let trusted = |address: IpAddr| config.trusted_proxies.iter().any(|n| n.contains(&address));
    let forwarded = request.headers().get_all("x-forwarded-for").iter();
    let forwarded: Vec<Option<IpAddr>> = forwarded
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b','))
        .map(|hop| str::from_utf8(hop).ok().and_then(|hop| hop.trim().parse().ok()))
        .collect();
    if let Some(peer) = peer.filter(|peer| !forwarded.is_empty() && !trusted(*peer)) {
        STRANGE_PROXY.call_once(|| {
            tracing::warn!(
                %peer,
                "X-Forwarded-For comes from an address that is not in TRUSTED_PROXIES, and is not \
                 believed; if it is your proxy, name it there, or limits take all people for one"
            );
        });
    }
    let mut at = peer;
    for hop in forwarded.into_iter().rev() {
        match (at, hop) {
            (Some(speaker), Some(hop)) if trusted(speaker) => at = Some(hop),
            _ => break,
        }
    }
    ClientAddress(at)
}

impl<S: Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        Ok(parts.extensions.get().copied().unwrap_or(ClientAddress(None)))
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Arguments {
        #[command(flatten)]
        config: Config,
    }

    fn client(forwarded: &[&[u8]]) -> String {
        let arguments = ["test", "--base-url", "http://a.test", "--trusted-proxies", "10.0.0.0/8"];
        let config = Arguments::parse_from(arguments).config;
        let peer = ConnectInfo(SocketAddr::from(([10, 0, 0, 1], 40_000)));
        let mut request =
            Request::builder().extension(peer).body(axum::body::Body::empty()).unwrap();
        for list in forwarded {
            let list = HeaderValue::from_bytes(list).unwrap();
            request.headers_mut().append("x-forwarded-for", list);
        }
        client_address(&config, &request).0.unwrap().to_string()
    }

    #[test]
    fn who_sends_is_the_last_whom_a_trusted_proxy_named_legibly() {
        for (forwarded, address) in [
            (&[][..], "10.0.0.1"),
            (&["203.0.113.5"], "203.0.113.5"),
            (&["198.51.100.1, 203.0.113.5"], "203.0.113.5"),
            (&["198.51.100.1, 203.0.113.5, 10.0.0.2"], "203.0.113.5"),
            (&["198.51.100.1", "203.0.113.5 ,10.0.0.2"], "203.0.113.5"),
            (&["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
            (&["2001:db8::1, 10.0.0.2"], "2001:db8::1"),
            // What cannot be read ends the walk.
            (&["198.51.100.1, unknown"], "10.0.0.1"),
            (&["198.51.100.1, unknown, 10.0.0.2"], "10.0.0.2"),
            (&["198.51.100.1, 203.0.113.5:80, 10.0.0.2"], "10.0.0.2"),
            (&["198.51.100.1, , 10.0.0.2"], "10.0.0.2"),
            (&["198.51.100.1,"], "10.0.0.1"),
            (&["198.51.100.1", "_hidden, 10.0.0.2"], "10.0.0.2"),
        ] {
            let lists: Vec<_> = forwarded.iter().map(|list| list.as_bytes()).collect();
            assert_eq!(client(&lists), address, "{forwarded:?}");
        }
        assert_eq!(client(&[b"198.51.100.1", b"\xff"]), "10.0.0.1");
    }
}
