//! What is true of every answer.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::{user, visitor};

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn what_is_not_there_is_a_page_with_a_request_number(db: PgPool) {
    let answer = visitor(&db).get("/nowhere").await;

    answer.is(StatusCode::NOT_FOUND).shows("Nothing here");
    assert_eq!(answer.header("x-request-id").len(), 12);
    assert!(answer.header("content-security-policy").contains("default-src 'none'"));
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn programs_get_a_problem_document(db: PgPool) {
    let answer = visitor(&db).get("/nowhere.json").await;

    answer.is(StatusCode::NOT_FOUND).shows(r#""status":404"#);
    assert_eq!(answer.header("content-type"), "application/problem+json");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_write_from_another_site_is_refused(db: PgPool) {
    let mira = user(&db, "Mira");
    let request = mira.request("POST", "/sign-out").header("sec-fetch-site", "cross-site");
    let answer = mira.send(request.body(axum::body::Body::empty()).unwrap()).await;

    answer.is(StatusCode::FORBIDDEN);
}
