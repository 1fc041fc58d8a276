//! The webhook that a URL names, and the URLs around it.

use serde::Deserialize;

use crate::ids::WebhookId;

#[derive(Clone, Debug, Deserialize)]
pub struct WebhookPath {
    pub group: String,
    pub webhook: WebhookId,
}

impl WebhookPath {
    pub fn show(&self) -> String {
        format!("/groups/{}/webhooks/{}", self.group, self.webhook)
    }

    pub fn below(&self, noun: &str) -> String {
        format!("{}/{noun}", self.show())
    }
}
