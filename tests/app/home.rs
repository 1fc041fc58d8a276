//! Where everybody arrives.

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::support::{user, visitor};

#[sqlx::test(migrator = "rapporteur::MIGRATIONS", fixtures("cast", "meeting_12"))]
async fn the_public_sees_public_groups_and_their_coming_meetings(db: PgPool) {
    let home = visitor(&db).get("/").await;
    home.is(StatusCode::OK)
        .shows("Working Group on Forms")
        .hides("Quiet")
        .hides("Online Meeting 12");

    let plan = "update meetings set state = 'scheduled', starts_at = '2026-03-12 13:00Z'";
    sqlx::query(plan).execute(&db).await.unwrap();
    let home = visitor(&db).get("/").await;
    home.shows("Online Meeting 12").shows("12 March 2026 at 13:00 UTC").hides("secret-room");
    assert!(home.body.len() <= 14 * 1024);

    let hide = "update groups set visibility = 'members_only'";
    sqlx::query(hide).execute(&db).await.unwrap();
    visitor(&db).get("/").await.hides("Forms").hides("Online Meeting 12");
}

#[sqlx::test(migrator = "rapporteur::MIGRATIONS", fixtures("cast", "meeting_12"))]
async fn everybody_sees_their_own_groups_and_meetings(db: PgPool) {
    let plan = "update meetings set state = 'scheduled', starts_at = '2026-03-12 13:00Z'";
    sqlx::query(plan).execute(&db).await.unwrap();

    let mira = user(&db, "Mira").get("/").await;
    mira.is(StatusCode::OK)
        .shows("Working Group on Forms")
        .shows("12 March 2026, 18:30 in Kolkata");
    let nia = user(&db, "Nia").get("/").await;
    nia.shows("Working Group on Quiet Matters").hides("Forms").hides("Online Meeting 12");
}

#[sqlx::test(migrator = "rapporteur::MIGRATIONS", fixtures("cast"))]
async fn the_administrator_is_led_to_make_a_group(db: PgPool) {
    user(&db, "Ada").get("/").await.shows("Make a group").shows("/administration/groups/new");

    sqlx::query("delete from memberships").execute(&db).await.unwrap();
    sqlx::query("delete from groups").execute(&db).await.unwrap();
    user(&db, "Ada").get("/").await.shows("Make the first group");
    user(&db, "Mira").get("/").await.hides("Make").shows("You are in no group yet.");
}
