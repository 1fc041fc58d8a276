//! The product's front door: whoever is slow, idle or gone keeps nobody else out.

mod connection;
mod place;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::response::Response;
use axum::serve::Listener;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tower::ServiceExt;

use connection::Connection;

pub use place::Place;

#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Others wait in the system's queue. Who follows gives their place up, and is counted there.
    pub connections: usize,
    /// For the whole head of a request, and between two requests.
    pub head: Duration,
    /// The same when most connections are taken, so that idle ones make room for that queue.
    pub head_when_crowded: Duration,
    /// For a client that takes nothing of its answer.
    pub stalled: Duration,
    /// For answers under way when the program is told to leave.
    pub leave: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            connections: 512,
            head: Duration::from_secs(10),
            head_when_crowded: Duration::from_secs(1),
            stalled: Duration::from_secs(30),
            leave: Duration::from_secs(5),
        }
    }
}

pub async fn serve(listener: TcpListener, app: Router, shutdown: impl Future<Output = ()>) {
    serve_within(Limits::default(), listener, app, shutdown).await;
}

pub async fn serve_within(
    limits: Limits,
    mut listener: TcpListener,
    app: Router,
    shutdown: impl Future<Output = ()>,
) {
    let room = Arc::new(Semaphore::new(limits.connections));
    let open = GracefulShutdown::new();
    let mut tasks = JoinSet::new();
    let mut shutdown = pin!(shutdown);
    loop {
        let (place, stream, client) = tokio::select! {
            arrival = next(&room, &mut listener) => arrival,
            Some(_) = tasks.join_next() => continue,
            () = &mut shutdown => break,
        };
        let head = limits.head_for(room.available_permits());
        let (app, place) = (app.clone(), Place::of(place));
        let given = place.clone();
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(head)
            .max_buf_size(32 * 1024)
            .serve_connection(
                TokioIo::new(Connection::new(stream, limits.stalled)),
                service_fn(move |request| answer(app.clone(), client, given.clone(), request)),
            );
        let connection = open.watch(connection);
        tasks.spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%client, %error, "a connection broke off");
            }
            drop(place);
        });
    }
    drop(listener);
    if timeout(limits.leave, open.shutdown()).await.is_err() {
        tracing::warn!(connections = tasks.len(), "left without waiting for slow clients");
    }
    // What they held, such as a transaction, is given back before the caller goes on.
    let _ = timeout(Duration::from_secs(1), tasks.shutdown()).await;
}

impl Limits {
    fn head_for(&self, free: usize) -> Duration {
        if free < self.connections / 4 { self.head_when_crowded } else { self.head }
    }
}

/// Axum's way of accepting pauses when the system has no descriptor left, and goes on.
async fn next(
    room: &Arc<Semaphore>,
    listener: &mut TcpListener,
) -> (Option<OwnedSemaphorePermit>, TcpStream, SocketAddr) {
    let place = room.clone().acquire_owned().await.ok();
    let (stream, client) = Listener::accept(listener).await;
    (place, stream, client)
}

async fn answer(
    app: Router,
    client: SocketAddr,
    place: Place,
    mut request: Request<Incoming>,
) -> Result<Response, Infallible> {
    request.extensions_mut().insert(ConnectInfo(client));
    request.extensions_mut().insert(place);
    app.oneshot(request.map(Body::new)).await
}
