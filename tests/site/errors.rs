//! Whatever fails is answered in the product's look, with a number and without what is inside.

use axum::body::Body;
use axum::http::StatusCode;
use sqlx::PgPool;

use support::{Answer, User, story_time, user, user_at, visitor};

const AGENDA: &str = "/groups/forms/meetings/12/agenda";

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn every_error_is_a_page_with_its_number(db: PgPool) {
    let (chen, mira, visitor) = (user(&db, "Chen"), user(&db, "Mira"), visitor(&db));
    let items = format!("{AGENDA}/items");
    let large = format!("title={}", "x".repeat(1_100_000));
    let elsewhere = chen.request("POST", &items).header("sec-fetch-site", "cross-site");
    let answers = [
        (400, chen.get("/sign-in/link?next=%ff%fe").await),
        (400, chen.post_body(&items, "title=%e9t%e9").await),
        (403, mira.post(&items, &[("title", "Mine")]).await),
        (403, chen.send(elsewhere.body(Body::empty()).unwrap()).await),
        (404, chen.get("/groups/forms/meetings/99").await),
        (404, chen.get("/nowhere").await),
        (404, visitor.get("/groups/quiet/meetings").await),
        (405, chen.send(chen.request("DELETE", AGENDA).body(Body::empty()).unwrap()).await),
        (413, chen.post_body(&items, large).await),
        (429, guessed_too_often(&visitor).await),
    ];
    for (status, answer) in answers {
        is_a_page(&answer, status);
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_fails_inside_stays_inside(db: PgPool) {
    let chen = user(&db, "Chen");
    sqlx::query("alter table agenda_items rename to lost_items").execute(&db).await.unwrap();

    let answer = chen.get(AGENDA).await;

    is_a_page(&answer, 500);
    answer.shows("Something went wrong").shows("Chen Wei").hides("agenda_items").hides("42P01");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn error_pages_keep_the_frame_of_who_is_signed_in(db: PgPool) {
    let mira = user(&db, "Mira");
    for path in ["/nowhere", "/groups/forms/meetings/99", "/groups/quiet/meetings"] {
        mira.get(path).await.is(StatusCode::NOT_FOUND).shows("Mira Rao");
    }
    let deleted = mira.request("DELETE", AGENDA).body(Body::empty()).unwrap();
    mira.send(deleted).await.is(StatusCode::METHOD_NOT_ALLOWED).shows("Mira Rao");
    mira.post(&format!("{AGENDA}/publication"), &[]).await.is(StatusCode::FORBIDDEN).shows("Mira");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_panic_is_an_error_like_any_other(db: PgPool) {
    use axum::{Router, middleware, routing::get};
    use platform::web;
    use tower::ServiceExt;
    use tower_http::catch_panic::CatchPanicLayer;

    let broken: Router = Router::new()
        .route("/broken", get(async || -> &'static str { panic!("of mira@example.org") }))
        .layer(CatchPanicLayer::custom(web::panicked))
        .layer(middleware::from_fn(web::answer));
    let request = visitor(&db).request("GET", "/broken").body(Body::empty()).unwrap();
    let response = broken.oneshot(request).await.unwrap();

    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let body = axum::body::to_bytes(response.into_body(), 100_000).await.unwrap();
    let body = String::from_utf8(body.to_vec()).unwrap();
    assert!(body.contains("Something went wrong on our side") && !body.contains("mira@"));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_wrong_method_is_told_the_right_ones(db: PgPool) {
    let chen = user(&db, "Chen");
    for method in ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "SNEEZE"] {
        let request = chen.request(method, AGENDA).header("sec-fetch-site", "same-origin");
        let answer = chen.send(request.body(Body::empty()).unwrap()).await;
        is_a_page(&answer, 405);
        assert_eq!(answer.header("allow"), "GET,HEAD", "{method}");
    }
    let head = chen.send(chen.request("HEAD", AGENDA).body(Body::empty()).unwrap()).await;
    assert_eq!((head.status, &*head.body), (StatusCode::OK, ""));
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn programs_are_answered_in_their_language(db: PgPool) {
    for (path, status) in [("/groups/none.json", 404), ("/api/v1/nothing", 404)] {
        let answer = visitor(&db).get(path).await;
        assert_eq!(answer.status.as_u16(), status);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let problem: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(problem["status"], status);
        assert_eq!(problem["request"], answer.header("x-request-id"));
    }
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn without_its_database_every_page_says_when_to_come_back(db: PgPool) {
    let nowhere = platform::web::connect("postgresql://127.0.0.1:1/nothing").unwrap();
    drop(db);
    let mira = user_at(&nowhere, "Mira", story_time());
    for path in ["/nowhere", AGENDA] {
        let answer = mira.get(path).await;
        is_a_page(&answer, 503);
        assert_eq!(answer.header("retry-after"), "2");
    }
}

fn is_a_page(answer: &Answer, status: u16) {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.body);
    let number = answer.header("x-request-id");
    answer.shows("</html>").shows(&format!("Error {status}")).shows(&format!(">{number}<"));
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "no-store");
    for inner in ["src/", "sqlx", "axum", "Error(", "column", "relation"] {
        answer.hides(inner);
    }
}

async fn guessed_too_often(visitor: &User) -> Answer {
    let guess = [("email", "mira@example.org"), ("password", "a guess")];
    for _ in 0..5 {
        visitor.post("/sign-in", &guess).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    }
    visitor.post("/sign-in", &guess).await
}
