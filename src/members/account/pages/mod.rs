//! Pages about oneself: signing in, and one's account.

pub mod account;
pub mod sign_in;
pub mod welcome;

use axum::http::header;
use axum::response::{IntoResponse, Response};

use access::person::sessions;
use platform::secrets::Token;
use platform::web::next::query;
use platform::web::{App, Done, session_cookie};

/// To the next page, signed in.
pub fn signed_in(app: &App, token: &Token, done: Done) -> Response {
    // The server knows when it has not been used for too long.
    let seconds = sessions::LONGEST.num_seconds();
    let cookie = session_cookie(&app.config, &token.to_string(), seconds);
    let mut response = done.into_response();
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

/// To the sign-in page, and back from there.
pub fn ask_to_sign_in(back: &str) -> Response {
    Done::to(format!("/sign-in{}", query(back))).into_response()
}
