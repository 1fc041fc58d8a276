//! One message on its way to somebody else's server, which is believed nothing: no redirect of
//! its is followed, none of its answer is read but the status, and its name is looked up once,
//! by us, for the very address that is connected to.

use std::error::Error as _;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use hyper_util::client::legacy::{Client, Error};
use hyper_util::rt::TokioExecutor;
use tokio::net::lookup_host;
use tokio::time::timeout;
use url::Url;

use super::reach::{Reach, literal};

const LONGEST: Duration = Duration::from_secs(10);
const NOT_PUBLIC: &str = "Its name leads to an address that is not public.";

type Https = Client<HttpsConnector<HttpConnector<Resolver>>, Body>;

pub struct Sender {
    /// None, if this machine knows no certificates by which servers are told.
    client: Option<Https>,
    reach: Reach,
}

pub struct Message<'a> {
    pub url: &'a str,
    pub id: &'a str,
    pub timestamp: i64,
    pub signature: &'a str,
    pub body: String,
}

/// What was answered, if anything, and why the message was not taken, if it was not.
#[derive(Debug)]
pub struct Outcome {
    pub status: Option<u16>,
    pub failure: Option<String>,
}

/// Looks a name up, and gives it only if all that it leads to may be reached.
#[derive(Clone)]
struct Resolver(Reach);

impl Sender {
    pub fn new(reach: Reach) -> Sender {
        let client = client(reach).inspect_err(|error| {
            tracing::warn!(%error, "no certificates are found, so no webhook can be reached");
        });
        Sender { client: client.ok(), reach }
    }

    pub async fn send(&self, message: Message<'_>) -> Outcome {
        let failed = |failure: String| Outcome { status: None, failure: Some(failure) };
        let request = match self.request(message) {
            Ok(request) => request,
            Err(sentence) => return failed(sentence.into()),
        };
        let Some(client) = &self.client else {
            return failed("This server knows no certificates to tell others by.".into());
        };
        match timeout(LONGEST, client.request(request)).await {
            Err(_) => failed("No answer came within 10 seconds.".into()),
            Ok(Err(error)) => failed(describe(&error)),
            Ok(Ok(response)) => answered(response.status()),
        }
    }

    fn request(&self, message: Message) -> Result<Request<Body>, &'static str> {
        let unreadable = "The address cannot be read.";
        let url = Url::parse(message.url).map_err(|_| unreadable)?;
        if literal(&url).is_some_and(|address| !self.reach.allows(address)) {
            return Err("The address is not public.");
        }
        let uri = match self.reach.plain {
            true => url.as_str().replacen("https://", "http://", 1),
            false => url.as_str().to_owned(),
        };
        Request::post(uri)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::USER_AGENT, "Rapporteur")
            .header("webhook-id", message.id)
            .header("webhook-timestamp", message.timestamp)
            .header("webhook-signature", message.signature)
            .body(Body::from(message.body))
            .map_err(|_| unreadable)
    }
}

fn client(reach: Reach) -> io::Result<Https> {
    let mut http = HttpConnector::new_with_resolver(Resolver(reach));
    http.enforce_http(false);
    http.set_connect_timeout(Some(LONGEST));
    let tls = HttpsConnectorBuilder::new().with_native_roots()?;
    let tls = if reach.plain { tls.https_or_http() } else { tls.https_only() };
    let connector = tls.enable_http1().wrap_connector(http);
    Ok(Client::builder(TokioExecutor::new()).pool_max_idle_per_host(0).build(connector))
}

fn answered(status: StatusCode) -> Outcome {
    let failure = match status {
        _ if status.is_success() => None,
        _ if status.is_redirection() => {
            Some(format!("It answered {}: a redirect, which is not followed.", status.as_u16()))
        }
        _ => Some(format!("It answered {}.", status.as_u16())),
    };
    Outcome { status: Some(status.as_u16()), failure }
}

/// The last of the causes says most.
fn describe(error: &Error) -> String {
    let mut cause = error.source();
    while let Some(below) = cause.and_then(|cause| cause.source()) {
        cause = Some(below);
    }
    let words = cause.map_or_else(|| error.to_string(), ToString::to_string);
    if words == NOT_PUBLIC {
        return words;
    }
    let words: String = words.chars().filter(|letter| !letter.is_control()).take(300).collect();
    let what = if error.is_connect() { "It cannot be reached" } else { "It broke off" };
    format!("{what}: {words}.")
}

impl tower::Service<Name> for Resolver {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<Self::Response>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let reach = self.0;
        Box::pin(async move {
            let found: Vec<_> = lookup_host((name.as_str(), 0)).await?.collect();
            match found.iter().all(|address| reach.allows(address.ip())) {
                true => Ok(found.into_iter()),
                false => Err(io::Error::other(NOT_PUBLIC)),
            }
        })
    }
}
