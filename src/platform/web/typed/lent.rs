//! A body that comes back if nobody read of it: whoever refuses a request before reading it
//! leaves what was typed.

use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use hyper::body::{Body as HttpBody, Frame, SizeHint};

/// Where the body is when it has come back.
pub struct Lent(Arc<Mutex<Option<Body>>>);

impl Lent {
    pub fn back(self) -> Option<Body> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

struct Borrowed {
    body: Body,
    begun: bool,
    back: Arc<Mutex<Option<Body>>>,
}

pub fn lend(body: Body) -> (Body, Lent) {
    let back = Arc::default();
    let borrowed = Borrowed { body, begun: false, back: Arc::clone(&back) };
    (Body::new(borrowed), Lent(back))
}

impl HttpBody for Borrowed {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.begun = true;
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Borrowed {
    fn drop(&mut self) {
        if !self.begun {
            let body = mem::take(&mut self.body);
            *self.back.lock().unwrap_or_else(PoisonError::into_inner) = Some(body);
        }
    }
}
