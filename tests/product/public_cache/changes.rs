//! What is kept is forgotten with what changes: at once where it is changed, on other servers when the
//! database tells, and everywhere within a minute.

use std::future::pending;

use axum::http::StatusCode;
use chrono::TimeDelta;
use sqlx::PgPool;
use tokio::time::timeout;

use super::{is_kept, read};
use base::clock::Clock;
use platform::notifications;
use platform::web::App;
use support::way::{SUMMARY, correct, later, whole_way};
use support::{PATIENCE, User, app_at, user_of};

async fn post(server: &User, name: &str, path: &str, form: &[(&str, &str)]) {
    server.beside(name).post(path, form).await.location();
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../../fixtures", scripts("cast", "meeting_45"))
)]
async fn what_a_server_changes_is_new_there_at_once(db: PgPool) {
    whole_way(&db).await;
    let server = user_of(app_at(&db, later()), "");
    let pages = ["/", "/publications.atom", "/groups/wg-strategy", SUMMARY];
    let edition = format!("{SUMMARY}/editions/1");
    let account = [("name", "Chen W. Wei"), ("time_zone", "UTC")];
    let settings = server.beside("Chen").get("/groups/wg-strategy/settings").await;
    let (name, revision) = ("Working Group on Strength", settings.value("revision"));
    let renamed = [
        ("revision", revision.as_str()),
        ("name", name),
        ("short_name", "WG-Strategy"),
        ("time_zone", "UTC"),
        ("meeting_title", "Online Meeting"),
        ("approval_rule", "every_co_chair"),
        ("review_days", "7"),
    ];
    for (path, form) in [("/account", &account[..]), ("/groups/wg-strategy/settings", &renamed)] {
        for page in pages {
            read(&server, page).await;
            assert!(is_kept(&server, page).await, "{page}");
        }
        post(&server, "Chen", path, form).await;
        for page in pages {
            assert!(!is_kept(&server, page).await, "{page} after {path}");
        }
    }
    read(&server, "/groups/wg-strategy").await.shows(name);

    // What did not happen ends nothing.
    assert!(is_kept(&server, SUMMARY).await);
    server.beside("Nia").post("/groups/wg-strategy/settings", &renamed).await;
    assert!(is_kept(&server, SUMMARY).await);

    read(&server, &edition).await.is(StatusCode::OK);
    assert!(is_kept(&server, &edition).await);
    let visibility = [("visibility", "members_only")];
    post(&server, "Chen", "/groups/wg-strategy/visibility", &visibility).await;
    read(&server, SUMMARY).await.is(StatusCode::NOT_FOUND);
    read(&server, "/groups/wg-strategy").await.is(StatusCode::NOT_FOUND);
    for list in &pages[..2] {
        read(&server, list).await.is(StatusCode::OK).hides("wg-strategy");
    }
    // Everybody could read it before; who may now is asked each time.
    read(&server, &edition).await.is(StatusCode::OK);
    assert!(!is_kept(&server, &edition).await);
    assert!(!is_kept(&server, &edition).await);
}

/// The page of the latest edition tells which that is.
const FIRST: &str = "/summary/editions/1.md";
const SECOND: &str = "/summary/editions/2.md";

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../../fixtures", scripts("cast", "meeting_45"))
)]
async fn an_edition_that_is_corrected_elsewhere_is_new_here_when_the_database_tells(db: PgPool) {
    whole_way(&db).await;
    let here = app_at(&db, later());
    let server = user_of(here.clone(), "");
    let mut told = here.notifications.listen();
    let watch = notifications::watch(db.clone(), here.notifications.clone(), pending());
    let watch = tokio::spawn(watch);
    assert!(here.public_cache.hear(&mut told).await, "that it listens is told first");

    read(&server, SUMMARY).await.shows(FIRST).hides(SECOND);
    correct(&db, "The sentence about the Envoy was wrong.").await;
    assert!(is_kept(&server, SUMMARY).await, "nobody has heard of it");
    while !read(&server, SUMMARY).await.body.contains(SECOND) {
        let heard = timeout(PATIENCE, here.public_cache.hear(&mut told)).await;
        assert!(heard.expect("the correction is told"));
    }
    assert!(is_kept(&server, SUMMARY).await);
    // The name of a person stands in all groups.
    let elsewhere = user_of(app_at(&db, later()), "");
    let account = [("name", "Chen W. Wei"), ("time_zone", "UTC")];
    post(&elsewhere, "Chen", "/account", &account).await;
    while timeout(PATIENCE, told.recv()).await.expect("anything may have changed") != Ok(None) {}
    watch.abort();
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../../fixtures", scripts("cast", "meeting_45"))
)]
async fn an_edition_that_is_corrected_elsewhere_is_new_here_within_a_minute(db: PgPool) {
    whole_way(&db).await;
    let here = app_at(&db, later());
    let after = |seconds| {
        let clock = Clock::fixed(later() + TimeDelta::seconds(seconds));
        user_of(App { clock, ..here.clone() }, "")
    };
    read(&after(0), SUMMARY).await.shows(FIRST).hides(SECOND);
    correct(&db, "The sentence about the Envoy was wrong.").await;
    read(&after(59), SUMMARY).await.shows(FIRST).hides(SECOND);
    read(&after(60), SUMMARY).await.shows(SECOND);
}
