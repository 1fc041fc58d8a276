//! Programs that read a report in.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};
use sqlx::PgPool;

use support::{user, visitor};

const MEETINGS: &str = "/api/v1/groups/forms/meetings";
const MODEL: &str = include_str!("../../demo/wg-strategy-45.md");

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_program_reads_a_report_in_and_corrects_what_was_understood(db: PgPool) {
    let sana = user(&db, "Sana");
    const IMPORTS: &str = "/api/v1/groups/forms/imports";

    let unclear = sana.call("POST", IMPORTS, json!({ "text": "Good morning." })).await;
    unclear.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(unclear.json()["errors"][0]["field"], "text");
    let body = json!({ "file_name": "wg-strategy-45.md", "text": MODEL });
    let looked = sana.call("POST", IMPORTS, body).await;
    let at = looked.is(StatusCode::CREATED).header("location").to_owned();
    assert_eq!(sana.get(&at).await.json(), looked.json());
    let mut report = looked.json()["report"].clone();
    assert_eq!(report["meeting_number"], 45);

    report["contributions"][0]["item"] = Value::Null;
    let store = format!("{at}/meeting");
    let refused = sana.call("POST", &store, json!({ "report": report })).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["errors"][0]["field"], "report.contributions[0].item");
    let stored = sana.call("POST", &store, json!({ "minutes": 75 })).await;
    assert_eq!(stored.is(StatusCode::CREATED).header("location"), format!("{MEETINGS}/45"));
    assert_eq!(stored.json()["minutes"], 75);
    let again = sana.call("POST", &store, json!({})).await;
    assert_eq!(again.json()["id"], stored.json()["id"]);

    let source = sana.get(&format!("{MEETINGS}/45/source")).await;
    assert_eq!(source.is(StatusCode::OK).json()["text"], MODEL);
    user(&db, "Mira").get(&format!("{MEETINGS}/45/source")).await.is(StatusCode::FORBIDDEN);
    visitor(&db).get(&format!("{MEETINGS}/45/source")).await.is(StatusCode::UNAUTHORIZED);
    user(&db, "Mira").get(&at).await.is(StatusCode::FORBIDDEN);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_report_that_is_sent_twice_is_kept_once(db: PgPool) {
    let sana = user(&db, "Sana");
    let send = || {
        let request = sana.json("POST", "/api/v1/groups/forms/imports");
        let request = request.header("idempotency-key", "one");
        let body = json!({ "text": MODEL }).to_string();
        sana.send(request.header(header::ACCEPT, "*/*").body(body.into()).unwrap())
    };
    let first = send().await;
    let cut_off = "update kept_answers set status = null, body = null, \
         claimed_at = claimed_at - interval '11 seconds'";
    sqlx::query(cut_off).execute(&db).await.unwrap();
    let again = send().await;
    assert_eq!(again.is(StatusCode::CREATED).json(), first.json());
}
