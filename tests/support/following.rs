//! Those who follow the group at a server of the stories, with no line between.

use axum::body::Body;
use axum::http::StatusCode;
use http_body_util::BodyExt;
use serde_json::Value;
use tokio::time::timeout;
use tower::ServiceExt;

use crate::events::EVENTS;
use crate::{PATIENCE, User, product_of_the_stories};
use platform::web::App;

/// Somebody at this server.
pub fn user_at_server(app: &App, token: &str) -> User {
    User { app: product_of_the_stories(app.clone()), token: token.to_owned() }
}

/// Somebody who follows, and all that they have heard.
pub struct Follower {
    body: Body,
    pub heard: String,
}

impl User {
    pub async fn follow(&self, query: &str) -> Follower {
        let request = self.request("GET", &format!("{EVENTS}{query}"));
        let request = request.header("accept", "text/event-stream").body(Body::empty()).unwrap();
        let answer = self.app.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        Follower { body: answer.into_body(), heard: String::new() }
    }
}

impl Follower {
    /// More of it; false at its end.
    async fn hears_more(&mut self) -> bool {
        let more = timeout(PATIENCE, self.body.frame()).await;
        let more = more.unwrap_or_else(|_| panic!("nothing more is heard: {}", self.heard));
        let Some(frame) = more else { return false };
        let bytes = frame.unwrap().into_data().unwrap();
        self.heard.push_str(std::str::from_utf8(&bytes).unwrap());
        true
    }

    /// Reads on until so many events were heard, and gives the ids of all.
    pub async fn hears(&mut self, events: usize) -> Vec<i64> {
        while self.ids().len() < events {
            assert!(self.hears_more().await, "it ended: {}", self.heard);
        }
        self.ids()
    }

    /// Reads on until this one was heard, and gives the ids of all.
    pub async fn hears_of(&mut self, event: i64) -> Vec<i64> {
        while self.ids().last() != Some(&event) {
            assert!(self.hears_more().await, "it ended: {}", self.heard);
        }
        self.ids()
    }

    /// Everything up to its end.
    pub async fn ends(&mut self) -> &str {
        while self.hears_more().await {}
        &self.heard
    }

    pub fn ids(&self) -> Vec<i64> {
        self.events().map(|event| event["id"].as_i64().unwrap()).collect()
    }

    /// "contribution added", of each.
    pub fn kinds(&self) -> Vec<String> {
        let words = |event: Value| {
            format!("{} {}", event["subject"].as_str().unwrap(), event["event"].as_str().unwrap())
        };
        self.events().map(words).collect()
    }

    fn events(&self) -> impl Iterator<Item = Value> {
        let data = self.heard.lines().filter_map(|line| line.strip_prefix("data: "));
        data.map(|data| serde_json::from_str(data).unwrap())
    }
}
