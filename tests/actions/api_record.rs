//! A meeting's record through the API alone: what was agreed, learnt and became of the items.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use support::{Answer, user, visitor};

const RECORD: &str = "/api/v1/groups/forms/meetings/12/record";
const ITEM: &str = "00000000-0000-7000-8000-0000000012a1";
const BELOW: &str = "00000000-0000-7000-8000-0000000012a2";

fn at(noun: &str) -> String {
    format!("{RECORD}/{noun}")
}

#[track_caller]
fn refuses(answer: &Answer, field: &str) {
    answer.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.json()["errors"][0]["field"], field);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_program_records_a_decision_and_corrects_it(db: PgPool) {
    let (sana, mira) = (user(&db, "Sana"), user(&db, "Mira"));
    sqlx::query("update groups set last_decision = 1").execute(&db).await.unwrap();
    let body = json!({ "item": ITEM, "text": "We print it." });

    let made = sana.call("POST", &at("decisions"), body.clone()).await;
    let one = made.is(StatusCode::CREATED).header("location").to_owned();
    assert_eq!(mira.get(&one).await.json(), made.json());
    let corrected = json!({ "item": ITEM, "text": "We print it in May." });
    sana.call("PUT", &one, corrected).await.is(StatusCode::OK);
    let stale = sana.call("PUT", &one, json!({ "text": "We never print it." })).await;
    stale.is(StatusCode::PRECONDITION_FAILED);
    refuses(&sana.call("POST", &at("decisions"), json!({ "text": "" })).await, "text");

    let entry = made.json()["id"].as_str().unwrap().to_owned();
    let past = sana.get(&at(&format!("history/{entry}"))).await.json();
    assert_eq!(past["items"][0]["event"], "corrected");
    let redline = past["items"][0]["changes"][0]["redline"].as_str().unwrap();
    assert!(redline.contains("<ins>"), "{redline}");

    sana.call("DELETE", &one, Value::Null).await.is(StatusCode::NO_CONTENT);
    mira.get(&one).await.is(StatusCode::NOT_FOUND);
    let removed = mira.get(&at("removed")).await.json();
    assert_eq!(
        (&removed["items"][0]["id"], &removed["items"][0]["text"]),
        (&json!(entry), &Value::Null)
    );
    let back = sana.call("POST", &format!("{one}/restoration"), Value::Null).await;
    assert_eq!(back.is(StatusCode::OK).json()["number"], made.json()["number"]);

    mira.call("POST", &at("decisions"), body).await.is(StatusCode::FORBIDDEN);
    visitor(&db).get(&at("decisions")).await.is(StatusCode::UNAUTHORIZED);
    user(&db, "Nia").get(&at("decisions")).await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_program_adds_an_update_note_and_takes_it_back(db: PgPool) {
    let sana = user(&db, "Sana");

    let made = sana.call("POST", &at("notes"), json!({ "item": ITEM, "text": "It is so." })).await;
    let one = made.is(StatusCode::CREATED).header("location").to_owned();
    assert_eq!(made.json()["dated"], "2026-03-06");
    assert_eq!(made.json()["signed_by"], "Sana Karimi");
    for (body, field) in [
        (json!({ "text": "On nothing." }), "item"),
        (json!({ "item": ITEM, "text": "Soon.", "dated": "2026-03-07" }), "dated"),
        (json!({ "item": ITEM, "text": "Never.", "dated": "+12345-03-07" }), "dated"),
        (json!({ "item": ITEM, "text": "" }), "text"),
    ] {
        refuses(&sana.call("POST", &at("notes"), body).await, field);
    }
    sana.call("DELETE", &one, Value::Null).await.is(StatusCode::NO_CONTENT);
    sana.get(&one).await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_program_says_who_was_there_and_when_the_next_meeting_is(db: PgPool) {
    let sana = user(&db, "Sana");
    let actions = sana.get(&at("actions")).await.json();
    let mira = actions["items"][0]["owners"][0]["id"].clone();

    let came = json!({ "present": [mira], "guests": ["Ines Guest"] });
    sana.call("PATCH", &at("attendance"), came).await.is(StatusCode::NO_CONTENT);
    let left = json!({ "absent_guests": ["Ines Guest"] });
    sana.call("PATCH", &at("attendance"), left).await.is(StatusCode::NO_CONTENT);
    let present = sana.get(&at("attendance")).await.json();
    assert_eq!(present["items"].as_array().unwrap().len(), 1);
    assert_eq!(present["items"][0]["name"], "Mira Rao");

    let particulars = at("particulars");
    let next = json!({ "next_meeting_at": "2026-03-26T13:00:30Z", "participants_note": "Twelve." });
    let saved = sana.call("PUT", &particulars, next).await;
    assert_eq!(saved.is(StatusCode::OK).json()["next_meeting_at"], "2026-03-26T13:00:30Z");
    assert_eq!(user(&db, "Omar").get(&particulars).await.json(), saved.json());
    for odd in ["2026-03-01T00:00:00Z", "2200-01-01T00:00:00Z"] {
        let body = json!({ "next_meeting_at": odd });
        refuses(&sana.call("PUT", &particulars, body).await, "next_meeting_at");
    }
    let stale = sana.call("PUT", &particulars, json!({ "participants_note": "Thirteen." })).await;
    stale.is(StatusCode::PRECONDITION_FAILED);

    let record = user(&db, "Mira").get(RECORD).await.json();
    assert_eq!(record["participants_note"], "Twelve.");
    assert_eq!(record["items"][1]["number"], "1.a");
    assert_eq!(record["decisions"][0]["text"], "The form has one page.");
    assert_eq!(record["actions"][0]["due"], "2026-04-01");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn no_outcome_is_replaced_unseen(db: PgPool) {
    let sana = user(&db, "Sana");
    let outcome = at(&format!("items/{BELOW}/outcome"));
    assert_eq!(sana.get(&outcome).await.json()["outcome"], "planned");

    refuses(&sana.call("PUT", &outcome, json!({ "outcome": "not_addressed" })).await, "reason");
    let body = json!({ "items": [BELOW], "reason": "There was no time." });
    sana.call("POST", &at("remaining"), body.clone()).await.is(StatusCode::NO_CONTENT);
    refuses(&sana.call("PUT", &outcome, json!({ "outcome": "discussed" })).await, "outcome");
    let seen = json!({
        "outcome": "discussed", "was": "not_addressed", "reason_was": "There was no time.",
    });
    let set = sana.call("PUT", &outcome, seen).await;
    assert_eq!(set.is(StatusCode::OK).json()["outcome"], "discussed");
    refuses(&sana.call("POST", &at("remaining"), body.clone()).await, "items");
    user(&db, "Mira").call("POST", &at("remaining"), body).await.is(StatusCode::FORBIDDEN);
}
