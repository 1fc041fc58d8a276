//! Actions through the API alone: recorded, listed, reported on, corrected and brought in.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use support::{user, visitor};

const ACTIONS: &str = "/api/v1/groups/forms/actions";
const RECORDED: &str = "/api/v1/groups/forms/meetings/12/record/actions";
const ELSEWHERE: &str = "/api/v1/groups/forms/actions/00000000-0000-7000-8000-0000000012e2";

fn texts(listing: &Value) -> Vec<&str> {
    let items = listing["items"].as_array().unwrap().iter();
    items.map(|item| item["text"].as_str().unwrap()).collect()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_program_records_an_action_and_corrects_it(db: PgPool) {
    let (sana, mira) = (user(&db, "Sana"), user(&db, "Mira"));
    let body = json!({ "text": "Bind it.", "others": ["Mira Rao"], "due": "2026-03-20" });

    let made = sana.call("POST", RECORDED, body.clone()).await;
    let one = made.is(StatusCode::CREATED).header("location").to_owned();
    assert_eq!(mira.get(&one).await.json(), made.json());
    assert_eq!(made.json()["owners"][0]["name"], "Mira Rao");
    assert_eq!(
        (&made.json()["meeting"], &made.json()["due"]),
        (&json!("12"), &json!("2026-03-20"))
    );
    let later = json!({ "text": "Bind it.", "guest": "Ines Guest", "due_next_meeting": true });
    let later = sana.call("PUT", &one, later).await;
    assert_eq!(later.is(StatusCode::OK).header("etag"), "\"2\"");
    assert_eq!(later.json()["due_next_meeting"], true);
    let stale = sana.call("PUT", &one, json!({ "text": "Staple it." })).await;
    stale.is(StatusCode::PRECONDITION_FAILED);

    let both = json!({ "text": "Bind it.", "due": "2026-03-20", "due_next_meeting": true });
    let refused = sana.call("POST", RECORDED, both).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["errors"][0]["field"], "due");
    let crowd = json!({ "text": "Bind it.", "others": vec![""; 21] });
    let refused = sana.call("POST", RECORDED, crowd).await;
    assert_eq!(refused.is(StatusCode::UNPROCESSABLE_ENTITY).json()["errors"][0]["field"], "others");
    mira.call("POST", RECORDED, body).await.is(StatusCode::FORBIDDEN);

    sana.call("DELETE", &one, Value::Null).await.is(StatusCode::NO_CONTENT);
    sana.get(&one).await.is(StatusCode::NOT_FOUND);
    sana.call("POST", &format!("{one}/restoration"), Value::Null).await.is(StatusCode::OK);
    let elsewhere = one.replace("/12/", "/13/");
    sana.get(&elsewhere).await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_groups_actions_are_narrowed_and_come_in_pages(db: PgPool) {
    let sana = user(&db, "Sana");
    for (text, due) in [("Third", json!(null)), ("First", json!("2026-03-05"))] {
        let body = json!({ "text": text, "due": due });
        sana.call("POST", RECORDED, body).await.is(StatusCode::CREATED);
    }
    let whole = sana.get(&format!("{ACTIONS}?state=all")).await.json();
    assert_eq!(texts(&whole).len(), 4);
    assert_eq!(texts(&whole)[0], "First");
    assert_eq!(whole["items"][0]["overdue"], true);

    let found = sana.items(&format!("{ACTIONS}?state=all&limit=1")).await;
    assert_eq!(&found, whole["items"].as_array().unwrap());
    for (query, count) in [
        ("overdue=true", 1),
        ("owner=Ines+Guest", 2),
        ("meeting=12", 3),
        ("plan=wsis20", 1),
        ("state=done", 0),
        ("to_hand_over=true", 0),
    ] {
        let listing = sana.get(&format!("{ACTIONS}?{query}")).await.json();
        assert_eq!(texts(&listing).len(), count, "{query}");
    }
    let refused = sana.get(&format!("{ACTIONS}?state=odd")).await;
    assert_eq!(refused.is(StatusCode::UNPROCESSABLE_ENTITY).json()["errors"][0]["field"], "state");
    visitor(&db).get(ACTIONS).await.is(StatusCode::UNAUTHORIZED);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_program_reports_what_became_of_an_action(db: PgPool) {
    let (mira, omar) = (user(&db, "Mira"), user(&db, "Omar"));
    let reports = format!("{ELSEWHERE}/reports");
    let progress = json!({ "step": "progress", "text": "They *answered*." });

    let made = mira.call("POST", &reports, progress.clone()).await;
    let one = made.is(StatusCode::CREATED).header("location").to_owned();
    assert_eq!(omar.get(&one).await.json(), made.json());
    let refused = mira.call("POST", &reports, json!({ "step": "handed_over" })).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["errors"][0]["field"], "to");
    omar.call("POST", &reports, progress).await.is(StatusCode::FORBIDDEN);
    mira.call("POST", &reports, json!({ "step": "dropped", "text": "No." }))
        .await
        .is(StatusCode::FORBIDDEN);

    let handed = json!({ "step": "handed_over", "guest": "Ines Guest" });
    let handed = mira.call("POST", &reports, handed).await;
    assert_eq!(handed.is(StatusCode::CREATED).json()["handed_to"], "Ines Guest");
    let action = omar.get(ELSEWHERE).await.json();
    assert_eq!((&action["state"], &action["owners"][0]["id"]), (&json!("open"), &Value::Null));
    assert_eq!(omar.get(&reports).await.json()["items"].as_array().unwrap().len(), 2);
    let past = omar.get(&format!("{ELSEWHERE}/history")).await.json();
    assert_eq!(past["items"][0]["event"], "handed over");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn an_action_of_no_meeting_is_corrected_by_itself(db: PgPool) {
    let sana = user(&db, "Sana");
    let saved = sana.call("PUT", ELSEWHERE, json!({ "text": "Ask other printers." })).await;
    assert_eq!(saved.is(StatusCode::OK).json()["text"], "Ask other printers.");
    sana.call("PUT", ELSEWHERE, json!({ "text": "Ask nobody." }))
        .await
        .is(StatusCode::PRECONDITION_FAILED);
    let recorded = ELSEWHERE.replace("12e2", "12e1");
    sana.call("PUT", &recorded, json!({ "text": "Ask." })).await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn a_table_of_actions_is_looked_at_and_then_brought_in(db: PgPool) {
    let sana = user(&db, "Sana");
    let import = format!("{ACTIONS}/import");
    let table = "action,owners,due\nBind it,Mira Rao,2026-04-01\nPrint the form,,\n";

    let looked = sana.call("POST", &import, json!({ "table": table })).await;
    let rows = looked.is(StatusCode::OK).json();
    assert_eq!(rows["stored"], Value::Null);
    assert_eq!(rows["rows"][0]["becomes"]["owners"][0]["name"], "Mira Rao");
    let odd = json!({ "table": format!("{table}Cut it,,tomorrow\n"), "take": "new" });
    let refused = sana.call("POST", &import, odd).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Line 4: "), "{}", refused.body);
    let heading = sana.call("POST", &import, json!({ "table": "what,who" })).await;
    assert_eq!(heading.is(StatusCode::UNPROCESSABLE_ENTITY).json()["errors"][0]["field"], "table");

    let stored = sana.call("POST", &import, json!({ "table": table, "take": "all" })).await;
    assert_eq!(stored.is(StatusCode::OK).json()["stored"], 2);
    assert_eq!(texts(&sana.get(ACTIONS).await.json()).len(), 4);
    user(&db, "Mira")
        .call("POST", &import, json!({ "table": table }))
        .await
        .is(StatusCode::FORBIDDEN);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_is_closed_comes_after_what_is_open_and_the_latest_of_it_first(db: PgPool) {
    // Two were made in one moment, as from a table.
    sqlx::raw_sql(
        "insert into action_items (id, group_id, meeting_id, text, html, due, state, made_at)
         select gen_random_uuid(), group_id, meetings.id, name, name, due,
                given.state::action_state, made
         from meetings, (values
             ('Open, due late', date '2026-09-01', 'open', timestamptz '2026-01-01'),
             ('Open, due soon', '2026-06-01', 'in_progress', '2026-02-01'),
             ('Open, not due', null, 'handed_over', '2026-01-01'),
             ('Closed first', '2026-01-01', 'done', '2026-01-01'),
             ('Closed then', '2026-08-01', 'done', '2026-03-01'),
             ('Closed then', '2026-07-01', 'done', '2026-03-01'),
             ('Closed last', '2026-12-01', 'done', '2026-04-01')) as given (name, due, state, made)
         where number = 12",
    )
    .execute(&db)
    .await
    .unwrap();
    let sana = user(&db, "Sana");
    let whole = sana.get(&format!("{ACTIONS}?state=all")).await.json();
    let open = ["Open, due soon", "Open, due late", "Open, not due"];
    let closed = ["Closed last", "Closed then", "Closed then", "Closed first"];
    assert_eq!(texts(&whole), [&open[..], &closed[..]].concat());
    let found = sana.items(&format!("{ACTIONS}?state=all&limit=1")).await;
    assert_eq!(&found, whole["items"].as_array().unwrap());
    let overdue = sana.get(&format!("{ACTIONS}?state=all&overdue=true")).await.json();
    assert!(texts(&overdue).iter().all(|text| text.starts_with("Open")));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn whoever_changes_what_they_read_reads_on_and_nothing_twice(db: PgPool) {
    let sana = user(&db, "Sana");
    let report = async |action: &Value, step: &str| {
        let reports = format!("{ACTIONS}/{}/reports", action["id"].as_str().unwrap());
        let report = json!({ "step": step, "text": "So it is." });
        sana.call("POST", &reports, report).await.is(StatusCode::CREATED);
    };
    for (n, text) in ["One", "Two", "Three", "Four", "Five", "Six"].into_iter().enumerate() {
        let action = json!({ "text": text, "due": "2026-04-01" });
        let made = sana.call("POST", RECORDED, action).await.is(StatusCode::CREATED).json();
        if n < 3 {
            report(&made, "done").await;
        }
    }
    for (state, step, count) in [("open", "done", 3), ("done", "reopened", 4)] {
        let list = format!("{ACTIONS}?state={state}&limit=");
        let whole = sana.get(&format!("{list}200")).await.json();
        let (mut found, mut after) = (Vec::new(), String::new());
        for n in 0..count {
            let page = sana.get(&format!("{list}1{after}")).await.json();
            let [action] = &page["items"].as_array().unwrap()[..] else { panic!("{page}") };
            if n == 1 {
                report(action, step).await;
            }
            after = format!("&after={}", action["id"].as_str().unwrap());
            found.push(action["text"].clone());
        }
        assert_eq!(json!(found), json!(texts(&whole)), "{state}");
    }
}
