//! By when an action is to be done: a date, the next meeting, or no set time.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use sqlx::PgPool;

use support::actions::{ADD, LIST, assigned, report};
use support::{user, user_at};

/// Just before midnight in UTC, so already on the 26th in the group's zone.
const MEETING_13: &str =
    "insert into meetings (id, group_id, number, title, state, starts_at, minutes)
    select gen_random_uuid(), id, 13, 'Online Meeting', 'scheduled', '2026-03-25 23:30Z', 60
    from groups where slug = 'forms'";

async fn sql(db: &PgPool, statement: &'static str) {
    sqlx::raw_sql(statement).execute(db).await.unwrap();
}

async fn due_by_the_next_meeting(db: &PgPool) {
    let form = [("due_kind", "next_meeting"), ("text", "Fold the form.")];
    user(db, "Sana").post(ADD, &form).await.is(StatusCode::SEE_OTHER);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_is_due_by_the_next_meeting_is_due_on_its_day_in_the_groups_zone(db: PgPool) {
    due_by_the_next_meeting(&db).await;
    let mira = user(&db, "Mira");
    mira.get(LIST).await.shows("<span>by the next meeting</span>");
    sql(&db, MEETING_13).await;
    mira.get(LIST).await.shows("by the next meeting (Thu 26 March 2026)");

    let later: DateTime<Utc> = "2026-03-27T09:00:00Z".parse().unwrap();
    let later = user_at(&db, "Mira", later);
    later.get(LIST).await.shows("overdue since Thu 26 March 2026");
    sql(&db, "update meetings set state = 'cancelled' where number = 13").await;
    later.get(LIST).await.shows("<span>by the next meeting</span>");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_next_meeting_is_the_first_one_after_the_actions_own(db: PgPool) {
    due_by_the_next_meeting(&db).await;
    sql(&db, MEETING_13).await;
    sql(&db, "update meetings set state = 'held', starts_at = '2026-02-01' where number = 13")
        .await;
    user(&db, "Mira").get(LIST).await.shows("<span>by the next meeting</span>");
    // A meeting of another group is none of ours.
    sql(
        &db,
        "update meetings set group_id = (select id from groups where slug = 'quiet'),
             starts_at = '2026-03-20' where number = 13",
    )
    .await;
    user(&db, "Mira").get(LIST).await.shows("<span>by the next meeting</span>");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_most_urgent_action_comes_first(db: PgPool) {
    sql(&db, MEETING_13).await;
    assigned(&db, "At any time.", "").await;
    due_by_the_next_meeting(&db).await;
    assigned(&db, "In April.", "2026-04-01").await;
    assigned(&db, "In early March.", "2026-03-08").await;

    let list = user(&db, "Mira").get(LIST).await.body;
    let order = ["In early March.", "Fold the form.", "In April.", "At any time."];
    let places = order.map(|text| list.find(text).unwrap());
    assert!(places.is_sorted(), "{places:?}");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_is_done_is_no_longer_overdue(db: PgPool) {
    let id = assigned(&db, "Print the form.", "2026-03-01").await;
    let page = format!("{LIST}/{id}");
    let mira = user(&db, "Mira");
    mira.get(&page).await.shows("overdue since Sun 1 March 2026");
    assert_eq!(report(&mira, &id, "done", "").await, StatusCode::SEE_OTHER);
    mira.get(&page).await.shows("by Sun 1 March 2026").hides("overdue");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_date_beside_another_choice_is_asked_about(db: PgPool) {
    for (kind, due, sentence) in [
        ("next_meeting", "2026-03-09", "Choose “On a date” for this date, or leave it empty."),
        ("none", "2026-03-09", "Choose “On a date” for this date, or leave it empty."),
        ("date", "", "Give a date as year, month and day, like 2026-03-31."),
    ] {
        let form = [("due_kind", kind), ("due", due), ("text", "Words.")];
        let answer = user(&db, "Sana").post(ADD, &form).await;
        answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows(sentence).shows(due);
    }
}
