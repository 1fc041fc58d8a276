//! Scheduling meetings, and who may know of them.

use axum::http::StatusCode;
use sqlx::PgPool;
use tokio::task::JoinSet;

use support::desk;
use support::{Answer, user, visitor};

const MEETINGS: &str = "/groups/forms/meetings";
const PLAN: [(&str, &str); 4] = [
    ("starts_date", "2026-03-19"),
    ("starts_time", "14:00"),
    ("minutes", "90"),
    ("moderators", "Cleo Diaz\nGrace, a guest"),
];

/// Schedules a meeting as Chen, from the form that the page offers.
async fn schedule(db: &PgPool, more: &[(&str, &str)]) -> Answer {
    let chen = user(db, "Chen");
    let id = chen.get("/groups/forms/meetings/new").await.value("id");
    let form: Vec<_> = [("id", &*id)].iter().chain(&PLAN).chain(more).copied().collect();
    chen.post(MEETINGS, &form).await
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_scheduled_meeting_draws_the_next_number_and_keeps_the_zone_of_record(db: PgPool) {
    let made = schedule(&db, &[]).await;

    assert_eq!(made.location(), "/groups/forms/meetings/13");
    // Two in the afternoon in Berlin; Mira reads it in Kolkata.
    let page = user(&db, "Mira").get(made.location()).await;
    page.shows("Online Meeting 13").shows("Thu 19 March 2026, 13:00 UTC");
    page.shows("18:30 in Kolkata").shows("Cleo Diaz, Grace, a guest");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn pressing_twice_schedules_one_meeting(db: PgPool) {
    let chen = user(&db, "Chen");
    let id = chen.get("/groups/forms/meetings/new").await.value("id");
    let form: Vec<_> = [("id", &*id)].iter().chain(&PLAN).copied().collect();

    let first = chen.post(MEETINGS, &form).await;
    let second = chen.post(MEETINGS, &form).await;

    assert_eq!(first.location(), second.location());
    chen.get(MEETINGS).await.shows("Online Meeting 13").hides("Online Meeting 14");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn meetings_scheduled_at_once_get_numbers_of_their_own(db: PgPool) {
    let mut all = JoinSet::new();
    for _ in 0..8 {
        let db = db.clone();
        all.spawn(async move { schedule(&db, &[]).await.location().to_owned() });
    }
    let mut numbers = all.join_all().await;
    numbers.sort();
    let expected: Vec<_> = (13..21).map(|number| format!("{MEETINGS}/{number}")).collect();
    assert_eq!(numbers, expected);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_draft_has_no_number_and_is_not_the_publics_to_see(db: PgPool) {
    let draft = schedule(&db, &[("draft", "true")]).await;
    let draft = draft.location();

    assert!(draft.starts_with("/groups/forms/meetings/draft-"));
    user(&db, "Omar").get(draft).await.is(StatusCode::OK).shows("Online Meeting (draft)");
    user(&db, "Nia").get(draft).await.is(StatusCode::NOT_FOUND);
    visitor(&db).get(MEETINGS).await.hides("draft");

    let scheduled = user(&db, "Sana").post(&format!("{draft}/scheduling"), &[]).await;
    assert_eq!(scheduled.location(), "/groups/forms/meetings/13");

    // Whoever has the draft open goes on: its address leads to the meeting.
    let (chen, agenda) = (user(&db, "Chen"), format!("{draft}/agenda"));
    assert_eq!(chen.get(draft).await.location(), "/groups/forms/meetings/13");
    assert_eq!(chen.get(&agenda).await.location(), "/groups/forms/meetings/13/agenda");
    let typed = [("line", "Elections"), ("parent", "")];
    let added = desk::act(&chen, &format!("{agenda}/items"), "bar,items", &typed).await;
    added.is(StatusCode::OK).shows("Elections");
    desk::parts(&chen, &agenda, &[("since", "0")]).await.is(StatusCode::OK).shows("Elections");
    user(&db, "Nia").get(&agenda).await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_cancelled_meeting_keeps_its_number_and_says_why(db: PgPool) {
    let chen = user(&db, "Chen");
    let meeting = schedule(&db, &[]).await.location().to_owned();
    let cancellation = format!("{meeting}/cancellation");

    let refused = chen.post(&cancellation, &[("reason", "  ")]).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Say why the meeting is cancelled.");
    chen.post(&cancellation, &[("reason", "The host fell ill.")]).await;

    visitor(&db).get(&meeting).await.shows("The host fell ill.");
    visitor(&db).get(MEETINGS).await.shows("Online Meeting 13").shows("cancelled");
    assert_eq!(schedule(&db, &[]).await.location(), "/groups/forms/meetings/14");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_plan_that_needs_correcting_comes_back_as_it_was_typed(db: PgPool) {
    let chen = user(&db, "Chen");
    let form = [
        ("starts_date", "2026-03-29"),
        ("starts_time", "02:30"),
        ("minutes", "soon"),
        ("joining_link", "javascript:alert(1)"),
        ("moderators", "Cleo Diaz"),
    ];

    let page = chen.post(MEETINGS, &form).await;

    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("There is a problem");
    page.shows("Clocks skip this time on that day.").shows("from 1 to 1440");
    page.shows("A joining link begins with").shows("value=\"soon\"").shows("Cleo Diaz");
    assert_eq!(page.value("starts_time"), "02:30");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_joining_link_is_for_members(db: PgPool) {
    let page = "/groups/forms/meetings/12";

    user(&db, "Omar").get(page).await.shows("secret-room");
    user(&db, "Nia").get(page).await.is(StatusCode::OK).hides("secret-room");
    visitor(&db).get(page).await.is(StatusCode::OK).hides("secret-room");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn two_who_change_the_plan_at_once_both_see_what_the_other_wrote(db: PgPool) {
    let (chen, cleo) = (user(&db, "Chen"), user(&db, "Cleo"));
    let edit = "/groups/forms/meetings/12/edit";
    let revision = chen.get(edit).await.value("revision");
    let plan = |minutes: &'static str, moderators: &'static str| {
        [
            ("revision", revision.clone()),
            ("starts_date", "2026-03-05".to_owned()),
            ("starts_time", "14:00".to_owned()),
            ("minutes", minutes.to_owned()),
            ("joining_link", "https://meet.example.org/secret-room".to_owned()),
            ("moderators", moderators.to_owned()),
        ]
    };
    let body = |form: &[(&str, String)]| serde_html_form::to_string(form).unwrap();

    chen.post_body(edit, body(&plan("75", "Chen Wei"))).await.location();
    let stale = cleo.post_body(edit, body(&plan("60", "Chen Wei\nCleo Diaz"))).await;

    stale.is(StatusCode::CONFLICT).shows("75").shows("Cleo Diaz");
    assert_eq!(stale.value("revision"), "2");
}
