//! The webhook that a URL names, and the URLs around it.

use serde::Deserialize;

use crate::groups::Group;
use crate::ids::WebhookId;

#[derive(Clone, Debug, Deserialize)]
pub struct WebhookPath {
    pub group: String,
    pub webhook: WebhookId,
}

impl Group {
    pub fn webhooks(&self) -> String {
        format!("{}/webhooks", self.path())
    }

    pub fn webhook(&self, id: &WebhookId) -> WebhookPath {
        WebhookPath { group: self.slug.clone(), webhook: *id }
    }
}

impl WebhookPath {
    pub fn show(&self) -> String {
        format!("/groups/{}/webhooks/{}", self.group, self.webhook)
    }

    pub fn below(&self, noun: &str) -> String {
        format!("{}/{noun}", self.show())
    }
}
