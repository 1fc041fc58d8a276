//! A page asks the database five questions at most, however much there is to show.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use rapporteur::routes::routes;
use sqlx::PgPool;

use crate::policy::address;
use crate::support::queries::told;
use crate::support::{User, user, visitor};

const MOST: usize = 5;
const MEETING: &str = "/groups/forms/meetings/12";

/// No story leads to these.
const NOT_SHOWN: [&str; 2] = ["/metrics", "/welcome/{token}"];

#[sqlx::test(migrator = "rapporteur::MIGRATIONS", fixtures("cast", "meeting_12", "belongings"))]
async fn pages_with_little_on_them_ask_little(db: PgPool) {
    every_page_asks_little(&db).await;
}

#[sqlx::test(
    migrator = "rapporteur::MIGRATIONS",
    fixtures("cast", "meeting_12", "belongings", "crowd", "links")
)]
async fn pages_with_much_on_them_ask_no_more(db: PgPool) {
    write_summary_and_import(&db).await;

    let shown = every_page_asks_little(&db).await;

    let pages = routes().table.into_iter().filter(|route| route.method == "GET");
    let unseen: Vec<_> = pages
        .map(|route| route.path)
        .filter(|path| !shown.contains(path) && !NOT_SHOWN.contains(path))
        .collect();
    assert!(unseen.is_empty(), "nobody was shown {unseen:?}: give policy::named their ids");
}

/// Those that somebody was shown.
async fn every_page_asks_little(db: &PgPool) -> BTreeSet<&'static str> {
    let people = ["Chen", "Sana", "Mira", "Ada", "Nia"].map(|name| user(db, name));
    let people = people.into_iter().chain([visitor(db)]);
    let mut shown = BTreeSet::new();
    for person in people {
        for route in routes().table.iter().filter(|route| route.method == "GET") {
            // What has been held is not cancelled.
            let path = address(route.path, "in session").replace("/12/canc", "/102/canc");
            let (answer, statements) = told(person.get(&path)).await;
            assert!(
                statements.len() <= MOST,
                "{} asks {} questions of {path}: {statements:#?}",
                person.token,
                statements.len()
            );
            if answer.status == StatusCode::OK {
                shown.insert(route.path);
            }
        }
    }
    shown
}

/// What takes more than a line of SQL.
async fn write_summary_and_import(db: &PgPool) {
    let sana = user(db, "Sana");
    sana.post(&format!("{MEETING}/summary"), &[]).await.location();
    let sections = "update summary_sections set id = '00000000-0000-7000-8000-000000001291' \
         where id = (select id from summary_sections order by position limit 1)";
    sqlx::query(sections).execute(db).await.unwrap();
    let model = include_str!("../../demo/wg-strategy-45.md");
    for import in [
        "update imports set meeting_id = '00000000-0000-7000-8000-000000000012'",
        "update imports set id = '00000000-0000-7000-8000-00000000ffff' where meeting_id is null",
    ] {
        paste(&sana, "/groups/forms/imports", model).await;
        sqlx::query(import).execute(db).await.unwrap();
    }
}

async fn paste(user: &User, path: &str, text: &str) {
    let body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n{text}\r\n--edge--\r\n"
    );
    let request = user
        .request("POST", path)
        .header("content-type", "multipart/form-data; boundary=edge")
        .header("sec-fetch-site", "same-origin");
    user.send(request.body(body.into()).unwrap()).await.location();
}
