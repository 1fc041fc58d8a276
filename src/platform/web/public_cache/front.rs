//! The service in front of the product: it answers what is kept, and asks the product for the rest.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tower::{Service, ServiceExt};

use super::changes::forget_after;
use super::encoding::Encoding;
use super::shared::{CONDITIONS, Offered};
use super::{Answer, Beginning, PublicCache, Scope, Slot};
use crate::client::is_call;
use crate::config::Config;
use crate::error::Error;
use crate::web::caching::unless_known;
use crate::web::cookies::Cookies;
use crate::web::request::{NUMBER, Numbered};
use base::clock::Clock;

/// Longer addresses are not the product's.
const LONGEST_ADDRESS: usize = 1024;

/// For the figures: a request that was answered without the product's layers.
pub struct Answered<'a> {
    pub method: &'a Method,
    pub status: StatusCode,
    /// The pattern of its address.
    pub endpoint: &'a str,
    pub took: Duration,
}

#[derive(Clone)]
struct Front(Arc<Inner>);

struct Inner {
    cache: Arc<PublicCache>,
    config: Arc<Config>,
    clock: Clock,
    product: Router,
    count: fn(&Answered),
}

/// The product behind what is kept of it. `count` is told of what the product does not see.
pub fn before(
    product: Router,
    cache: Arc<PublicCache>,
    (config, clock): (Arc<Config>, Clock),
    count: fn(&Answered),
) -> Router {
    Router::new().fallback_service(Front(Arc::new(Inner { cache, config, clock, product, count })))
}

impl Service<Request> for Front {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let inner = self.0.clone();
        Box::pin(async move { Ok(inner.answer(request).await) })
    }
}

impl Inner {
    async fn answer(&self, request: Request) -> Response {
        if !request.method().is_safe() {
            return self.change(request).await;
        }
        let Some(encoding) = self.encoding_for_anybody(&request) else {
            return self.ask(request).await;
        };
        match self.kept(&request, encoding) {
            Some(response) => response,
            None if request.method() == Method::GET => self.make(request, encoding).await,
            None => self.ask(request).await,
        }
    }

    async fn ask(&self, request: Request) -> Response {
        let Ok(response) = self.product.clone().oneshot(request).await;
        response
    }

    async fn change(&self, mut request: Request) -> Response {
        let slot = Slot::default();
        request.extensions_mut().insert(slot.clone());
        let refused = |response: &Response| {
            let status = response.status();
            status.is_client_error() || status.is_server_error()
        };
        forget_after(&self.cache, slot, self.ask(request), refused).await
    }

    /// How whoever asks takes an answer that is the same for everybody; none if theirs may be another.
    fn encoding_for_anybody(&self, request: &Request) -> Option<Encoding> {
        let (headers, cookies) = (request.headers(), Cookies(request.headers()));
        let reads = matches!(*request.method(), Method::GET | Method::HEAD);
        let signed_out = !headers.contains_key(header::AUTHORIZATION)
            && cookies.session(&self.config).is_none()
            && cookies.notice().is_none();
        let is_page = !is_call(request.uri().path()) && address(request).len() <= LONGEST_ADDRESS;
        (reads && signed_out && is_page).then(|| Encoding::accepted(headers)).flatten()
    }

    fn kept(&self, request: &Request, encoding: Encoding) -> Option<Response> {
        let found = self.cache.find(address(request), encoding, self.clock.now())?;
        let Answer { endpoint, headers, body, .. } = &found.answer;
        let numbered = Numbered::begin(request.method(), endpoint);
        let body =
            if request.method() == Method::HEAD { Body::empty() } else { body.clone().into() };
        let mut response = Response::new(body);
        *response.headers_mut() = headers.clone();
        let mut response = unless_known(request.headers(), response);
        let took = numbered.end(&mut response);
        let (method, status) = (request.method(), response.status());
        (self.count)(&Answered { method, status, endpoint, took });
        Some(response)
    }

    async fn make(&self, mut request: Request, encoding: Encoding) -> Response {
        let began = self.cache.begin(self.clock.now());
        let address = address(&request).to_owned();
        let conditions = conditions(request.headers());
        encoding.ask(request.headers_mut());
        request.extensions_mut().insert(Slot::default());

        let mut response = self.ask(request).await;
        let Some(offered) = response.extensions_mut().remove::<Offered>() else { return response };
        let response = match offered {
            Offered { scope: Some(scope), endpoint: Some(endpoint) } => {
                self.keep((&address, encoding), (scope, began), &endpoint, response).await
            }
            _ => response,
        };
        unless_known(&conditions, response)
    }

    async fn keep(
        &self,
        (address, encoding): (&str, Encoding),
        (scope, began): (Scope, Beginning),
        endpoint: &MatchedPath,
        response: Response,
    ) -> Response {
        let (mut parts, body) = response.into_parts();
        // It is no larger than what may be kept.
        let body = match to_bytes(body, usize::MAX).await {
            Ok(body) => body,
            Err(error) => return Error::Internal(error.into()).into_response(),
        };
        // How long it is when it is compressed is known only now.
        parts.headers.insert(header::CONTENT_LENGTH, body.len().into());
        let mut headers = parts.headers.clone();
        headers.remove(NUMBER);
        // The buffer that it came in may be much larger.
        let kept = Bytes::copy_from_slice(&body);
        let endpoint = endpoint.as_str().into();
        let answer = Answer { scope, began, endpoint, headers, body: kept };
        self.cache.keep(address, encoding, answer);
        Response::from_parts(parts, Body::from(body))
    }
}

fn address(request: &Request) -> &str {
    request.uri().path_and_query().map_or("/", |address| address.as_str())
}

fn conditions(headers: &HeaderMap) -> HeaderMap {
    let mut conditions = HeaderMap::new();
    for name in CONDITIONS {
        if let Some(value) = headers.get(&name) {
            conditions.insert(name, value.clone());
        }
    }
    conditions
}
