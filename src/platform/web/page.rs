//! How handlers answer: a page, a form that came back, or the way to the next page.

use std::borrow::Cow;

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use url::form_urlencoded::byte_serialize;

use super::{Error, Invalid, Result};

/// A rendered template.
pub struct Page<T>(pub T);

impl<T: Template> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        match self.0.render() {
            Ok(html) => ([(header::CACHE_CONTROL, "no-store")], Html(html)).into_response(),
            Err(error) => Error::Internal(error.into()).into_response(),
        }
    }
}

/// A form that was refused: the same page, with what was typed and what needs correcting.
pub fn refused(page: impl Template) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response()
}

/// The answer to a form: `done`, or the page again, if the form was refused.
pub async fn form_again<T: Template>(
    done: Result<impl IntoResponse>,
    page: impl AsyncFnOnce(Invalid) -> Result<T>,
) -> Result<Response> {
    match done {
        Err(Error::Invalid(invalid)) => page(invalid).await.map(refused),
        done => done.map(IntoResponse::into_response),
    }
}

/// To the page that shows what was done, where a sentence says so.
pub struct Done {
    to: String,
    notice: Option<Cow<'static, str>>,
}

impl Done {
    pub fn to(path: impl Into<String>) -> Self {
        Done { to: path.into(), notice: None }
    }

    pub fn saying(self, notice: impl Into<Cow<'static, str>>) -> Self {
        Done { notice: Some(notice.into()), ..self }
    }
}

impl IntoResponse for Done {
    fn into_response(self) -> Response {
        let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, self.to)]).into_response();
        if let Some(notice) = self.notice {
            let notice: String = byte_serialize(notice.as_bytes()).collect();
            let cookie = format!("notice={notice}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
            if let Ok(cookie) = cookie.parse() {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
        }
        response
    }
}
