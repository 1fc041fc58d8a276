//! Removing an agenda item asks about those below it, and all of it can be put back.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use support::recording::{ITEM_1, ITEM_1A, ITEM_2};
use support::{User, user, visitor};

const AGENDA: &str = "/groups/forms/meetings/12/agenda";
const REMOVED: &str = "/groups/forms/meetings/12/agenda/removed-items";
const API: &str = "/api/v1/groups/forms/meetings/12/agenda";

fn removal(item: &str) -> String {
    format!("{AGENDA}/items/{item}/removal")
}

fn restoration(item: &str) -> String {
    format!("{AGENDA}/items/{item}/restoration")
}

/// The printed numbers and titles, in order.
async fn printed(by: &User) -> Vec<String> {
    let items = by.items(&format!("{API}/items")).await;
    let line = |item: &Value| {
        format!("{} {}", item["number"].as_str().unwrap(), item["title"].as_str().unwrap())
    };
    items.iter().map(line).collect()
}

const WHOLE: [&str; 4] =
    ["1 The new form", "1.a Its first page", "2 Update from the printers", "3 AoB"];

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn an_item_with_others_below_it_is_asked_about_and_can_be_put_back(db: PgPool) {
    let (chen, mira) = (user(&db, "Chen"), user(&db, "Mira"));
    chen.get(AGENDA).await.shows(&format!("href=\"{}\"", removal(ITEM_1)));
    mira.get(&removal(ITEM_1)).await.is(StatusCode::FORBIDDEN);
    mira.post(&removal(ITEM_1), &[]).await.is(StatusCode::FORBIDDEN);
    chen.get(&removal(ITEM_1))
        .await
        .shows("These sub-items are removed, too")
        .shows("1.a. Its first page");

    let asked = chen.post(&removal(ITEM_1), &[]).await;
    asked.is(StatusCode::UNPROCESSABLE_ENTITY).shows("The item below it goes too");
    assert_eq!(printed(&chen).await, WHOLE);
    chen.post(&removal(ITEM_1), &[("below", ITEM_1A)]).await.location();
    assert_eq!(printed(&chen).await, ["1 Update from the printers", "2 AoB"]);
    chen.get(AGENDA).await.shows(&format!("<a href=\"{REMOVED}\">Removed items (1)</a>"));
    chen.get(REMOVED).await.shows("The new form, with 1 item below it").shows("Put back");
    mira.get(AGENDA).await.hides("Removed items");
    mira.get(REMOVED).await.is(StatusCode::FORBIDDEN);
    visitor(&db).get(AGENDA).await.hides("Removed items").shows("The new form: removed");

    mira.post(&restoration(ITEM_1), &[]).await.is(StatusCode::FORBIDDEN);
    chen.post(&restoration(ITEM_1), &[]).await.location();
    assert_eq!(printed(&chen).await, WHOLE);
    chen.get(AGENDA).await.hides("Removed items").shows("<bdi>The new form</bdi>: put back");
    chen.post(&restoration(ITEM_1), &[]).await.is(StatusCode::NOT_FOUND);
    let told = "select event from history where subject = 'agenda item' order by id";
    let told: Vec<String> = sqlx::query_scalar(told).fetch_all(&db).await.unwrap();
    assert_eq!(told, ["removed", "put back"]);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_came_below_it_meanwhile_is_asked_about_again(db: PgPool) {
    let chen = user(&db, "Chen");
    let form = [("title", "Its last page"), ("parent", ITEM_1)];
    user(&db, "Cleo").post(&format!("{AGENDA}/items"), &form).await.location();

    let again = chen.post(&removal(ITEM_1), &[("below", ITEM_1A)]).await;
    again.is(StatusCode::UNPROCESSABLE_ENTITY).shows("“Its last page”").shows("1.b. Its last page");
    let shown = again.values("below");
    let shown: Vec<_> = shown.iter().map(|id| ("below", id.as_str())).collect();
    assert_eq!(shown.len(), 2);
    chen.post(&removal(ITEM_1), &shown).await.location();
    chen.post(&restoration(ITEM_1), &[]).await.location();
    assert_eq!(
        printed(&chen).await[..3],
        ["1 The new form", "1.a Its first page", "1.b Its last page"]
    );
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn an_item_whose_place_is_gone_comes_back_last(db: PgPool) {
    let chen = user(&db, "Chen");
    chen.post(&removal(ITEM_1A), &[]).await.location();
    chen.post(&removal(ITEM_1), &[]).await.location();
    assert_eq!(printed(&chen).await, ["1 Update from the printers", "2 AoB"]);

    chen.post(&restoration(ITEM_1A), &[]).await.location();
    chen.post(&restoration(ITEM_1), &[]).await.location();
    let expected = ["1 The new form", "2 Update from the printers", "3 AoB", "4 Its first page"];
    assert_eq!(printed(&chen).await, expected);

    // What it says, and its revision, came back too: an edit goes on from there.
    let edit = format!("{AGENDA}/items/{ITEM_1A}");
    let form = [("revision", &*chen.get(&edit).await.value("revision")), ("title", "Page one")];
    chen.post(&edit, &form).await.location();
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn programs_say_that_they_mean_it_and_put_back_too(db: PgPool) {
    let chen = user(&db, "Chen");
    let item = format!("{API}/items/{ITEM_1}");

    let asked = chen.call("DELETE", &item, Value::Null).await;
    let asked = asked.is(StatusCode::UNPROCESSABLE_ENTITY).json();
    assert_eq!(asked["errors"][0]["field"], "below");
    assert!(asked["errors"][0]["detail"].as_str().unwrap().contains("Its first page"));
    chen.call("DELETE", &format!("{API}/items/{ITEM_2}"), Value::Null)
        .await
        .is(StatusCode::NO_CONTENT);
    chen.call("DELETE", &format!("{item}?below=true"), Value::Null)
        .await
        .is(StatusCode::NO_CONTENT);

    let removed = chen.items(&format!("{API}/removed-items")).await;
    assert_eq!(removed.len(), 2);
    let titles: Vec<_> = removed.iter().map(|item| (&item["title"], &item["below"])).collect();
    assert!(titles.contains(&(&json!("The new form"), &json!(1))), "{titles:?}");
    let list = format!("{API}/removed-items");
    user(&db, "Mira").call("GET", &list, Value::Null).await.is(StatusCode::FORBIDDEN);
    let back = chen.call("POST", &format!("{item}/restoration"), Value::Null).await;
    assert_eq!(back.is(StatusCode::OK).json()["number"], "1");
    chen.call("POST", &format!("{API}/items/{ITEM_2}/restoration"), Value::Null)
        .await
        .is(StatusCode::OK);
    assert_eq!(printed(&chen).await, WHOLE);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn minutes_of_an_item_are_its_own_or_those_below_it(db: PgPool) {
    let (chen, visitor) = (user(&db, "Chen"), visitor(&db));
    let minutes = async |label: &str, minutes: Option<i32>| {
        let set = "update agenda_items set minutes = $2 where label = $1";
        sqlx::query(set).bind(label).bind(minutes).execute(&db).await.unwrap();
    };
    minutes("a", Some(25)).await;
    minutes("2", Some(10)).await;
    chen.get(AGENDA).await.shows("35 of 60").shows("25 minutes are left.");
    visitor.get(AGENDA).await.shows("25 minutes in all");

    minutes("1", Some(30)).await;
    chen.get(AGENDA).await.shows("40 of 60").shows("20 minutes are left.");
    visitor.get(AGENDA).await.shows("30 minutes").hides("in all");
    let agenda = chen.call("GET", API, Value::Null).await.json();
    assert_eq!(agenda["minutes"], 40);
    let of = |item: &Value| (item["minutes"].clone(), item["minutes_in_all"].clone());
    assert_eq!(of(&agenda["items"][0]["item"]), (json!(30), json!(30)));

    minutes("1", None).await;
    let agenda = chen.call("GET", API, Value::Null).await.json();
    assert_eq!(agenda["minutes"], 35);
    assert_eq!(of(&agenda["items"][0]["item"]), (Value::Null, json!(25)));
    minutes("1", Some(20)).await;
    let agenda = chen.call("GET", API, Value::Null).await.json();
    assert_eq!(of(&agenda["items"][0]["item"]), (json!(20), json!(25)), "the larger counts");
    minutes("3", Some(30)).await;
    chen.get(AGENDA).await.shows("5 minutes more than the meeting has.");
}
