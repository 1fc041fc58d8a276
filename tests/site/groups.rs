//! The page of a group.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::{user, visitor};

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_public_sees_the_public_part_of_a_group(db: PgPool) {
    let purpose = "update groups set purpose_html = '<p>It makes <em>forms</em>.</p>'";
    sqlx::query(purpose).execute(&db).await.unwrap();
    let page = visitor(&db).get("/groups/forms").await;

    page.is(StatusCode::OK).shows("Working Group on Forms").shows("<em>forms</em>");
    page.shows("Online Meeting 12").shows("No meeting is scheduled.").hides("Schedule a meeting");
    assert!(page.body.len() <= 14 * 1024);
    visitor(&db).get("/groups/quiet").await.is(StatusCode::NOT_FOUND);
    user(&db, "Mira").get("/groups/quiet").await.is(StatusCode::NOT_FOUND);
    user(&db, "Nia").get("/groups/quiet").await.is(StatusCode::OK);
    visitor(&db).get("/groups/nowhere").await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn members_see_drafts_and_what_comes_next(db: PgPool) {
    let chen = user(&db, "Chen");
    let plan = [("starts_date", "2026-03-19"), ("starts_time", "14:00"), ("minutes", "60")];
    let kept = [&plan[..], &[("draft", "true")]].concat();
    chen.post("/groups/forms/meetings", &kept).await.location();
    chen.get("/groups/forms").await.shows("Online Meeting (draft)").shows("Schedule a meeting");
    visitor(&db).get("/groups/forms").await.hides("(draft)");

    chen.post("/groups/forms/meetings", &plan).await.location();
    let page = visitor(&db).get("/groups/forms").await;
    page.shows("Online Meeting 13").shows("Thu 19 March 2026, 13:00 UTC").hides("No meeting is");
}
