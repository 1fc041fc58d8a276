//! Recording what a meeting agreed.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::recording::{ITEM_1, RECORD};
use support::{User, user};

const ADD: &str = "/groups/forms/meetings/12/record/decisions";

/// Records a decision, and tells where it is edited.
async fn decided(by: &User, text: &str) -> String {
    by.post(ADD, &[("item", ITEM_1), ("text", text)]).await.is(StatusCode::SEE_OTHER);
    let page = by.get(RECORD).await.body;
    let text = page.find(&format!(">{text}</p>")).unwrap();
    let link = text + page[text..].find(ADD).unwrap();
    page[link..link + ADD.len() + 37].to_owned()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn decisions_are_numbered_in_the_groups_series(db: PgPool) {
    let sana = user(&db, "Sana");
    let all = (0..8).map(|n| {
        let (by, text) = (user(&db, ["Sana", "Chen"][n % 2]), format!("Decided {n}."));
        tokio::spawn(async move {
            by.post(ADD, &[("text", &text)]).await.is(StatusCode::SEE_OTHER).status
        })
    });
    for one in all.collect::<Vec<_>>() {
        one.await.unwrap();
    }
    let numbers: Vec<i32> =
        sqlx::query_scalar("select number from decisions order by 1").fetch_all(&db).await.unwrap();
    assert_eq!(numbers, (1..=8).collect::<Vec<_>>());

    decided(&sana, "On the item.").await;
    sana.get(&format!("{RECORD}/items/{ITEM_1}")).await.shows("Decision 9").hides("Decision 8");
    user(&db, "Omar").get(RECORD).await.shows("Decision 9").shows("Decided 3.");
    user(&db, "Mira").post(ADD, &[("text", "Mine.")]).await.is(StatusCode::FORBIDDEN);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_removed_decision_keeps_its_number(db: PgPool) {
    let sana = user(&db, "Sana");
    let first = decided(&sana, "The fee is ten euros.").await;
    sana.post(&format!("{first}/removal"), &[]).await.is(StatusCode::SEE_OTHER);
    decided(&sana, "The fee is twelve euros.").await;

    let page = sana.get(RECORD).await;
    page.shows("Removed from the record (1)").shows("Decision 1").shows("Decision 2");
    page.hides(">The fee is ten euros.</p>");
    let read = user(&db, "Mira").get(RECORD).await;
    read.shows("Removed from the record (1)").shows("Decision 1").hides("ten euros");
    sana.post(&format!("{first}/restoration"), &[]).await.is(StatusCode::SEE_OTHER);
    sana.get(RECORD).await.shows(">The fee is ten euros.</p>").hides("Removed from the record");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_decision_says_something(db: PgPool) {
    let sana = user(&db, "Sana");
    let answer = sana.post(ADD, &[("item", ITEM_1), ("text", " ")]).await;

    answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Write what was agreed.");
    answer.shows(&format!("value=\"{ITEM_1}\" selected"));
    sana.post(ADD, &[("item", "x"), ("text", "Words.")]).await.is(StatusCode::NOT_FOUND);
    let other = ADD.replace("12", "11");
    sana.post(&other, &[("text", "Words.")]).await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_late_edit_of_a_decision_gets_both_texts(db: PgPool) {
    let (sana, chen) = (user(&db, "Sana"), user(&db, "Chen"));
    let place = decided(&sana, "The fee is ten euros, from May.").await;
    let revision = sana.get(&place).await.value("revision");
    let form = |text| [("revision", revision.as_str()), ("item", ITEM_1), ("text", text)];
    sana.post(&place, &form("The fee is twelve euros, from May.")).await.is(StatusCode::SEE_OTHER);

    let conflict = chen.post(&place, &form("The fee is ten euros, from June.")).await;
    conflict.is(StatusCode::CONFLICT).shows("The fee is twelve euros, from June.</textarea>");
    sana.get(&place.replace("decisions", "history")).await.shows("<ins> twelve</ins>");
}
