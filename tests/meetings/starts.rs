//! Starting a meeting and ending it: asked about long before its time, and undone while nothing
//! depends on it.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::PgPool;

use support::recording::ITEM_1;
use support::{User, user, user_at};

const AT: &str = "/groups/forms/meetings/12";
const API: &str = "/api/v1/groups/forms/meetings/12";

/// Online Meeting 12 is to be held on Thursday, 12 March 2026, at 13:00 UTC.
async fn plan(db: &PgPool) {
    let plan = "update meetings set state = 'scheduled', starts_at = '2026-03-12 13:00Z'";
    sqlx::query(plan).execute(db).await.unwrap();
}

fn at(db: &PgPool, name: &str, now: &str) -> User {
    user_at(db, name, now.parse::<DateTime<Utc>>().unwrap())
}

async fn events(db: &PgPool) -> Vec<String> {
    let events = "select event from history where subject = 'meeting' order by id";
    sqlx::query_scalar(events).fetch_all(db).await.unwrap()
}

async fn speak(by: &User) {
    let form = [("item", ITEM_1), ("guest", "Grace"), ("text", "Grace agreed.")];
    by.post(&format!("{AT}/record/contributions"), &form).await.location();
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_start_long_before_its_time_is_asked_about(db: PgPool) {
    plan(&db).await;
    let (sana, session) = (user(&db, "Sana"), format!("{AT}/session"));
    sana.get(AT).await.shows("Start the meeting now").shows(&format!("href=\"{session}\""));
    user(&db, "Mira").get(&session).await.is(StatusCode::FORBIDDEN);

    let asked = sana.post(&session, &[]).await;
    asked
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Start the meeting now?")
        .shows("6 days from now");
    sana.get(&session).await.is(StatusCode::OK).shows("12 March 2026");
    let early = [("early", &*asked.value("early"))];
    assert_eq!(sana.post(&session, &early).await.location(), format!("{AT}/record"));
    let again = sana.post(&session, &early).await;
    again.is(StatusCode::CONFLICT).shows("The meeting is in session already.");
    sana.get(&session).await.is(StatusCode::CONFLICT);
    sana.post(&format!("{AT}/closing"), &[]).await.location();
    sana.get(AT).await.shows("held");
    assert_eq!(events(&db).await, ["opened", "closed"]);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn half_an_hour_before_and_later_it_starts_at_once(db: PgPool) {
    plan(&db).await;
    let session = format!("{AT}/session");
    at(&db, "Sana", "2026-03-12T12:29:59Z")
        .post(&session, &[])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
    let in_time = at(&db, "Sana", "2026-03-12T12:30:00Z");
    in_time.get(AT).await.hides(&format!("href=\"{session}\"")).shows("Start the meeting now");
    in_time.post(&session, &[]).await.location();
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_start_is_undone_until_something_is_recorded(db: PgPool) {
    plan(&db).await;
    let (sana, undo) = (user(&db, "Sana"), format!("{AT}/session/reversal"));
    sana.post(&undo, &[]).await.is(StatusCode::CONFLICT).shows("Its start cannot be undone.");
    sana.post(&format!("{AT}/session"), &[("early", "true")]).await.location();
    user(&db, "Mira").get(AT).await.hides("Undo the start");
    user(&db, "Mira").post(&undo, &[]).await.is(StatusCode::FORBIDDEN);

    sana.get(AT).await.shows("Undo the start");
    sana.post(&undo, &[]).await.location();
    sana.get(AT).await.shows("scheduled").shows("Start the meeting now");

    sana.post(&format!("{AT}/session"), &[("early", "true")]).await.location();
    speak(&sana).await;
    sana.get(AT).await.hides("Undo the start");
    sana.post(&undo, &[]).await.is(StatusCode::CONFLICT).shows("Something was recorded");
    assert_eq!(events(&db).await, ["opened", "opening undone", "opened"]);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_end_is_undone_until_a_later_meeting_has_started(db: PgPool) {
    plan(&db).await;
    let (sana, undo) = (user(&db, "Sana"), format!("{AT}/closing/reversal"));
    sana.post(&format!("{AT}/session"), &[("early", "true")]).await.location();
    speak(&sana).await;
    sana.post(&undo, &[]).await.is(StatusCode::CONFLICT);
    sana.post(&format!("{AT}/closing"), &[]).await.location();
    sana.get(AT).await.shows("Undo the end");
    sana.post(&undo, &[]).await.location();
    sana.get(AT).await.shows("in session").hides("Undo the end");
    sana.post(&format!("{AT}/closing"), &[]).await.location();

    let later = "insert into meetings (id, group_id, number, title, state, starts_at, minutes)
                 select gen_random_uuid(), id, 13, 'Online Meeting', 'in_session', '2026-03-19 13:00Z', 60
                 from groups where slug = 'forms'";
    sqlx::query(later).execute(&db).await.unwrap();
    sana.get(AT).await.hides("Undo the end");
    sana.post(&undo, &[]).await.is(StatusCode::CONFLICT).shows("cannot be undone any more");
    assert_eq!(events(&db).await, ["opened", "closed", "closing undone", "closed"]);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn programs_ask_and_undo_too(db: PgPool) {
    plan(&db).await;
    let sana = user(&db, "Sana");
    let call = async |noun: &str| sana.call("POST", &format!("{API}/{noun}"), Value::Null).await;

    let asked = call("session").await.is(StatusCode::UNPROCESSABLE_ENTITY).json();
    assert_eq!(asked["errors"][0]["field"], "early");
    assert!(asked["errors"][0]["detail"].as_str().unwrap().contains("6 days from now"));
    let state = |answer: support::Answer| answer.is(StatusCode::OK).json()["state"].clone();
    assert_eq!(state(call("session?early=true").await), json!("in_session"));
    assert_eq!(state(call("session/reversal").await), json!("scheduled"));
    assert_eq!(state(call("session?early=true").await), json!("in_session"));
    assert_eq!(state(call("closing").await), json!("held"));
    assert_eq!(state(call("closing/reversal").await), json!("in_session"));
}
