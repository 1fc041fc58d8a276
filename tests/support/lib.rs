//! The cast of the stories, and what they can do: ask for pages and send forms.
//!
//! Each crate has stories of its own, which meet the product of its routes and of those below.

extern crate self as support;

pub mod action_owners;
pub mod actions;
pub mod api_plans;
pub mod desk;
pub mod events;
pub mod following;
pub mod forms;
pub mod locks;
pub mod mail;
pub mod members;
pub mod plans;
pub mod public_comments;
pub mod queries;
pub mod recording;
pub mod settling;
pub mod sign_in;
pub mod slow_line;
pub mod smtp;
pub mod snapshot;
pub mod standing;
pub mod states;
pub mod suggestions;
pub mod tables;
pub mod tokens;
pub mod uploads;
pub mod way;

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode, header};
use chrono::{DateTime, TimeZone, Utc};
use clap::Parser;
use http_body_util::BodyExt;
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::PgPool;
use tower::ServiceExt;

use base::clock::Clock;
use platform::config::Config;
use platform::web::App;

#[doc(hidden)]
pub use {access, axum, platform};

pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations");

/// Longer than anything here takes on a busy machine: a story that needs it has failed.
pub const PATIENCE: Duration = Duration::from_secs(60);

// The stories of a crate say what product they meet, and the linker finds it: with an argument for
// it, each helper would be another function in each crate.
unsafe extern "Rust" {
    safe fn product_of_the_stories(app: App) -> Router;
}

/// Names the function that makes the product which the stories of this crate meet.
#[macro_export]
macro_rules! serve {
    ($product:path) => {
        #[unsafe(no_mangle)]
        fn product_of_the_stories(app: $crate::platform::web::App) -> $crate::axum::Router {
            $product(app)
        }
    };
}

/// The stories meet the product of these crates alone.
#[macro_export]
macro_rules! product {
    ($($of:ident::routes),+) => {
        fn product(app: $crate::platform::web::App) -> $crate::axum::Router {
            let routes = $crate::platform::web::Routes::default()
                $(.merge(::$of::routes::routes()).merge(::$of::routes::calls().into_routes()))+;
            $crate::access::product::product(app, routes)
        }
        $crate::serve!(product);
    };
}

/// When the stories happen: the day after Online Meeting 12.
pub fn story_time() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 6, 9, 0, 0).unwrap()
}

pub fn app(db: &PgPool) -> App {
    app_at(db, story_time())
}

pub fn app_at(db: &PgPool, now: DateTime<Utc>) -> App {
    app_with(db, now, &[])
}

/// A server with settings of its own.
pub fn app_with(db: &PgPool, now: DateTime<Utc>, settings: &[&str]) -> App {
    #[derive(Parser)]
    struct Arguments {
        #[command(flatten)]
        config: Config,
    }
    let arguments = ["test", "--base-url", "http://rapporteur.test"].iter().chain(settings);
    App::new(db.clone(), Arguments::parse_from(arguments).config, Clock::fixed(now))
}

/// A person using the product. The session token of each is their name.
#[derive(Clone)]
pub struct User {
    app: Router,
    pub token: String,
}

pub fn user(db: &PgPool, token: &str) -> User {
    User { app: product_of_the_stories(app(db)), token: token.to_owned() }
}

/// Somebody at a server that the story goes on to look into.
pub fn user_of(app: App, token: &str) -> User {
    User { app: product_of_the_stories(app), token: token.to_owned() }
}

impl User {
    /// Somebody else on the same server.
    pub fn beside(&self, token: &str) -> User {
        User { app: self.app.clone(), token: token.to_owned() }
    }
}

/// The same person, at another time.
pub fn user_at(db: &PgPool, token: &str, now: DateTime<Utc>) -> User {
    User { app: product_of_the_stories(app_at(db, now)), token: token.to_owned() }
}

/// Somebody whose server lets a token send so many requests a minute.
pub fn user_of_few(db: &PgPool, token: &str, requests: &str) -> User {
    let app = app_with(db, story_time(), &["--api-requests", requests]);
    User { app: product_of_the_stories(app), token: token.to_owned() }
}

