//! Plans through the API alone: drafted, opened, reported on, and adopted.

use axum::http::StatusCode;
use serde_json::Value;

use crate::Answer;

pub const PLAN: &str = "/api/v1/groups/forms/plans/wsis20";
pub const WRITE: &str = "00000000-0000-7000-8000-0000000020b1";

pub fn below(noun: &str) -> String {
    format!("{PLAN}/{noun}")
}

pub fn field(answer: &Answer) -> Value {
    answer.is(StatusCode::UNPROCESSABLE_ENTITY).json()["errors"][0]["field"].clone()
}
