//! What happens in the group, and who hears of it.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::User;
use crate::tokens::SAID;

pub const EVENTS: &str = "/api/v1/groups/forms/events";

impl User {
    pub async fn says(&self, text: &str) {
        let item = "00000000-0000-7000-8000-0000000012a1";
        let said = json!({ "item": item, "guest": "Ines Guest", "text": text });
        self.call("POST", SAID, said).await.is(StatusCode::CREATED);
    }

    pub async fn describe(&self, query: &str) -> Vec<Value> {
        let page = self.get(&format!("{EVENTS}?{query}")).await;
        page.is(StatusCode::OK).json()["items"].as_array().unwrap().clone()
    }

    /// "contribution added", of each.
    pub async fn kinds(&self) -> Vec<String> {
        let words = |event: &Value| {
            format!("{} {}", event["subject"].as_str().unwrap(), event["event"].as_str().unwrap())
        };
        self.describe("limit=200").await.iter().map(words).collect()
    }
}
