//! Tokens, as the page shows them once, and programs that call with them.

use axum::body::Body;
use axum::http::{StatusCode, header};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::{Answer, User, user_at, visitor};

pub const SAID: &str = "/api/v1/groups/forms/meetings/12/record/contributions";

/// What is called with a token that was shown.
pub struct Program {
    pub by: User,
    pub secret: String,
}

impl Program {
    /// Of the page that shows a new token.
    #[track_caller]
    pub fn of(db: &PgPool, made: &Answer) -> Self {
        made.is(StatusCode::OK);
        let from = made.body.find("rap_").expect("a token is shown");
        let secret =
            made.body[from..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_');
        Program { by: visitor(db), secret: secret.collect() }
    }

    pub fn at(self, db: &PgPool, now: DateTime<Utc>) -> Self {
        Program { by: user_at(db, "", now), ..self }
    }

    pub async fn get(&self, path: &str) -> StatusCode {
        self.send("GET", path, Value::Null).await
    }

    pub async fn send(&self, method: &str, path: &str, body: Value) -> StatusCode {
        self.call(method, path, body).await.status
    }

    pub async fn read(&self, path: &str) -> Answer {
        self.call("GET", path, Value::Null).await
    }

    pub async fn call(&self, method: &str, path: &str, body: Value) -> Answer {
        let request = self
            .by
            .json(method, path)
            .header(header::AUTHORIZATION, format!("Bearer {}", self.secret));
        self.by.send(request.body(Body::from(body.to_string())).unwrap()).await
    }
}

pub fn said(text: &str) -> Value {
    json!({ "item": "00000000-0000-7000-8000-0000000012a1", "guest": "Ines Guest", "text": text })
}

impl User {
    /// Sends the form of the page to make a token.
    pub async fn make_token(&self, page: &str, to: &str, typed: &[(&str, &str)]) -> Answer {
        let id = self.get(page).await.value("id");
        let form: Vec<_> = [("id", id.as_str())].into_iter().chain(typed.iter().copied()).collect();
        self.post(to, &form).await
    }
}

pub const ACCOUNTS: &str = "/groups/forms/service-accounts";
pub const TOKEN: &[(&str, &str)] = &[("name", "Minutes"), ("scope", "write"), ("expiry", "30")];

impl User {
    /// Makes a service account, and gives its address.
    pub async fn make_account(&self, name: &str, role: &str) -> String {
        let id = self.get(ACCOUNTS).await.value("id");
        let form = [("id", id.as_str()), ("name", name), ("role", role)];
        self.post(ACCOUNTS, &form).await.location().to_owned()
    }

    pub async fn program_of(&self, db: &PgPool, account: &str) -> Program {
        Program::of(db, &self.make_token(account, &format!("{account}/tokens"), TOKEN).await)
    }
}
