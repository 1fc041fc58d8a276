//! What people are told of a form that was not sent, and the form as it was filled in.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::Kept;
use platform::web::typed::Typed;
use platform::web::{Frame, Invalid, NotSent, Page, Result, refill};

/// The answer to a form that was not sent: whose it is, and the form to sign in.
#[derive(Template)]
#[template(path = "unsent/sign_in.html")]
pub struct SignIn {
    pub frame: Frame,
    pub why: NotSent,
    /// Whose the form is, if it is kept.
    pub typist: Option<String>,
    /// What was typed, and has to be typed or chosen again.
    pub files: Vec<String>,
    /// Whether there was anything to lose.
    pub typed: bool,
    /// The page with the form.
    pub next: String,
    pub invalid: Invalid,
}

impl SignIn {
    pub fn answer(self) -> Response {
        let status = match self.why {
            NotSent::SignedOut => StatusCode::UNAUTHORIZED,
            NotSent::TypedByAnother => StatusCode::FORBIDDEN,
        };
        (status, Page(self)).into_response()
    }

    fn is_by_another(&self) -> bool {
        self.why == NotSent::TypedByAnother
    }
}

/// Said on the page whose form is filled in.
#[derive(Template)]
#[template(path = "unsent/notice.html")]
struct Notice<'a> {
    form: &'a str,
    files: &'a [String],
    left: &'a [String],
}

/// What was typed, where its form is not on its page any more.
#[derive(Template)]
#[template(path = "unsent/without_form.html")]
struct WithoutForm {
    frame: Frame,
    action: String,
    page: String,
    typed: Typed,
}

/// The page with the form as it was filled in, if it has it.
pub fn filled_in(html: &str, kept: &Kept) -> Result<Option<String>> {
    let Some(filled) = refill::refill(html, &kept.action, &kept.typed) else { return Ok(None) };
    let notice =
        Notice { form: &filled.form, files: &kept.typed.files, left: &filled.left }.render();
    let notice = notice.map_err(anyhow::Error::from)?;
    Ok(Some(refill::with_notice(&filled.html, &notice)))
}

pub fn without_form(frame: Frame, kept: Kept) -> Response {
    let Kept { page, action, typed, .. } = kept;
    Page(WithoutForm { frame: frame.working(), action, page, typed }).into_response()
}

/// On a page whose form is kept no longer.
pub fn over(html: &str) -> String {
    const OVER: &str = "<p class=\"notice\" role=\"status\">What you typed is no longer kept here: \
         you have sent it, or it is older than a day.</p>";
    refill::with_notice(html, OVER)
}

/// A text of several lines, or a long one, is shown in a larger field.
impl WithoutForm {
    fn texts(&self) -> impl Iterator<Item = (usize, &str)> {
        let typed = self.typed.fields.iter().map(|(_, value)| value.as_str());
        let typed = typed.filter(|value| !value.trim().is_empty() && !is_number(value));
        typed.enumerate().map(|(at, value)| (at + 1, value))
    }
}

/// Ids and revisions, which a form carries and nobody typed.
fn is_number(value: &str) -> bool {
    value.parse::<uuid::Uuid>().is_ok() || value.parse::<i64>().is_ok()
}
