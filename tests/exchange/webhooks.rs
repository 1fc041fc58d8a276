//! Webhooks: where a group has its events sent, and what comes of it.

use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::{Value, json};
use sqlx::PgPool;
use tokio::net::TcpListener;

use exchange::webhooks::{Reach, deliver_due, sign};
use support::suggestions::mails;
use support::{app, user, visitor};

const PAGES: &str = "/groups/forms/webhooks";
const CALLS: &str = "/api/v1/groups/forms/webhooks";

/// A program that is told what happens.
#[derive(Clone, Default)]
struct Receiver {
    heard: Arc<Mutex<Vec<(HeaderMap, String)>>>,
    answer: Arc<Mutex<StatusCode>>,
    url: String,
}

impl Receiver {
    async fn start() -> Receiver {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://localhost:{}/hook", listener.local_addr().unwrap().port());
        let receiver = Receiver { url, ..Receiver::default() };
        let app = Router::new().route("/hook", post(hear)).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        receiver
    }

    fn answers(&self, status: StatusCode) {
        *self.answer.lock().unwrap() = status;
    }

    fn bodies(&self) -> Vec<Value> {
        let heard = self.heard.lock().unwrap();
        heard.iter().map(|(_, body)| serde_json::from_str(body).unwrap()).collect()
    }
}

async fn hear(State(receiver): State<Receiver>, headers: HeaderMap, body: Bytes) -> Response {
    let body = String::from_utf8(body.to_vec()).unwrap();
    receiver.heard.lock().unwrap().push((headers, body));
    let elsewhere = [(header::LOCATION, "http://localhost/elsewhere")];
    (*receiver.answer.lock().unwrap(), elsewhere).into_response()
}

fn here(address: IpAddr) -> bool {
    address.is_loopback()
}

async fn deliver(db: &PgPool) {
    deliver_due(&app(db), Reach::of_test(here)).await.unwrap();
}

async fn is_due(db: &PgPool) {
    sqlx::query("update webhooks set try_at = now()").execute(db).await.unwrap();
}

