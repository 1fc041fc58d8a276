//! A page asks the database five questions at most, however much there is to show.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::policy::address;
use site::routes::routes;
use support::queries::describe;
use support::states::reach;
use support::{User, user};

const MOST: usize = 5;
/// A search by a speaker asks first who is meant.
const MOST_OF_A_SEARCH: usize = 5;
const PEOPLE: [&str; 6] = ["Chen", "Sana", "Mira", "Ada", "Nia", ""];

/// No story leads to these.
const NOT_SHOWN: [&str; 3] = ["/live", "/metrics", "/welcome/{token}"];

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn pages_with_little_on_them_ask_little(db: PgPool) {
    let mut shown = BTreeSet::new();
    look(&db, &PEOPLE, |_| true, &mut shown).await;
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings", "crowd", "links"))
)]
async fn pages_with_much_on_them_ask_no_more(db: PgPool) {
    import(&user(&db, "Sana"), &db).await;
    let mut shown = BTreeSet::new();
    look(&db, &PEOPLE, |_| true, &mut shown).await;
    sqlx::query("update meetings set state = 'in_session' where number = 12")
        .execute(&db)
        .await
        .unwrap();
    for state in ["drafting", "in review", "approved", "published", "correcting"] {
        reach(state, &db).await;
        // The others stay as they were.
        let changed = |path: &str| path.contains("/summary") || !path.contains("/meetings/");
        look(&db, &["Chen", "Sana", "Mira", ""], changed, &mut shown).await;
    }

    let pages = routes().table().into_iter().filter(|route| route.method == "GET");
    let unseen: Vec<_> = pages
        .map(|route| route.path)
        .filter(|path| !shown.contains(path) && !NOT_SHOWN.contains(path))
        .collect();
    assert!(unseen.is_empty(), "nobody was shown {unseen:?}: see policy::named, and asked below");
}

/// Notes what somebody is shown.
async fn look(
    db: &PgPool,
    people: &[&str],
    chosen: impl Fn(&str) -> bool,
    shown: &mut BTreeSet<&'static str>,
) {
    let visitor = user(db, "");
    let mut above = Vec::new();
    let pages = routes().table().into_iter().filter(|route| route.method == "GET");
    for path in pages.map(|route| route.path).filter(|path| chosen(path)) {
        for name in people {
            let asked = asked(path);
            let (answer, statements) = describe(visitor.beside(name).get(&asked)).await;
            let most = if path.ends_with("/search") { MOST_OF_A_SEARCH } else { MOST };
            let count = statements.len();
            if count > most {
                above.push(format!("{name} asks {count} questions of {asked}: {statements:#?}"));
            }
            if answer.status == StatusCode::OK {
                shown.insert(path);
            }
        }
    }
    assert!(above.is_empty(), "{}", above.join("\n"));
}

fn asked(path: &str) -> String {
    // What has been held is not cancelled, nor started.
    let known = address(path, "in session");
    let known = known.replace("/12/canc", "/102/canc").replace("/12/session", "/102/session");
    match path.rsplit_once("/{meeting}").map_or(path, |(_, below)| below) {
        "/agenda/publication" => known.replace("/12/", "/104/"),
        "/record/notes/new" => known + "?item=00000000-0000-7000-8000-0000000012a1",
        // What is open for comments is not adopted.
        "/groups/{group}/plans/{plan}/adoption" => known.replace("wsis20", "plan-1"),
        "/groups/{group}/plans/{plan}/editors" | "/api/v1/groups/{group}/plans/{plan}/editors" => {
            known + "?subject=00000000-0000-7000-8000-0000000012a1"
        }
        path if path.ends_with("/search") => known + "?q=form+speaker:Mira",
        "/summary/comments/new" => known + "?section=00000000-0000-7000-8000-000000001291",
        _ => known,
    }
}

/// What takes more than a line of SQL.
async fn import(sana: &User, db: &PgPool) {
    let model = include_str!("../../demo/wg-strategy-45.md");
    for import in [
        "update imports set meeting_id = '00000000-0000-7000-8000-000000000012'",
        "update imports set id = '00000000-0000-7000-8000-00000000ffff' where meeting_id is null",
    ] {
        paste(sana, "/groups/forms/imports", model).await;
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
