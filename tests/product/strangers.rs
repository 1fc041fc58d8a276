//! What a stranger is told of what they may not see: the same as of what does not exist, and how to
//! sign in and come back to it.

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::policy::address;
use site::routes::routes;
use support::states::{reach, sql};
use support::{Answer, User, visitor};

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn what_is_hidden_is_answered_like_what_does_not_exist(db: PgPool) {
    reach("draft", &db).await;
    sql(&db, "update plans set state = 'draft'").await;
    let stranger = visitor(&db);
    let mut hidden = 0;
    for path in pages() {
        let (there, nowhere) = (address(path, "draft"), nothing_at(path));
        if compare(&stranger, &there, &nowhere).await {
            hidden += 1;
        }
    }
    assert!(hidden > 5, "{hidden} pages are hidden");

    sql(&db, "update groups set visibility = 'members_only'").await;
    for path in pages().filter(|path| path.contains("{group}")) {
        let there = address(path, "in session");
        let nowhere = there.replace("/forms", "/nowhere");
        assert!(compare(&stranger, &there, &nowhere).await, "{there} is shown to a stranger");
    }
}

fn pages() -> impl Iterator<Item = &'static str> {
    // By these one comes in already, or by a link that was mailed.
    let ways_in =
        ["/sign-in", "/welcome/", "/invitations/", "/reports/", "/reminders/", "/public-comments/"];
    let others = [&["/api/", "/metrics"], &ways_in[..]].concat();
    let pages = routes().table().into_iter().filter(|route| route.method == "GET");
    let pages = pages.map(|route| route.path);
    pages.filter(move |path| !others.iter().any(|other| path.starts_with(other)))
}

/// The same place of what nobody ever made.
fn nothing_at(path: &str) -> String {
    let there = address(path, "draft");
    let ids = ["0000000012", "00000000127", "00000000128", "00000000129", "/wsis20", "/12"];
    ids.iter().fold(there, |path, id| {
        let other: String = id.chars().map(|c| if c == '1' { '9' } else { c }).collect();
        path.replace(id, &other.replace("wsis20", "other"))
    })
}

/// Whether a stranger is not shown it: then both answers are the same, and lead to sign in and back.
async fn compare(stranger: &User, there: &str, nowhere: &str) -> bool {
    let (found, nothing) = (stranger.get(there).await, stranger.get(nowhere).await);
    match found.status {
        StatusCode::SEE_OTHER if found.header("location").starts_with("/sign-in") => {
            assert_eq!(found.location(), format!("/sign-in?next={}", encoded(there)));
        }
        StatusCode::NOT_FOUND if found.header("content-type").starts_with("text/html") => {
            found.shows(&format!("href=\"/sign-in?next={}\"", encoded(there)));
        }
        StatusCode::NOT_FOUND => {}
        _ => return false,
    }
    assert_eq!(plain(&found, there), plain(&nothing, nowhere), "{there} and {nowhere}");
    true
}

/// An answer without what differs with each request: its number, and the address that was asked for.
fn plain(answer: &Answer, path: &str) -> (StatusCode, String, String) {
    let body = answer.body.replace(answer.header("x-request-id"), "…").replace(&encoded(path), "…");
    (answer.status, answer.header("location").replace(&encoded(path), "…"), body)
}

fn encoded(path: &str) -> String {
    serde_html_form::to_string([("x", path)]).unwrap()[2..].to_owned()
}