/// Somebody who is not signed in.
pub fn visitor(db: &PgPool) -> User {
    user(db, "")
}

/// The API token that the cast has for a person.
pub fn secret(name: &str) -> String {
    let hex =
        |text: &str| Sha256::digest(text).iter().map(|b| format!("{b:02x}")).collect::<String>();
    let digits = hex(name);
    format!("rap_{digits}{}", &hex(&digits)[..8])
}

#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    /// In bytes, as they were sent.
    pub size: usize,
}

/// How many are let through before one comes too soon: a slow machine gets some more.
pub async fn until_slowed_down(
    most: usize,
    let_through: StatusCode,
    mut send: impl AsyncFnMut(usize) -> Answer,
) -> usize {
    for sent in 0..most {
        let answer = send(sent).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            return sent;
        }
        answer.is(let_through);
    }
    panic!("{most} are let through, and no end");
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        self.header("location")
    }

    #[track_caller]
    pub fn shows(&self, text: &str) -> &Self {
        assert!(self.body.contains(text), "{text:?} is not in the page:\n{}", self.body);
        self
    }

    #[track_caller]
    pub fn hides(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "{text:?} is in the page:\n{}", self.body);
        self
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    #[track_caller]
    pub fn is(&self, status: StatusCode) -> &Self {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }

    /// The value of the first form control of that name.
    #[track_caller]
    pub fn value(&self, name: &str) -> String {
        let from = self.body.find(&format!("name=\"{name}\"")).expect(name);
        let tag = &self.body[from..];
        let tag = &tag[..tag.find('>').unwrap()];
        let value = tag.split("value=\"").nth(1).unwrap_or_else(|| panic!("{name} has no value"));
        value.split('"').next().unwrap().to_owned()
    }

    /// The values of all form controls of that name.
    pub fn values(&self, name: &str) -> Vec<String> {
        let control = format!("name=\"{name}\" value=\"");
        let named = self.body.split(&control).skip(1);
        named.filter_map(|from| Some(from.split('"').next()?.to_owned())).collect()
    }
}

impl User {
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request("GET", path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form: `&[("title", "AoB")]`.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.post_body(path, serde_html_form::to_string(form).unwrap()).await
    }

    pub async fn post_body(&self, path: &str, form: impl Into<Body>) -> Answer {
        let request = self
            .request("POST", path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(form.into()).unwrap()).await
    }

    /// Calls the API with JSON. An edit is one of revision 1.
    pub async fn call(&self, method: &str, path: &str, body: Value) -> Answer {
        let request = self.json(method, path).header(header::IF_MATCH, "\"1\"");
        self.send(request.body(body.to_string().into()).unwrap()).await
    }

    /// A call that a program may send again.
    pub async fn once(&self, key: &str, path: &str, body: Value) -> Answer {
        let request = self.json("POST", path).header("idempotency-key", key);
        self.send(request.body(body.to_string().into()).unwrap()).await
    }

    /// All that a list of the API has, however many pages that are. Its path says how long one is.
    pub async fn items(&self, list: &str) -> Vec<Value> {
        let (mut found, mut next) = (Vec::new(), String::new());
        loop {
            let page = self.get(&format!("{list}{next}")).await.is(StatusCode::OK).json();
            found.extend(page["items"].as_array().unwrap().clone());
            match page["next"].as_str() {
                Some(after) => next = format!("&after={after}"),
                None => return found,
            }
        }
    }

    pub fn json(&self, method: &str, path: &str) -> axum::http::request::Builder {
        self.request(method, path).header(header::CONTENT_TYPE, "application/json")
    }

    /// Browsers send a session; programs, which call what is below /api/, a token.
    pub fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let from = ConnectInfo(SocketAddr::from(([192, 0, 2, 7], 40_000)));
        let request = Request::builder().method(method).uri(path).extension(from);
        match path.starts_with("/api/") {
            false => request.header(header::COOKIE, format!("session={}", self.token)),
            true if self.token.is_empty() => request,
            true => {
                request.header(header::AUTHORIZATION, format!("Bearer {}", secret(&self.token)))
            }
        }
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.into_body().collect().await.unwrap().to_bytes();
        let size = body.len();
        Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned(), size }
    }
}
