//! How a route says that its answers are the same for everybody who is signed out.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use hyper::body::Body;

use super::Scope;
use base::ids::GroupId;

/// A larger answer is made each time, in bytes before it is compressed.
const LARGEST: u64 = 1024 * 1024;

/// By these somebody asks for an answer only if it is another than they have.
pub const CONDITIONS: [HeaderName; 2] = [header::IF_NONE_MATCH, header::IF_MODIFIED_SINCE];

/// Where extractors leave which group a request is about.
#[derive(Clone, Default)]
pub struct Slot(Arc<Mutex<Option<(GroupId, bool)>>>);

impl Slot {
    /// Notes the group, and whether what is read there is the same for everybody.
    pub fn note(&self, group: GroupId, same: bool) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((group, same));
    }

    pub fn group(&self) -> Option<GroupId> {
        self.noted().map(|(group, _)| group)
    }

    /// Of what the answer is, if it may be kept.
    fn scope(&self) -> Option<Scope> {
        match self.noted() {
            None => Some(Scope::All),
            Some((group, true)) => Some(Scope::Group(group)),
            Some((_, false)) => None,
        }
    }

    fn noted(&self) -> Option<(GroupId, bool)> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Left in an answer that a route shares; whoever takes it asks the request's conditions.
#[derive(Clone)]
pub struct Offered {
    /// Of what it is, if it may be kept.
    pub scope: Option<Scope>,
    pub endpoint: Option<MatchedPath>,
}

/// The layer of a route whose answers may be kept. It has them made whole.
pub async fn share(mut request: Request, next: Next) -> Response {
    let Some(slot) = request.extensions().get::<Slot>().cloned() else {
        return next.run(request).await;
    };
    for condition in CONDITIONS {
        request.headers_mut().remove(condition);
    }
    let endpoint = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    let size = response.body().size_hint().exact();
    let whole = response.status() == StatusCode::OK && size.is_some_and(|size| size <= LARGEST);
    let for_all = whole && !response.headers().contains_key(header::SET_COOKIE);
    let scope = slot.scope().filter(|_| for_all);
    response.extensions_mut().insert(Offered { scope, endpoint });
    response
}
