//! Meetings, their agendas and reports that are read in, through the API alone.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use support::{user, visitor};

const MEETINGS: &str = "/api/v1/groups/forms/meetings";

fn plan() -> Value {
    json!({
        "starts_at": "2026-03-19T13:00:00Z", "minutes": 90,
        "joining_link": "https://meet.example.org/secret",
        "moderators": ["Cleo Diaz", "Grace, a guest"],
    })
}

fn with(mut body: Value, field: &str, value: Value) -> Value {
    body[field] = value;
    body
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_program_takes_a_meeting_from_draft_to_held(db: PgPool) {
    let chen = user(&db, "Chen");

    let made = chen.call("POST", MEETINGS, with(plan(), "draft", true.into())).await;
    let draft = made.is(StatusCode::CREATED).header("location").to_owned();
    assert_eq!(chen.get(&draft).await.json(), made.json());
    user(&db, "Mira").get(&draft).await.is(StatusCode::OK);
    visitor(&db).get(&draft).await.is(StatusCode::NOT_FOUND);

    // Its number is told again to a program whose line was cut.
    for _ in 0..2 {
        let scheduled = chen.once("one", &format!("{draft}/scheduling"), Value::Null).await;
        assert_eq!(scheduled.is(StatusCode::OK).json()["key"], "13");
    }
    chen.call("POST", &format!("{draft}/scheduling"), Value::Null).await.is(StatusCode::CONFLICT);
    let at = format!("{MEETINGS}/13");
    let told = visitor(&db).get(&at).await.json();
    assert_eq!(told["moderators"], json!(["Cleo Diaz", "Grace, a guest"]));
    assert_eq!((&told["joining_link"], &told["revision"]), (&Value::Null, &Value::Null));

    for (step, state) in [("session?early=true", "in_session"), ("closing", "held")] {
        let answer = chen.call("POST", &format!("{at}/{step}"), Value::Null).await;
        assert_eq!(answer.is(StatusCode::OK).json()["state"], state);
    }
    let late = chen.call("POST", &format!("{at}/cancellation"), json!({ "reason": "Ill." })).await;
    late.is(StatusCode::CONFLICT);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_meeting_is_planned_anew_from_the_revision_that_was_seen(db: PgPool) {
    let chen = user(&db, "Chen");
    let made = chen.call("POST", MEETINGS, plan()).await;
    let at = made.is(StatusCode::CREATED).header("location").to_owned();

    let longer = with(plan(), "minutes", 120.into());
    let saved = chen.call("PUT", &at, longer).await;
    assert_eq!(saved.is(StatusCode::OK).header("etag"), "\"2\"");
    let stale = chen.call("PUT", &at, with(plan(), "minutes", 30.into())).await;
    assert_eq!(stale.is(StatusCode::PRECONDITION_FAILED).json()["theirs"]["revision"], 2);

    for (field, value) in [
        ("starts_at", json!("2350-01-01T00:00:00Z")),
        ("minutes", 0.into()),
        ("joining_link", "ftp://example.org".into()),
        ("moderators", json!(["Two\nnames"])),
    ] {
        let refused = chen.call("POST", MEETINGS, with(plan(), field, value)).await;
        refused.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.json()["errors"][0]["field"], field);
    }
    user(&db, "Mira").call("POST", MEETINGS, plan()).await.is(StatusCode::FORBIDDEN);
    visitor(&db).call("POST", MEETINGS, plan()).await.is(StatusCode::UNAUTHORIZED);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_series_comes_in_pages_and_by_state(db: PgPool) {
    let (chen, nobody) = (user(&db, "Chen"), visitor(&db));
    for draft in [false, true, false, true, false] {
        let body = with(plan(), "draft", draft.into());
        chen.call("POST", MEETINGS, body).await.is(StatusCode::CREATED);
    }
    let keys = |listing: &Value| -> Vec<String> {
        let items = listing["items"].as_array().unwrap().iter();
        items.map(|item| item["key"].as_str().unwrap().to_owned()).collect()
    };
    let whole = keys(&chen.get(MEETINGS).await.json());
    assert_eq!(whole.len(), 5);
    assert!(whole[1].starts_with("draft-"));
    assert_eq!(whole[2..], ["15", "14", "13"]);

    let found = chen.items(&format!("{MEETINGS}?limit=1")).await;
    let found = keys(&json!({ "items": found }));
    assert_eq!(found, whole);
    assert_eq!(keys(&nobody.get(MEETINGS).await.json()), ["15", "14", "13"]);
    let drafts = chen.get(&format!("{MEETINGS}?state=draft")).await.json();
    assert_eq!(keys(&drafts), whole[..2]);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_program_drafts_an_agenda_and_publishes_it(db: PgPool) {
    let (chen, nobody) = (user(&db, "Chen"), visitor(&db));
    let at = chen.call("POST", MEETINGS, plan()).await.header("location").to_owned();
    let agenda = format!("{at}/agenda");
    let items = format!("{agenda}/items");

    let body = json!({ "title": "The new form", "minutes": 20, "notes": "Bring *one*." });
    let first = chen.call("POST", &items, body).await;
    let item = first.is(StatusCode::CREATED).header("location").to_owned();
    assert_eq!(chen.get(&item).await.json(), first.json());
    let below = json!({ "title": "Its first page", "parent": first.json()["id"] });
    chen.call("POST", &items, below).await.is(StatusCode::CREATED);
    let aob = chen.call("POST", &items, json!({ "title": "AoB" })).await;
    let refused = chen.call("POST", &items, json!({ "title": " " })).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["errors"][0]["field"], "title");

    let moved = format!("{}/position", aob.header("location"));
    let moved = chen.call("POST", &moved, json!({ "direction": "up" })).await;
    assert_eq!(moved.is(StatusCode::OK).json()["number"], "1");
    nobody.get(&agenda).await.is(StatusCode::NOT_FOUND);
    nobody.get(&item).await.is(StatusCode::NOT_FOUND);
    user(&db, "Mira").call("DELETE", &item, Value::Null).await.is(StatusCode::FORBIDDEN);
    let published = chen.call("POST", &format!("{agenda}/publication"), Value::Null).await;
    assert_eq!(published.is(StatusCode::OK).json()["published"], true);

    let public = nobody.get(&agenda).await.json();
    assert_eq!(public["items"][1]["below"][0]["item"]["number"], "2.a");
    assert_eq!(public["items"][1]["item"]["notes"], Value::Null);
    chen.call("PUT", &item, json!({ "title": "The form" })).await.is(StatusCode::OK);
    let stale = chen.call("PUT", &item, json!({ "title": "The old form" })).await;
    stale.is(StatusCode::PRECONDITION_FAILED);
    let with_below = format!("{item}?below=true");
    chen.call("DELETE", &with_below, Value::Null).await.is(StatusCode::NO_CONTENT);
    let revised = nobody.get(&agenda).await.json();
    assert_eq!(revised["items"].as_array().unwrap().len(), 1);
    assert_eq!(revised["changes"][0], json!({ "item": "The form", "event": "removed" }));
}
