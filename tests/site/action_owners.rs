//! Several people who answer for one action, the first of them in front.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::action_owners::shared;
use support::actions::{ADD, LIST, report};
use support::recording::id_of;
use support::user;

const OTHERS: &str = "omar HADDAD\n\nInes Guest\nNia Mensah";

async fn set_role(db: &PgPool, from: &str, to: &str) {
    let change = format!("update memberships set role = '{to}' where role = '{from}'");
    sqlx::raw_sql(sqlx::AssertSqlSafe(change)).execute(db).await.unwrap();
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn every_owner_answers_for_the_action(db: PgPool) {
    set_role(&db, "observer", "member").await;
    let id = shared(&db, OTHERS).await;
    let (mira, omar) = (user(&db, "Mira"), user(&db, "Omar"));

    mira.get(LIST).await.shows("Mira Rao, Omar Haddad, Ines Guest and Nia Mensah");
    for owner in [&mira, &omar] {
        owner.get("/").await.shows("Print the form.");
        owner.get(&format!("{LIST}/{id}")).await.shows("Report on it");
    }
    assert_eq!(report(&omar, &id, "progress", "I bought paper.").await, StatusCode::SEE_OTHER);
    let omars = format!("{LIST}?owner={}", id_of(&db, "Omar").await);
    user(&db, "Sana").get(&omars).await.shows("Print the form.");

    // Who is in no group of ours is a name to us, whoever has it.
    user(&db, "Nia").get("/").await.hides("Print the form.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn an_owner_who_has_left_stays_who_they_are_when_the_action_is_corrected(db: PgPool) {
    let id = shared(&db, "Omar Haddad").await;
    sqlx::raw_sql("update memberships set until = now() where role = 'observer'")
        .execute(&db)
        .await
        .unwrap();
    let mira = id_of(&db, "Mira").await;
    let form = [
        ("revision", "2"),
        ("owner", &*mira),
        ("others", "Omar Haddad"),
        ("text", "Print the new form."),
    ];
    user(&db, "Sana").post(&format!("{ADD}/{id}"), &form).await.is(StatusCode::SEE_OTHER);

    let omars = format!("{LIST}?owner={}", id_of(&db, "Omar").await);
    user(&db, "Sana").get(&omars).await.shows("Print the new form.");
    // The group's actions are no longer on his desk, and no longer his to report on.
    user(&db, "Omar").get("/").await.hides("Print the new form.");
    assert_eq!(report(&user(&db, "Omar"), &id, "done", "").await, StatusCode::NOT_FOUND);
}
