//! How many requests programs may send, by their token and by their address, and the headers
//! that tell them (draft-ietf-httpapi-ratelimit-headers-10).

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::middleware::{StateInformationMiddleware, StateSnapshot};
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};
use sha2::{Digest, Sha256};

use crate::attempts::network;
use crate::client::{ClientAddress, bearer, is_call};
use crate::error::Error;

const MINUTE: u64 = 60;

type Limiter<K> =
    RateLimiter<K, DefaultKeyedStateStore<K>, DefaultClock, StateInformationMiddleware>;

/// What is allowed in a minute. An address has several tokens behind it.
pub struct RateLimit {
    by_token: (u32, Limiter<[u8; 32]>),
    by_address: (u32, Limiter<IpAddr>),
}

struct Left {
    name: &'static str,
    quota: u32,
    left: u32,
    /// Until something is allowed again, if nothing is left.
    wait: Option<Duration>,
}

impl RateLimit {
    pub fn new(a_token: NonZeroU32) -> Self {
        let an_address = a_token.saturating_mul(const { NonZeroU32::new(4).expect("4 > 0") });
        RateLimit {
            by_token: (a_token.get(), limiter(a_token)),
            by_address: (an_address.get(), limiter(an_address)),
        }
    }

    /// Counts a request; the tighter of the two limits is told.
    fn count(&self, from: ClientAddress, token: Option<&str>) -> Left {
        let address = left("address", &self.by_address, &network(from));
        let Some(token) = token else { return address };
        let token = left("token", &self.by_token, &Sha256::digest(token).into());
        if address.wait.is_some() || (token.wait.is_none() && address.left < token.left) {
            address
        } else {
            token
        }
    }

    fn forget_old(&self) {
        if rand::random_ratio(1, 1_000) {
            self.by_token.1.retain_recent();
            self.by_address.1.retain_recent();
        }
    }
}

fn limiter<K: std::hash::Hash + Eq + Clone>(a_minute: NonZeroU32) -> Limiter<K> {
    RateLimiter::keyed(Quota::per_minute(a_minute)).with_middleware()
}

fn left<K: std::hash::Hash + Eq + Clone>(
    name: &'static str,
    (quota, limiter): &(u32, Limiter<K>),
    key: &K,
) -> Left {
    let found = limiter.check_key(key);
    let wait =
        found.as_ref().err().map(|until| until.wait_time_from(DefaultClock::default().now()));
    let left = found.as_ref().map_or(0, StateSnapshot::remaining_burst_capacity);
    Left { name, quota: *quota, left, wait }
}

pub async fn limit(
    State(rate_limit): State<Arc<RateLimit>>,
    request: Request,
    next: Next,
) -> Response {
    if !is_call(request.uri().path()) {
        return next.run(request).await;
    }
    let from = request.extensions().get().copied().unwrap_or(ClientAddress(None));
    // However its header is written.
    let token = request.headers().get(header::AUTHORIZATION).and_then(bearer);
    rate_limit.forget_old();
    let left = rate_limit.count(from, token);
    let mut response = match left.wait {
        None => next.run(request).await,
        Some(wait) => Error::TooMany(wait).into_response(),
    };
    left.tell(response.headers_mut());
    response
}

impl Left {
    fn tell(&self, headers: &mut HeaderMap) {
        let Left { name, quota, left, .. } = self;
        let full = u64::from(quota - left) * MINUTE / u64::from(*quota);
        let told = [
            ("ratelimit-policy", format!("\"{name}\";q={quota};w={MINUTE}")),
            ("ratelimit", format!("\"{name}\";r={left};t={full}")),
        ];
        for (header, value) in told {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(header, value);
            }
        }
    }
}
