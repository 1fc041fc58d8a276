//! An error as people and programs see it: a page in the product's look, or RFC 9457.

use askama::Template;
use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Serialize;
use url::form_urlencoded::byte_serialize;
use utoipa::ToSchema;

use super::error::{FieldError, Invalid};
use super::frame::{Frame, FrameSlot};
use super::request::RequestNumber;
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

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    frame: Frame,
    problem: Problem,
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
            StatusCode::CONFLICT => "Not possible as things are",
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
    fn of_status(status: StatusCode) -> Self {
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

/// Whether a program asks: all is the JSON API's that is not about it.
pub fn is_call(path: &str) -> bool {
    path.starts_with("/api/") && !path.starts_with("/api/docs")
}

/// Gives every failed request its answer: people a page, programs a problem document.
pub async fn answer(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let call = is_call(&path);
    let program = call || path.ends_with(".json");
    let back = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let reads = request.method().is_safe();
    let number = request.extensions().get::<RequestNumber>().cloned().unwrap_or_default();
    let slot = request.extensions().get::<FrameSlot>().cloned().unwrap_or_default();

    let mut response = next.run(request).await;
    let Some(problem) = problem_of(&mut response) else { return response };
    let problem = Problem { request: number.0, ..problem };
    let mut answer = match problem.status {
        401 if call => {
            let scheme = [(header::WWW_AUTHENTICATE, "Bearer realm=\"Rapporteur\"")];
            (scheme, as_document(problem)).into_response()
        }
        _ if program => as_document(problem),
        401 if reads => {
            let next: String = byte_serialize(back.as_bytes()).collect();
            Redirect::to(&format!("/sign-in?next={next}")).into_response()
        }
        _ => as_page(problem, slot.frame()),
    };
    for name in KEPT {
        if let Some(value) = response.headers_mut().remove(&name) {
            answer.headers_mut().insert(name, value);
        }
    }
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

/// What goes with a failure, whatever it is told as.
const KEPT: [HeaderName; 4] = [
    header::ALLOW,
    header::RETRY_AFTER,
    HeaderName::from_static("ratelimit"),
    HeaderName::from_static("ratelimit-policy"),
];

fn problem_of(response: &mut Response) -> Option<Problem> {
    let said = response.extensions_mut().remove::<Problem>();
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    let content = response.headers().get(header::CONTENT_TYPE);
    let wordless = content.is_none_or(|content| content.as_bytes().starts_with(b"text/plain"));
    said.or_else(|| (failed && wordless).then(|| Problem::of_status(status)))
}

fn as_document(problem: Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or_default();
    (status, [(header::CONTENT_TYPE, "application/problem+json")], Json(problem)).into_response()
}

fn as_page(problem: Problem, frame: Frame) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or_default();
    let detail = problem.detail.clone();
    let page = ProblemPage { frame, problem }.render().unwrap_or(detail);
    (status, Html(page)).into_response()
}
