//! What is told of an error, as RFC 9457 has it.

use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use super::{FieldError, Invalid};
use base::revisions::Stale;

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    pub status: u16,
    pub title: &'static str,
    /// What is wrong, in a sentence.
    pub detail: String,
    /// The fields that need correcting.
    #[serde(skip_serializing_if = "Invalid::is_empty")]
    #[schema(value_type = Vec<FieldError>, required = false)]
    pub errors: Invalid,
    /// What somebody else saved meanwhile.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub theirs: Option<Theirs>,
    /// What to quote when asking for help; it stands in the log too.
    pub request: String,
}

/// The text that stands where an edit came too late, and what would come of both.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Theirs {
    /// What to name in If-Match when both have been joined.
    pub revision: i32,
    /// Who saved it.
    pub by: String,
    pub fields: Vec<Both>,
}

/// A field of which there are two versions.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Both {
    /// As a form names it: the `starts_at` of a meeting is a `starts_date` and a `starts_time`
    /// there, in the time zone of the group.
    pub field: &'static str,
    /// What both edits started from.
    pub base: String,
    pub mine: String,
    pub theirs: String,
    /// Both changes joined. Where they touch, lines that begin with <<<<<<<, ======= and >>>>>>>
    /// mark the two, as in other three-way merges.
    pub merged: String,
    pub conflicted: bool,
}

impl From<Stale> for Theirs {
    fn from(stale: Stale) -> Self {
        let fields = stale.fields.into_iter().map(|both| Both {
            field: both.mine.name,
            base: both.base,
            mine: both.mine.value,
            theirs: both.theirs.value,
            merged: both.merged,
            conflicted: both.conflicted,
        });
        Theirs { revision: stale.revision, by: stale.by, fields: fields.collect() }
    }
}

impl Problem {
    pub fn new(status: StatusCode, detail: String) -> Self {
        let title = match status {
            StatusCode::BAD_REQUEST => "This could not be read",
            StatusCode::UNAUTHORIZED => "You are signed out",
            StatusCode::FORBIDDEN => "Not allowed",
            StatusCode::NOT_FOUND => "Nothing here",
            StatusCode::METHOD_NOT_ALLOWED => "Not possible here",
            StatusCode::REQUEST_TIMEOUT => "Too slow",
            StatusCode::CONFLICT => "Not possible now",
            StatusCode::PRECONDITION_FAILED => "Changed meanwhile",
            StatusCode::PRECONDITION_REQUIRED => "No revision named",
            StatusCode::PAYLOAD_TOO_LARGE => "Too much at once",
            StatusCode::UNSUPPORTED_MEDIA_TYPE => "Not in a form that is read here",
            StatusCode::UNPROCESSABLE_ENTITY => "Something needs correcting",
            StatusCode::TOO_MANY_REQUESTS => "Too many tries",
            StatusCode::SERVICE_UNAVAILABLE => "Not available just now",
            _ => "Something went wrong",
        };
        Problem {
            status: status.as_u16(),
            title,
            detail,
            errors: Invalid::default(),
            theirs: None,
            request: String::new(),
        }
    }

    /// For answers that libraries give without a word.
    pub fn of_status(status: StatusCode) -> Self {
        let detail = match status {
            StatusCode::BAD_REQUEST => "The request could not be read.",
            StatusCode::FORBIDDEN => "This came from another site, so nothing was done.",
            StatusCode::NOT_FOUND => {
                "There is nothing at this address, or nothing that you may see."
            }
            StatusCode::METHOD_NOT_ALLOWED => "This address exists, but not for that.",
            StatusCode::PAYLOAD_TOO_LARGE => "That is more than can be taken at once.",
            _ => "The request could not be answered.",
        };
        Problem::new(status, detail.into())
    }
}
