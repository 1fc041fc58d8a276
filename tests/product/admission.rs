//! The operator lets people in from the command line.

use std::process::{Command, Output};

use axum::http::StatusCode;
use sqlx::{ConnectOptions, PgPool};

use support::{user_at, visitor};

async fn admit(db: &PgPool, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    program
        .env("DATABASE_URL", db.connect_options().to_url_lossy().as_str())
        .env("BASE_URL", "http://rapporteur.test")
        .arg("user")
        .args(arguments);
    tokio::task::spawn_blocking(move || program.output().unwrap()).await.unwrap()
}

/// The path of the link that was printed.
fn link(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let line = said.lines().next().unwrap();
    line.strip_prefix("http://rapporteur.test").unwrap().to_owned()
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn whoever_lost_every_other_way_gets_in_by_a_printed_link(db: PgPool) {
    let link = link(&admit(&db, &["Mira@example.org"]).await);
    let now = base::clock::Clock::default().now();
    let browser = user_at(&db, "", now);

    browser.get(&link).await.is(StatusCode::OK).shows("Mira Rao");
    let signed_in = browser.post(&link, &[]).await;
    browser.with(&signed_in).get("/account").await.is(StatusCode::OK).shows("Mira Rao");
    visitor(&db).get(&link).await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn the_operator_makes_an_administrator(db: PgPool) {
    let unknown = admit(&db, &["robin@example.org"]).await;
    assert_eq!(unknown.status.code(), Some(1));
    let said = String::from_utf8_lossy(&unknown.stderr);
    assert!(said.contains("Nobody has an account with this address."), "{said}");
    assert_eq!(admit(&db, &[]).await.status.code(), Some(2));

    let made =
        admit(&db, &["robin@example.org", "--name", "Robin Achterveld", "--administrator"]).await;
    let browser = user_at(&db, "", base::clock::Clock::default().now());
    let signed_in = browser.post(&link(&made), &[]).await;
    browser.with(&signed_in).get("/administration").await.is(StatusCode::OK);

    sqlx::query("update people set suspended_at = now() where name = 'Mira Rao'")
        .execute(&db)
        .await
        .unwrap();
    let suspended = admit(&db, &["mira@example.org", "--name", "Mira Rao"]).await;
    let said = String::from_utf8_lossy(&suspended.stderr);
    assert!(said.contains("suspended"), "{said}");
}
