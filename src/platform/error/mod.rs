//! Everything that a request can fail with, once, and how it reads.

mod faults;
mod problem;

use std::any::Any;
use std::borrow::Cow;
use std::time::Duration;

use axum::Extension;
use axum::extract::rejection::{BytesRejection, PathRejection};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use base::revisions::Stale;

pub use faults::describe;
pub use problem::{Problem, Theirs};

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("Please sign in.")]
    SignedOut,
    #[error("This call needs a token: Authorization: Bearer rap_…")]
    NoToken,
    #[error("This token is not known here, or has expired or been revoked.")]
    BadToken,
    #[error("Somebody else typed this, so it was not sent.")]
    TypedByAnother,
    #[error("Your role in this group does not allow that.")]
    Forbidden,
    /// What nobody in that place may do, whatever it says that they may.
    #[error("{0}")]
    Refused(&'static str),
    #[error("This token may only read.")]
    MayOnlyRead,
    #[error("This token is for some of your groups only.")]
    OutOfReach,
    #[error("There is nothing at this address, or nothing that you may see.")]
    NotFound,
    #[error("{0}")]
    BadRequest(&'static str),
    #[error("{0}")]
    Conflict(String),
    #[error("Somebody else saved this while you were editing it.")]
    Stale(Box<Stale>),
    #[error("Say in If-Match which revision you have edited: the ETag that came with it.")]
    NoRevision,
    #[error("Send this as application/json.")]
    NotJson,
    #[error("That is more than can be taken at once. {0}")]
    TooLarge(&'static str),
    #[error("Something needs correcting.")]
    Invalid(Invalid),
    #[error("There were too many tries. Please wait a little and try again.")]
    TooMany(Duration),
    #[error("The request took too long to arrive. Please try again.")]
    TooSlow,
    #[error("The database cannot be reached just now. Please try again in a moment.")]
    Unavailable,
    #[error("There is too much to do just now. Please try again in a moment.")]
    Busy,
    #[error("Something went wrong on our side. We have recorded the error.")]
    Internal(#[from] anyhow::Error),
}

/// Why a form was not sent, if that is because of who sent it. Left in the answer, for the layer
/// that keeps what was typed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NotSent {
    SignedOut,
    TypedByAnother,
}

impl NotSent {
    fn of(error: &Error) -> Option<Self> {
        match error {
            Error::SignedOut => Some(NotSent::SignedOut),
            Error::TypedByAnother => Some(NotSent::TypedByAnother),
            _ => None,
        }
    }
}

/// The fields of a form that need correcting, and why.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Invalid(Vec<FieldError>);

#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct FieldError {
    /// Its name; empty where it is about the whole.
    pub field: Cow<'static, str>,
    pub detail: String,
}

impl Invalid {
    pub fn on(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|error| error.field == field).map(|error| &*error.detail)
    }

    /// Notes what is wrong with a field, in a sentence.
    pub fn add(&mut self, field: impl Into<Cow<'static, str>>, detail: impl Into<String>) {
        self.0.push(FieldError { field: field.into(), detail: detail.into() });
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> std::slice::Iter<'_, FieldError> {
        self.0.iter()
    }

    /// `value`, if nothing needs correcting.
    pub fn or<T>(self, value: T) -> Result<T, Error> {
        if self.is_empty() { Ok(value) } else { Err(Error::Invalid(self)) }
    }
}

impl Error {
    pub fn conflict(detail: impl Into<String>) -> Self {
        Error::Conflict(detail.into())
    }

    pub fn invalid(field: impl Into<Cow<'static, str>>, detail: impl Into<String>) -> Self {
        let mut invalid = Invalid::default();
        invalid.add(field, detail);
        Error::Invalid(invalid)
    }

    fn status(&self) -> StatusCode {
        match self {
            Error::BadRequest(_) => StatusCode::BAD_REQUEST,
            Error::SignedOut | Error::NoToken | Error::BadToken => StatusCode::UNAUTHORIZED,
            Error::Forbidden | Error::Refused(_) => StatusCode::FORBIDDEN,
            Error::MayOnlyRead | Error::OutOfReach | Error::TypedByAnother => StatusCode::FORBIDDEN,
            Error::NotFound => StatusCode::NOT_FOUND,
            Error::Conflict(_) => StatusCode::CONFLICT,
            Error::Stale(_) => StatusCode::PRECONDITION_FAILED,
            Error::NoRevision => StatusCode::PRECONDITION_REQUIRED,
            Error::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Error::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Error::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Error::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Error::Unavailable | Error::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn retry_after(&self) -> Option<u64> {
        match self {
            Error::TooMany(wait) => Some(wait.as_secs() + 1),
            Error::Unavailable | Error::Busy => Some(2),
            _ => None,
        }
    }
}

impl From<PathRejection> for Error {
    fn from(_: PathRejection) -> Self {
        Error::NotFound
    }
}

impl From<BytesRejection> for Error {
    fn from(rejection: BytesRejection) -> Self {
        match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge("A request may have 1 MiB."),
            _ => Error::BadRequest("The request broke off before it was complete."),
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        if let Error::Internal(cause) = &self {
            tracing::error!(cause = describe(cause), "a request failed");
        }
        let (status, detail, wait) = (self.status(), self.to_string(), self.retry_after());
        let mut problem = Problem::new(status, detail);
        let not_sent = NotSent::of(&self);
        match self {
            Error::Invalid(errors) => problem.errors = errors,
            Error::Stale(stale) => problem.theirs = Some(Theirs::from(*stale)),
            _ => {}
        }
        let mut response = (status, Extension(problem)).into_response();
        if let Some(why) = not_sent {
            response.extensions_mut().insert(why);
        }
        if let Some(seconds) = wait {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

/// What a panic becomes. Where it was, and what it may tell, the log has by then.
pub fn panicked(_: Box<dyn Any + Send>) -> Response {
    Error::Internal(anyhow::anyhow!("a panic")).into_response()
}
