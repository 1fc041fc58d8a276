//! What people type and paste, as pages and programs get it back.

use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;
use sqlx::PgPool;

use support::recording::{ITEM_1, RECORD};
use support::tokens::SAID;
use support::user;

#[derive(Deserialize)]
struct Case {
    name: String,
    typed: String,
    html: Vec<String>,
    never: Vec<String>,
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_contribution_reads_as_it_was_typed(db: PgPool) {
    let sana = user(&db, "Sana");
    let cases = include_str!("../fixtures/cases/markdown.json");
    for case in serde_json::from_str::<Vec<Case>>(cases).unwrap() {
        let said = json!({ "item": ITEM_1, "guest": "Ines Guest", "text": case.typed });
        let made = sana.call("POST", SAID, said).await;
        let told = made.is(StatusCode::CREATED).json();
        assert_eq!(told["text"], case.typed.trim_end(), "{}", case.name);
        let html = told["html"].as_str().unwrap();
        let page = sana.get(RECORD).await;
        page.shows(html);
        for piece in &case.html {
            assert!(html.contains(piece), "{}: no {piece:?} in {html}", case.name);
        }
        for piece in &case.never {
            assert!(!html.contains(piece), "{}: {piece:?} in {html}", case.name);
        }
    }
}

/// Signs that set the direction, have no width, or end a line.
const UNSEEN: [char; 16] = [
    '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}', '\u{2066}', '\u{2067}', '\u{2068}',
    '\u{2069}', '\u{200E}', '\u{200F}', '\u{61C}', '\u{200B}', '\u{FEFF}', '\u{2028}', '\u{2029}',
];

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn names_and_titles_have_nothing_that_nobody_sees(db: PgPool) {
    let (sana, chen) = (user(&db, "Sana"), user(&db, "Chen"));
    for sign in UNSEEN {
        let odd = |word: &str| format!("{word}{sign}{word}");
        let (guest, capacity) = (odd("Guest"), odd("Chair"));
        let said = [
            ("item", ITEM_1),
            ("guest", guest.as_str()),
            ("capacity", capacity.as_str()),
            ("text", "x"),
        ];
        sana.post("/groups/forms/meetings/12/record/contributions", &said).await.location();
        let (title, presenter) = (odd("Title"), odd("Presenter"));
        let item = [("title", title.as_str()), ("presenter", presenter.as_str())];
        chen.post("/groups/forms/meetings/12/agenda/items", &item).await.location();
        let decided = json!({ "title": title, "presenter": presenter });
        let items = "/api/v1/groups/forms/meetings/12/agenda/items";
        chen.call("POST", items, decided).await.is(StatusCode::CREATED);
    }
    let kept: Vec<String> = sqlx::query_scalar(
        "select unnest(array[speaker, capacity]) from contributions
         union all select unnest(array[title, presenter]) from agenda_items",
    )
    .fetch_all(&db)
    .await
    .unwrap();
    assert!(kept.len() > 100);
    for name in kept {
        assert!(!name.contains(UNSEEN), "{name:?}");
    }
}
