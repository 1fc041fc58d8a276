//! An error as people and programs see it: a page in the product's look, or RFC 9457.

use askama::Template;
use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::frame::{Frame, FrameSlot};
use super::next;
use super::parts::Asked;
use super::request::RequestNumber;
use crate::client::is_call;
use crate::error::Problem;

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    frame: Frame,
    problem: Problem,
}

/// Gives every failed request its answer: people a page, programs a problem document.
pub async fn answer(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let call = is_call(&path);
    let program = call || path.ends_with(".json");
    let back = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let reads = request.method().is_safe();
    let script = Asked::of(request.headers()).is_script();
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
        _ if script => as_sentence(&problem),
        401 if reads => Redirect::to(&format!("/sign-in{}", next::query(&back))).into_response(),
        _ if reads => as_page(problem, Frame { back: next::back_to(&back), ..slot.frame() }),
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

/// For a page's script, which says it where the work goes on.
fn as_sentence(problem: &Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or_default();
    let wrong: Vec<_> = problem.errors.iter().map(|error| error.detail.as_str()).collect();
    let sentence = if wrong.is_empty() { problem.detail.clone() } else { wrong.join(" ") };
    (status, sentence).into_response()
}

fn as_page(problem: Problem, frame: Frame) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or_default();
    let detail = problem.detail.clone();
    let page = ProblemPage { frame, problem }.render().unwrap_or(detail);
    (status, Html(page)).into_response()
}
