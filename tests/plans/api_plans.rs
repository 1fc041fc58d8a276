//! Plans through the API alone: drafted, opened, reported on, and adopted.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};
use sqlx::PgPool;

use support::api_plans::{PLAN, WRITE, below, field};
use support::{Answer, User, user, visitor};

const PLANS: &str = "/api/v1/groups/forms/plans";
const AWARENESS: &str = "00000000-0000-7000-8000-0000000020a1";

async fn edit(by: &User, path: &str, revision: i32, body: Value) -> Answer {
    let request = by.json("PUT", path).header(header::IF_MATCH, format!("\"{revision}\""));
    by.send(request.body(body.to_string().into()).unwrap()).await
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_program_drafts_a_plan_and_everybody_reads_it_once_it_is_open(db: PgPool) {
    let (chen, omar) = (user(&db, "Chen"), user(&db, "Omar"));
    let new = json!({ "title": "WSIS+20 action plan", "slug": "wsis20", "visibility": "public" });
    let made = chen.call("POST", PLANS, new.clone()).await;
    assert_eq!(made.is(StatusCode::CREATED).header("location"), PLAN);
    assert_eq!(field(&chen.call("POST", PLANS, new.clone()).await), "slug");
    omar.call("POST", PLANS, new).await.is(StatusCode::FORBIDDEN);

    let objective = json!({ "title": "Awareness", "text": "All **know**." });
    let objective = chen.call("POST", &below("items"), objective).await.json();
    let activity = json!({
        "objective": objective["id"], "text": "Write a page.", "leads": ["mira rao", "Ines Guest"],
        "due": "2026-04-01",
    });
    let activity =
        chen.call("POST", &below("items"), activity).await.is(StatusCode::CREATED).json();
    assert_eq!(activity["number"], "1.1");
    assert_eq!(activity["leads"], json!(["Mira Rao", "Ines Guest"]));
    let unsaid = json!({ "objective": objective["id"] });
    assert_eq!(field(&chen.call("POST", &below("items"), unsaid).await), "text");
    let odd = json!({ "title": "Two", "leads": ["Mira Rao"] });
    assert_eq!(field(&chen.call("POST", &below("items"), odd).await), "leads");

    visitor(&db).get(PLAN).await.is(StatusCode::NOT_FOUND);
    assert_eq!(visitor(&db).get(PLANS).await.json()["items"], json!([]));
    let past = json!({ "deadline": "2026-03-01T12:00:00Z" });
    assert_eq!(field(&chen.call("POST", &below("opening"), past).await), "deadline");
    let until = json!({ "deadline": "2026-03-20T12:00:00Z" });
    let open = chen.call("POST", &below("opening"), until).await.json();
    assert_eq!(
        (&open["state"], &open["comments_until"]),
        (&json!("open"), &json!("2026-03-20T12:00:00Z"))
    );
    let plan = visitor(&db).get(PLAN).await.json();
    assert_eq!(
        plan["activities"],
        json!({ "planned": 1, "in_progress": 0, "done": 0, "dropped": 0 })
    );
    let items = visitor(&db).get(&below("items")).await.json();
    assert_eq!(items["items"].as_array().unwrap().len(), 2);
    assert_eq!(items["items"][0]["html"], "<p dir=\"auto\">All <strong>know</strong>.</p>\n");
    visitor(&db).get(&below("history")).await.is(StatusCode::UNAUTHORIZED);
    let past = omar.get(&below("history")).await.json();
    assert_eq!(past["items"][0]["event"], "opened for comments");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn a_text_of_a_plan_is_edited_from_its_revision(db: PgPool) {
    let chen = user(&db, "Chen");
    let item = below(&format!("items/{AWARENESS}"));
    let mine = |text: &str| json!({ "title": "Awareness", "text": text });

    let saved = edit(&chen, &item, 1, mine("Everybody everywhere knows.")).await;
    assert_eq!(saved.is(StatusCode::OK).header("etag"), "\"2\"");
    let stale = edit(&user(&db, "Sana"), &item, 1, mine("Everybody knows of it.")).await;
    let theirs = stale.is(StatusCode::PRECONDITION_FAILED).json()["theirs"].clone();
    assert_eq!((&theirs["revision"], &theirs["by"]), (&json!(2), &json!("Chen Wei")));
    user(&db, "Mira").call("PUT", &item, mine("No.")).await.is(StatusCode::FORBIDDEN);

    let plan = json!({ "title": "WSIS+20", "visibility": "members_only", "public_comments": true });
    assert_eq!(field(&edit(&chen, PLAN, 1, plan.clone()).await), "public_comments");
    let plan = json!({ "title": "WSIS+20", "visibility": "public" });
    assert_eq!(edit(&chen, PLAN, 1, plan).await.json()["title"], "WSIS+20");

    let up = json!({ "direction": "down" });
    let moved = format!("{}/position", below(&format!("items/{WRITE}")));
    chen.call("POST", &moved, up).await.is(StatusCode::NO_CONTENT);
    let write = below(&format!("items/{WRITE}"));
    assert_eq!(chen.get(&write).await.json()["number"], "1.2");
    chen.call("DELETE", &write, Value::Null).await.is(StatusCode::NO_CONTENT);
    chen.get(&write).await.is(StatusCode::NOT_FOUND);
    assert_eq!(chen.get(&below("removed")).await.json()["items"][0]["id"], WRITE);
    chen.call("POST", &format!("{write}/restoration"), Value::Null).await.is(StatusCode::OK);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn a_table_of_activities_is_looked_at_before_it_is_stored(db: PgPool) {
    let chen = user(&db, "Chen");
    let table = "objective,activity,due\n1,Print it twice.,2026-04-01\nNew,Tell all.,";
    let wrong = "objective,activity,due\n1,Print it twice.,soon";
    let looked = chen.call("POST", &below("import"), json!({ "table": table })).await.json();
    assert_eq!(
        (&looked["stored"], &looked["rows"][1]["cells"]["objective"]),
        (&Value::Null, &json!("New (new)"))
    );
    let refused = json!({ "table": wrong, "take": "all" });
    assert_eq!(field(&chen.call("POST", &below("import"), refused).await), "table");
    let looked = chen.call("POST", &below("import"), json!({ "table": wrong })).await.json();
    assert_eq!(looked["rows"][0]["reasons"].as_array().unwrap().len(), 1);
    let stored = json!({ "table": table, "take": "new" });
    let stored = chen.call("POST", &below("import"), stored).await.is(StatusCode::OK).json();
    assert_eq!(stored["stored"], 2);
    let items = chen.get(&below("items")).await.json();
    assert_eq!(items["items"].as_array().unwrap().len(), 7);
    let none = chen.call("POST", &below("import"), json!({ "table": "colour\nred" })).await;
    assert_eq!(field(&none), "table");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn a_program_adopts_the_text_that_it_has_read(db: PgPool) {
    support::plans::decide(&db).await;
    let chen = user(&db, "Chen");
    let offer = chen.get(&below("adoption")).await.json();
    let decision = offer["decisions"][0]["id"].clone();
    let other = json!({ "decision": decision, "text": "0".repeat(64) });
    chen.call("POST", &below("adoption"), other).await.is(StatusCode::CONFLICT);
    let nothing = json!({ "decision": AWARENESS, "text": offer["text"] });
    assert_eq!(field(&chen.call("POST", &below("adoption"), nothing).await), "decision");
    let body = json!({ "decision": decision, "text": offer["text"] });
    user(&db, "Mira")
        .call("POST", &below("adoption"), body.clone())
        .await
        .is(StatusCode::FORBIDDEN);
    let adopted = chen.call("POST", &below("adoption"), body).await;
    let version = adopted.is(StatusCode::CREATED).header("location").to_owned();
    assert_eq!(adopted.json()["sha256"], offer["text"]);

    let read = visitor(&db).get(&version).await.json();
    assert_eq!(read["objectives"][0]["activities"][0]["text"], "Write a page.");
    chen.call("POST", &below("draft"), Value::Null).await.is(StatusCode::OK);
    let listed = visitor(&db).get(PLANS).await.json();
    assert_eq!(
        (&listed["items"][0]["state"], &listed["items"][0]["activities"]),
        (&json!("adopted"), &Value::Null)
    );
    let item = below(&format!("items/{AWARENESS}"));
    edit(&chen, &item, 1, json!({ "title": "Awareness", "text": "Everyone knows." })).await;
    let changes = chen.get(&below("changes")).await.json();
    assert_eq!(changes["items"][0]["part"], "Objective 1");
    for path in [below("changes"), format!("{version}.md"), PLAN.to_owned()] {
        visitor(&db).get(&path).await.is(StatusCode::NOT_FOUND);
    }
    visitor(&db).get(&version).await.is(StatusCode::OK);
}
