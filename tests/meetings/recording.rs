//! The pages of a meeting's record: who reads it, who writes it, and when.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::recording::{ITEM_1, ITEM_1A, RECORD};
use support::{user, visitor};

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_group_reads_the_record_and_the_public_does_not(db: PgPool) {
    user(&db, "Sana").get(RECORD).await.is(StatusCode::OK).shows("Record a decision");
    user(&db, "Mira").get(RECORD).await.is(StatusCode::OK).hides("Record a decision");
    user(&db, "Omar").get(RECORD).await.is(StatusCode::OK).shows("Its first page");
    user(&db, "Nia").get(RECORD).await.is(StatusCode::NOT_FOUND);
    user(&db, "Ada").get(RECORD).await.is(StatusCode::NOT_FOUND);
    assert!(visitor(&db).get(RECORD).await.location().starts_with("/sign-in"));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn only_the_secretariat_and_co_chairs_get_forms(db: PgPool) {
    let page = format!("{RECORD}/items/{ITEM_1A}");

    user(&db, "Cleo").get(&page).await.is(StatusCode::OK).shows("Add the next contribution");
    user(&db, "Sana").get(&page).await.is(StatusCode::OK).shows("Mira Rao (Example Foundation)");
    user(&db, "Mira").get(&page).await.is(StatusCode::FORBIDDEN);
    user(&db, "Omar").get(&page).await.is(StatusCode::FORBIDDEN);
    user(&db, "Nia").get(&page).await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_meeting_is_recorded_once_it_has_begun(db: PgPool) {
    let sana = user(&db, "Sana");
    let form = [("item", ITEM_1), ("guest", "Ines"), ("text", "Hello.")];
    for (state, open) in
        [("scheduled", false), ("cancelled", false), ("in_session", true), ("held", true)]
    {
        let meeting = format!("update meetings set state = '{state}'");
        sqlx::raw_sql(sqlx::AssertSqlSafe(meeting)).execute(&db).await.unwrap();
        let answer = sana.post(&format!("{RECORD}/contributions"), &form).await;
        if open {
            answer.is(StatusCode::SEE_OTHER);
        } else {
            answer.is(StatusCode::CONFLICT).shows("A meeting is recorded once it has begun");
        }
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_next_meeting_is_recorded_in_the_zone_of_record(db: PgPool) {
    let sana = user(&db, "Sana");
    let page = format!("{RECORD}/particulars");
    sana.get(&page).await.shows("Europe/Berlin (the group’s official time zone)");
    let form = [
        ("revision", "1"),
        ("next_date", "2026-03-26"),
        ("next_time", "14:00"),
        ("participants_note", "The list is available upon request."),
    ];
    sana.post(&page, &form).await.is(StatusCode::SEE_OTHER);

    let record = user(&db, "Mira").get(RECORD).await;
    record.shows("Thu 26 March 2026, 13:00 UTC").shows("18:30 in Kolkata");
    record.shows("The list is available upon request.");
    assert_eq!(sana.get(&page).await.value("next_time"), "14:00");
    user(&db, "Mira").post(&page, &form).await.is(StatusCode::FORBIDDEN);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_next_meeting_that_cannot_be_is_refused(db: PgPool) {
    let sana = user(&db, "Sana");
    let page = format!("{RECORD}/particulars");
    for (date, time, sentence) in [
        ("2026-03-26", "", "Give the time as hours and minutes"),
        ("", "14:00", "Give the date as year, month and day"),
        ("2026-03-05", "14:00", "The next meeting comes after this one."),
        ("2026-03-29", "02:30", "Clocks skip this time on that day."),
        ("9999-01-01", "14:00", "Give a time between the years 1900 and 2200."),
    ] {
        let form = [("next_date", date), ("next_time", time), ("participants_note", "Kept.")];
        let answer = sana.post(&page, &form).await;
        answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows(sentence).shows("Kept.").shows(time);
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_late_edit_of_the_next_meeting_is_a_choice(db: PgPool) {
    let (sana, chen) = (user(&db, "Sana"), user(&db, "Chen"));
    let page = format!("{RECORD}/particulars");
    let form = |time| [("revision", "1"), ("next_date", "2026-03-26"), ("next_time", time)];
    sana.post(&page, &form("14:00")).await.is(StatusCode::SEE_OTHER);

    let conflict = chen.post(&page, &form("15:00")).await;
    conflict.is(StatusCode::CONFLICT).shows("Saved: 14:00").shows("Yours: 15:00");
    let revision = conflict.value("revision");
    let chosen = [("revision", &*revision), ("next_date", "2026-03-26"), ("next_time", "15:00")];
    chen.post(&page, &chosen).await.is(StatusCode::SEE_OTHER);
    sana.get(RECORD).await.shows("Thu 26 March 2026, 14:00 UTC");
}
