//! How long a request may take: slow lines have time, and who sends next to nothing has an end.

use std::future::poll_fn;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use tokio::time::{Instant, sleep_until, timeout};

use super::Error;

const LONGEST_REQUEST: Duration = Duration::from_secs(30);

/// A poor telephone line sends faster than this, in bytes a second.
const SLOWEST_LINE: u64 = 1_000;

/// Who sends more than we read hears our answer only if we let them finish.
const HEARD_OUT: usize = 16 * 1024 * 1024;
const HEARD_OUT_FOR: Duration = Duration::from_secs(10);

/// What has come of a request so far.
#[derive(Default)]
struct Arrival {
    bytes: AtomicU64,
    /// Whether it is the client that we wait for.
    awaited: AtomicBool,
}

struct Arriving {
    body: Body,
    arrival: Arc<Arrival>,
}

/// Ends a request that takes longer than a request may, which is longer the more it brings.
pub async fn limit_time(request: Request, next: Next) -> Response {
    limit_time_to(LONGEST_REQUEST, request, next).await
}

pub async fn limit_time_to(longest: Duration, request: Request, next: Next) -> Response {
    let arrival = Arc::<Arrival>::default();
    let request = request.map(|body| Body::new(Arriving { body, arrival: arrival.clone() }));
    tokio::select! {
        response = next.run(request) => response,
        error = too_long(longest, &arrival) => error.into_response(),
    }
}

async fn too_long(longest: Duration, arrival: &Arrival) -> Error {
    let began = Instant::now();
    let mut until = began + longest;
    while Instant::now() < until {
        sleep_until(until).await;
        let brought = arrival.bytes.load(Ordering::Relaxed) / SLOWEST_LINE;
        until = began + longest + Duration::from_secs(brought);
    }
    match arrival.awaited.load(Ordering::Relaxed) {
        true => Error::TooSlow,
        false => Error::Busy,
    }
}

impl HttpBody for Arriving {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &frame {
            let bytes = frame.data_ref().map_or(0, Bytes::len);
            self.arrival.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
        }
        self.arrival.awaited.store(frame.is_pending(), Ordering::Relaxed);
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        if !self.body.is_end_stream() && !self.arrival.awaited.load(Ordering::Relaxed) {
            let rest = hear_out(mem::take(&mut self.body));
            tokio::spawn(timeout(HEARD_OUT_FOR, rest));
        }
    }
}

async fn hear_out(mut body: Body) {
    let mut heard = 0;
    while heard < HEARD_OUT {
        match poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
            Some(Ok(frame)) => heard += frame.data_ref().map_or(0, Bytes::len),
            Some(Err(_)) | None => return,
        }
    }
}
