//! Tables as Excel, Numbers and LibreOffice leave them, by page and by call.

use std::fs;

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use support::actions::LIST;
use support::tables::{ACTIONS, count, send, send_bytes};
use support::user;

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/cases/csv");
const API: &str = "/api/v1/groups/forms/actions/import";
const NAMES: [&str; 7] = ["dmy", "headers", "mojibake", "owners", "sepline", "trailing", "utf16"];

fn case(name: &str) -> (Vec<u8>, Value) {
    let expected = fs::read_to_string(format!("{CASES}/{name}.json")).unwrap();
    (fs::read(format!("{CASES}/{name}.csv")).unwrap(), serde_json::from_str(&expected).unwrap())
}

/// A program sends text.
fn as_text(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xFF, 0xFE]) {
        Some(wide) => {
            let units = wide.chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            String::from_utf16(&units.collect::<Vec<_>>()).unwrap()
        }
        None => String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn tables_are_read_by_call_as_they_are_meant(db: PgPool) {
    for name in NAMES {
        let (bytes, expected) = case(name);
        let looked = user(&db, "Sana").call("POST", API, json!({ "table": as_text(&bytes) })).await;
        let looked = looked.is(StatusCode::OK).json();
        let rows = looked["rows"].as_array().unwrap();
        for (row, right) in rows.iter().zip(expected["rows"].as_array().into_iter().flatten()) {
            let becomes = &row["becomes"];
            let owners = becomes["owners"].as_array().unwrap().iter();
            let owners: Vec<_> = owners.map(|owner| owner["name"].clone()).collect();
            assert_eq!(json!([becomes["text"], owners, becomes["due"]]), *right, "{name}");
        }
        let asked = (1..).zip(rows).filter(|(_, row)| !row["asked"].is_null());
        let asked: Vec<u64> = asked.map(|(nth, _)| nth).collect();
        let expected_asked = expected["asked"].as_array().into_iter().flatten();
        assert_eq!(asked, expected_asked.filter_map(Value::as_u64).collect::<Vec<_>>(), "{name}");
        let warned = !looked["warnings"].as_array().unwrap().is_empty();
        assert_eq!(warned, expected["warned"] == true, "{name}");
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn tables_are_shown_as_they_are_meant_before_they_are_stored(db: PgPool) {
    let sana = user(&db, "Sana");
    for name in NAMES {
        let (bytes, expected) = case(name);
        let page = send_bytes(&sana, ACTIONS, &[("file", &bytes)]).await;
        for row in expected["rows"].as_array().into_iter().flatten() {
            page.shows(row[0].as_str().unwrap());
            for owner in row[1].as_array().unwrap() {
                page.shows(&format!("<bdi>{}</bdi>", owner.as_str().unwrap()));
            }
        }
    }
    assert_eq!(count(&db, "action_items").await, 0);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn dates_that_can_be_swapped_are_asked_about(db: PgPool) {
    let sana = user(&db, "Sana");
    let table = "action,owners,due\nA,,31/12/2026\nB,,3/4/2027\n";
    let asked = send(&sana, ACTIONS, &[("text", table), ("take", "new")]).await;
    asked.is(StatusCode::UNPROCESSABLE_ENTITY).shows("What comes first in the dates");
    asked.shows("“3/4/2027” can be Sat 3 April 2027 or Thu 4 March 2027").hides("Bring in 2");

    let answered = send(&sana, ACTIONS, &[("text", table), ("dates", "day_first")]).await;
    answered.is(StatusCode::OK).shows("Sat 3 April 2027").hides("What comes first");
    let said = answered.body.split("Nothing is stored yet").nth(1).unwrap();
    assert!(said.contains("name=\"dates\" value=\"day_first\""));
    let press =
        [("id", &*answered.value("id")), ("text", table), ("dates", "day_first"), ("take", "new")];
    assert_eq!(send(&sana, ACTIONS, &press).await.location(), LIST);
    sana.get(LIST).await.shows("by Sat 3 April 2027").shows("by Thu 31 December 2026");

    let mut body = json!({ "table": "action,owners,due\nC,,3/4/2027\n", "take": "new" });
    let refused = sana.call("POST", API, body.clone()).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Line 2: “3/4/2027” can be");
    body["dates"] = "month_first".into();
    sana.call("POST", API, body).await.is(StatusCode::OK);
    sana.get(LIST).await.shows("by Thu 4 March 2027");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn garbled_letters_are_said_and_mended_if_that_is_wanted(db: PgPool) {
    let sana = user(&db, "Sana");
    let (bytes, _) = case("mojibake");
    let warned = send_bytes(&sana, ACTIONS, &[("file", &bytes)]).await;
    warned.is(StatusCode::OK).shows("Check the letters").shows("Read it as “Büro”");
    let text = String::from_utf8(bytes).unwrap();
    let mended = send(&sana, ACTIONS, &[("text", &text), ("mend", "true")]).await;
    mended.is(StatusCode::OK).shows("Büro öffnen").shows("<bdi>Jürgen Müller</bdi>");
    mended.hides("Check the letters").hides("BÃ¼ro");

    let body = json!({ "table": text, "mend": true });
    let looked = sana.call("POST", API, body).await.is(StatusCode::OK).json();
    assert_eq!(looked["rows"][0]["becomes"]["text"], "Büro öffnen");

    let latin = b"objective;activity;leads\nAwareness;B\xFCro \xF6ffnen;M\xFCller, Mira Rao\n";
    let page = send_bytes(&sana, "/groups/forms/plans/wsis20/import", &[("file", latin)]).await;
    page.is(StatusCode::OK).shows("Büro öffnen").shows("<bdi>Müller</bdi>").shows("windows-1252");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_is_taken_out_opens_in_a_spreadsheet_and_comes_in_again_as_it_was(db: PgPool) {
    let sana = user(&db, "Sana");
    let texts = ["=1+1", "'=1+1", "@home", "＝A1", "'quoted'", "-5", "Büro, öffnen;\nthen \"go\""];
    let cells = texts.map(|text| format!("\"{}\",,\r\n", text.replace('"', "\"\"")));
    let marked = cells.concat().replace("\"'=1+1\"", "\"''=1+1\"").replace("\"=1+1\"", "\"'=1+1\"");
    let table = format!("action,owners,due\r\n{marked}");
    let body = json!({ "table": table, "take": "all" });
    sana.call("POST", API, body).await.is(StatusCode::OK);

    let out = sana.get(&format!("{LIST}.csv")).await.body;
    assert!(out.starts_with("\u{FEFF}address,action,owners,due"), "{out}");
    assert!(out.contains("'=1+1") && out.contains("''=1+1") && out.contains("'＝A1"), "{out}");
    let looked = sana.call("POST", API, json!({ "table": out })).await.is(StatusCode::OK).json();
    let rows = looked["rows"].as_array().unwrap().iter();
    let mut read: Vec<_> = rows.map(|row| row["becomes"]["text"].as_str().unwrap()).collect();
    let mut texts = texts.to_vec();
    read.sort_unstable();
    texts.sort_unstable();
    assert_eq!(read, texts);
    assert_eq!(count(&db, "action_items").await, 7);
}