/// The secretariat makes one; its address and its secret.
async fn made(db: &PgPool, receiver: &Receiver) -> (String, String) {
    let body = json!({ "name": "A bridge", "url": receiver.url });
    let made = user(db, "Sana").call("POST", CALLS, body).await;
    made.is(StatusCode::CREATED);
    let secret = made.json()["secret"].as_str().unwrap().to_owned();
    (made.header("location").to_owned(), secret)
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn what_happens_is_sent_signed_in_order_and_as_far_as_everybody_may_see_it(db: PgPool) {
    let (sana, receiver) = (user(&db, "Sana"), Receiver::start().await);
    sana.says("Before.").await;
    let (at, secret) = made(&db, &receiver).await;
    sana.says("One.").await;
    let invited = [
        ("id", "00000000-0000-7000-8000-0000000012ff"),
        ("email", "tariq@example.org"),
        ("role", "member"),
    ];
    sana.post("/groups/forms/invitations", &invited).await.location();
    sana.says("Two.").await;

    deliver(&db).await;
    deliver(&db).await;

    let bodies = receiver.bodies();
    assert_eq!(bodies.len(), 2, "{bodies:?}");
    assert!(bodies.iter().all(|body| body["type"] == "change"));
    assert!(bodies.iter().all(|body| body["data"]["subject"] == "contribution"));
    assert!(bodies[0]["data"]["id"].as_i64() < bodies[1]["data"]["id"].as_i64());
    let (headers, body) = receiver.heard.lock().unwrap()[0].clone();
    let said = |name: &str| headers[name].to_str().unwrap().to_owned();
    let timestamp = said("webhook-timestamp").parse().unwrap();
    let signature = sign(&secret, &said("webhook-id"), timestamp, &body).unwrap();
    assert_eq!(said("webhook-signature"), signature);

    let tries = sana.get(&format!("{at}/tries")).await.json();
    assert_eq!(tries["items"].as_array().unwrap().len(), 2);
    assert_eq!(
        (&tries["items"][0]["status"], &tries["items"][0]["failure"]),
        (&json!(200), &Value::Null)
    );
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn what_is_not_taken_is_tried_again_and_given_up_in_the_end(db: PgPool) {
    let (sana, receiver) = (user(&db, "Sana"), Receiver::start().await);
    let (at, _) = made(&db, &receiver).await;
    sana.says("One.").await;
    sana.says("Two.").await;
    receiver.answers(StatusCode::INTERNAL_SERVER_ERROR);

    deliver(&db).await;
    assert_eq!(receiver.bodies().len(), 1, "the next waits for it");
    let failing = sana.get(&at).await.json();
    assert_eq!((&failing["failures"], &failing["on"]), (&json!(1), &json!(true)));
    assert!(failing["next_try"].is_string());
    for _ in 0..6 {
        is_due(&db).await;
        deliver(&db).await;
    }

    let heard = receiver.heard.lock().unwrap().clone();
    let ids: Vec<_> = heard.iter().map(|(headers, _)| headers["webhook-id"].clone()).collect();
    assert!(ids.len() == 7 && ids.iter().all(|id| *id == ids[0]));
    let off = sana.get(&at).await.json();
    assert_eq!((&off["on"], &off["off_because"]), (&json!(false), &json!("It answered 500.")));
    let (recipient, subject, text) = mails(&db).await.pop().unwrap();
    assert_eq!(
        (&*recipient, &*subject),
        ("sana@example.org", "The webhook A bridge is switched off")
    );
    assert!(text.contains("It answered 500."));
    is_due(&db).await;
    deliver(&db).await;
    assert_eq!(receiver.bodies().len(), 7);

    receiver.answers(StatusCode::NO_CONTENT);
    sana.call("POST", &format!("{at}/restoration"), Value::Null).await.is(StatusCode::NO_CONTENT);
    deliver(&db).await;
    assert_eq!(receiver.bodies().len(), 9, "it goes on where it stopped");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_redirect_is_not_followed_and_nothing_here_is_reached(db: PgPool) {
    let (sana, receiver) = (user(&db, "Sana"), Receiver::start().await);
    let (at, _) = made(&db, &receiver).await;
    let test = format!("{at}/test");
    receiver.answers(StatusCode::TEMPORARY_REDIRECT);
    sana.call("POST", &test, Value::Null).await.is(StatusCode::NO_CONTENT);
    deliver(&db).await;
    sana.call("POST", &test, Value::Null).await.is(StatusCode::NO_CONTENT);
    deliver_due(&app(&db), Reach::public()).await.unwrap();
    let literal = "update webhooks set url = 'https://127.0.0.1:9/'";
    sqlx::query(literal).execute(&db).await.unwrap();
    sana.call("POST", &test, Value::Null).await.is(StatusCode::NO_CONTENT);
    deliver_due(&app(&db), Reach::public()).await.unwrap();

    assert_eq!(receiver.bodies().len(), 1);
    assert_eq!(receiver.bodies()[0]["type"], "test");
    let page = sana.get(&at.replace("/api/v1", "")).await;
    page.shows("It answered 307: a redirect, which is not followed.");
    page.shows("Its name leads to an address that is not public.");
    page.shows("The address is not public.");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn the_secretariat_makes_a_webhook_whose_secret_is_shown_once(db: PgPool) {
    let sana = user(&db, "Sana");
    for other in ["Chen", "Mira", "Omar"] {
        user(&db, other).get(PAGES).await.is(StatusCode::FORBIDDEN);
        user(&db, other).get(CALLS).await.is(StatusCode::FORBIDDEN);
    }
    visitor(&db).get(CALLS).await.is(StatusCode::UNAUTHORIZED);
    sana.get("/groups/forms/members").await.shows(PAGES);
    sana.get(PAGES).await.shows("nothing is sent anywhere");
    let id = sana.get(&format!("{PAGES}/new")).await.value("id");
    let with = async |url: &str| {
        let form = [("id", &*id), ("name", "A bridge"), ("url", url)];
        sana.post(PAGES, &form).await
    };

    for odd in ["", "http://example.org", "https://localhost.example/#x", "https://[::1]/"] {
        with(odd).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("There is a problem");
    }
    let made = with("https://example.org/hook").await;
    made.is(StatusCode::OK).shows("whsec_");
    assert_eq!(made.header("cache-control"), "no-store");
    with("https://example.org/hook").await.is(StatusCode::OK).shows("whsec_");

    let one = format!("{PAGES}/{id}");
    sana.get(PAGES).await.shows("A bridge").hides("whsec_");
    sana.get(&one).await.shows("https://example.org/hook").hides("whsec_");
    sana.post(&format!("{one}/suspension"), &[]).await.location();
    sana.get(&one).await.shows("Switch it on");
    sana.post(&format!("{one}/restoration"), &[]).await.location();
    sana.get(&one).await.shows("Switch it off");
    sana.post(&format!("{one}/removal"), &[]).await.location();
    sana.get(&one).await.is(StatusCode::NOT_FOUND);
    let told = "select array_agg(event order by id) from history where subject = 'webhook'";
    let told: Vec<String> = sqlx::query_scalar(told).fetch_one(&db).await.unwrap();
    assert_eq!(told, ["made", "switched off", "switched on", "removed"]);
}
