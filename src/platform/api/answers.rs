//! What calls answer with.

use axum::Extension;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// A noun of the product as programs see it.
pub trait Representation: Serialize + ToSchema {
    /// Whether it is a text that is edited, and so comes with the ETag of its revision.
    const EDITED: bool = false;

    fn revision(&self) -> Option<i32> {
        None
    }

    /// What is kept of it, if it holds what is told only once: the same without that.
    fn kept(&self) -> Option<Value> {
        None
    }
}

/// What `keep` keeps in place of the answer.
#[derive(Clone)]
pub(super) struct KeptInstead(pub Vec<u8>);

/// What a call reads, and what it answers: JSON, with the ETag of what is edited.
pub struct Json<T>(pub T);

/// Something new, and where it is.
pub struct Made<T> {
    pub at: String,
    pub made: T,
}

/// Done, and nothing to say of it.
pub struct NoContent;

impl<T: Representation> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        (tag(&self.0), axum::Json(self.0)).into_response()
    }
}

impl<T: Representation> IntoResponse for Made<T> {
    fn into_response(self) -> Response {
        let at = HeaderValue::from_str(&self.at).ok().map(|at| [(header::LOCATION, at)]);
        let kept = self.made.kept().map(|kept| Extension(KeptInstead(kept.to_string().into())));
        (StatusCode::CREATED, at, kept, Json(self.made)).into_response()
    }
}

impl IntoResponse for NoContent {
    fn into_response(self) -> Response {
        StatusCode::NO_CONTENT.into_response()
    }
}

fn tag(of: &impl Representation) -> Option<[(HeaderName, HeaderValue); 1]> {
    let tag = of.revision().and_then(|revision| format!("\"{revision}\"").parse().ok());
    tag.map(|tag| [(header::ETAG, tag)])
}
