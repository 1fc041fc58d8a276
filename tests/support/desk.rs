//! What the script of a page on which several people work sends, and wants to see.

use axum::body::Body;
use axum::http::header;
use sqlx::types::Uuid;

use crate::{Answer, User};

/// An act, answered with parts of the page.
pub async fn act(by: &User, path: &str, part: &str, form: &[(&str, &str)]) -> Answer {
    let form = serde_html_form::to_string(form).unwrap();
    let request = by
        .request("POST", path)
        .header("part", part)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    by.send(request.body(Body::from(form)).unwrap()).await
}

pub async fn parts(by: &User, path: &str, headers: &[(&str, &str)]) -> Answer {
    let request = headers
        .iter()
        .fold(by.request("GET", path), |request, (name, value)| request.header(*name, *value));
    by.send(request.body(Body::empty()).unwrap()).await
}

pub fn key() -> String {
    Uuid::now_v7().to_string()
}

pub fn revision(answer: &Answer) -> i64 {
    answer.header("revision").parse().unwrap()
}
