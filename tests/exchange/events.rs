//! What happened in a group, as programs read it: in order, whole, and only what each may see.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use platform::web::transaction;
use support::events::EVENTS;
use support::user;

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_program_reads_what_happened_and_goes_on_from_there_later(db: PgPool) {
    let (sana, omar) = (user(&db, "Sana"), user(&db, "Omar"));
    for text in ["One.", "Two.", "Three."] {
        sana.says(text).await;
    }

    let first = omar.get(&format!("{EVENTS}?limit=2")).await.json();
    let event = &first["items"][0];
    assert_eq!((&event["subject"], &event["event"]), (&json!("contribution"), &json!("added")));
    assert_eq!((&event["by"]["name"], &event["meeting"]), (&json!("Sana Karimi"), &json!("12")));
    assert!(event.get("content").is_none() && event["revision"] == 1);
    let address = event["url"].as_str().unwrap().strip_prefix("http://rapporteur.test").unwrap();
    assert_eq!(omar.get(address).await.json()["text"], "One.");

    let next = first["next"].as_str().unwrap();
    let rest = omar.get(&format!("{EVENTS}?limit=2&after={next}")).await.json();
    assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next"]), (1, &Value::Null));
    let last = rest["items"][0]["id"].as_i64().unwrap();
    assert!(omar.describe(&format!("after={last}")).await.is_empty());
    sana.says("Four.").await;
    let later = omar.describe(&format!("after={last}")).await;
    assert!(later.len() == 1 && later[0]["id"].as_i64().unwrap() > last);

    let go_on = |last: &str| {
        omar.send(
            omar.request("GET", EVENTS)
                .header("last-event-id", last.as_bytes())
                .body("".into())
                .unwrap(),
        )
    };
    assert_eq!(go_on(&last.to_string()).await.json()["items"], json!(later));
    for unreadable in ["the last", "-1", "\u{84}"] {
        go_on(unreadable).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn the_events_of_one_meeting_are_told_apart(db: PgPool) {
    let sana = user(&db, "Sana");
    sana.says("One.").await;
    let new = [("id", "00000000-0000-7000-8000-0000000012ff"), ("email", "tariq@example.org")];
    sana.post("/groups/forms/invitations", &[&new[..], &[("role", "member")]].concat())
        .await
        .location();

    assert_eq!(sana.describe("").await.len(), 2);
    assert_eq!(sana.describe("meeting=12").await.len(), 1);
    for (query, status) in [
        ("meeting=99", StatusCode::NOT_FOUND),
        ("meeting=x", StatusCode::UNPROCESSABLE_ENTITY),
        ("after=x", StatusCode::UNPROCESSABLE_ENTITY),
        ("limit=x", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        sana.get(&format!("{EVENTS}?{query}")).await.is(status);
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn what_is_committed_late_comes_late_and_is_not_lost(db: PgPool) {
    let mira = user(&db, "Mira");
    let happens = "insert into history (person_id, group_id, subject, subject_id, event)
         select people.id, groups.id, 'meeting', gen_random_uuid(), $1
         from people, groups where people.name = 'Sana Karimi' and slug = 'forms'";
    let (mut slow, mut fast) = (transaction(&db).await.unwrap(), transaction(&db).await.unwrap());
    sqlx::query(happens).bind("begun first").execute(&mut *slow).await.unwrap();
    sqlx::query(happens).bind("begun last").execute(&mut *fast).await.unwrap();

    fast.commit().await.unwrap();
    let told = mira.describe("").await;
    assert_eq!(told.iter().map(|event| &event["event"]).collect::<Vec<_>>(), ["begun last"]);
    slow.commit().await.unwrap();

    let later = mira.describe(&format!("after={}", told[0]["id"])).await;
    assert_eq!(later.iter().map(|event| &event["event"]).collect::<Vec<_>>(), ["begun first"]);
    let change = sqlx::query("update events set position = default").execute(&db).await;
    assert!(change.unwrap_err().to_string().contains("rows are only ever added"));
}
