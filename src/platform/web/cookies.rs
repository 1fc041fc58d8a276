//! The two cookies: the session, and a sentence about what was just done.

use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::config::Config;

/// The cookies that came with a request.
pub struct Cookies<'a>(pub &'a HeaderMap);

impl<'a> From<&'a Parts> for Cookies<'a> {
    fn from(parts: &'a Parts) -> Self {
        Cookies(&parts.headers)
    }
}

impl<'a> Cookies<'a> {
    pub fn session(&self, config: &Config) -> Option<&'a str> {
        self.named(session_name(config))
    }

    /// What was just done, in a sentence.
    pub fn notice(&self) -> Option<String> {
        let pair = format!("notice={}", self.named("notice")?);
        url::form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned())
    }

    fn named(&self, name: &str) -> Option<&'a str> {
        let lines = self.0.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let mut pairs = lines.flat_map(|line| line.split("; ")).filter_map(|c| c.split_once('='));
        pairs.find(|(given, _)| *given == name).map(|(_, value)| value)
    }
}

pub fn session_cookie(config: &Config, token: &str, seconds: i64) -> HeaderValue {
    let secure = if config.secure() { "; Secure" } else { "" };
    let name = session_name(config);
    let cookie =
        format!("{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&cookie).expect("tokens are letters and digits")
}

pub fn without_session(config: &Config) -> HeaderValue {
    session_cookie(config, "", 0)
}

/// A browser takes a cookie of this prefix only over HTTPS and only from this host.
fn session_name(config: &Config) -> &'static str {
    if config.secure() { "__Host-session" } else { "session" }
}

/// A notice is shown once: the page that shows it takes it away.
pub async fn notice(request: Request, next: Next) -> Response {
    let cookies = Cookies(request.headers());
    let shown = cookies.notice().is_some();
    let mut response = next.run(request).await;
    let page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|content| content.as_bytes().starts_with(b"text/html"));
    if shown && page {
        let gone = HeaderValue::from_static("notice=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        response.headers_mut().append(header::SET_COOKIE, gone);
    }
    response
}
