//! Drafting a summary: who may, when, and section by section.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::{user, visitor};

const SUMMARY: &str = "/groups/wg-strategy/meetings/45/summary";

async fn agenda_section(db: &PgPool) -> String {
    let id = "select id::text from summary_sections where kind = 'agenda'";
    let id: String = sqlx::query_scalar(id).fetch_one(db).await.unwrap();
    format!("{SUMMARY}/sections/{id}")
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn the_secretariat_and_co_chairs_draft_and_others_are_told_so(db: PgPool) {
    let (sana, mira, omar) = (user(&db, "Sana"), user(&db, "Mira"), user(&db, "Omar"));
    mira.get(SUMMARY).await.shows("has no summary yet").hides("Draft the summary");
    visitor(&db).get(SUMMARY).await.is(StatusCode::NOT_FOUND);
    user(&db, "Nia").get(SUMMARY).await.is(StatusCode::NOT_FOUND);
    for person in [&mira, &omar] {
        person.post(SUMMARY, &[]).await.is(StatusCode::FORBIDDEN);
    }

    sana.get(SUMMARY).await.shows("Draft the summary");
    sana.post(SUMMARY, &[]).await.location();

    sana.get(SUMMARY).await.shows("in drafting").shows("Wolfgang");
    user(&db, "Chen").post(SUMMARY, &[]).await.is(StatusCode::CONFLICT).shows("already");
    for person in [&mira, &omar] {
        person.get(SUMMARY).await.shows("in drafting").hides("Wolfgang").hides("Edit the draft");
        person.get(&format!("{SUMMARY}/preview")).await.is(StatusCode::FORBIDDEN);
        person.get(&format!("{SUMMARY}/edit")).await.is(StatusCode::FORBIDDEN);
    }
    visitor(&db).get(SUMMARY).await.is(StatusCode::NOT_FOUND);
    user(&db, "Nia").get(&format!("{SUMMARY}/edit")).await.is(StatusCode::NOT_FOUND);
    user(&db, "Ada").get(&format!("{SUMMARY}/preview")).await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn a_meeting_that_has_not_begun_has_nothing_to_compose(db: PgPool) {
    sqlx::query("update meetings set state = 'scheduled'").execute(&db).await.unwrap();
    let sana = user(&db, "Sana");

    sana.get(SUMMARY).await.hides("Draft the summary");
    let refused = sana.post(SUMMARY, &[]).await;

    refused.is(StatusCode::CONFLICT).shows("once the meeting has begun");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn a_section_is_edited_and_a_stale_edit_gets_both_texts(db: PgPool) {
    let (sana, chen) = (user(&db, "Sana"), user(&db, "Chen"));
    sana.post(SUMMARY, &[]).await.location();
    let address = agenda_section(&db).await;
    let edit = |text: &'static str| [("revision", "1"), ("heading", "Agenda"), ("text", text)];

    sana.post(&address, &edit("1. One\n2. Two")).await.location();
    let stale = chen.post(&address, &edit("1. Eins\n2. Two")).await;

    stale.is(StatusCode::CONFLICT).shows("1. One").shows("1. Eins");
    assert_eq!(stale.value("revision"), "2");
    chen.get(&format!("{SUMMARY}/preview")).await.shows("<li>One</li>").hides("Eins");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn a_text_that_cannot_stand_in_the_document_comes_back(db: PgPool) {
    let sana = user(&db, "Sana");
    sana.post(SUMMARY, &[]).await.location();
    let address = agenda_section(&db).await;

    let form = [("revision", "1"), ("heading", "The agenda"), ("text", "")];
    let page = sana.post(&address, &form).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Write a text").shows("The agenda");
    let form = [("revision", "1"), ("heading", " "), ("text", "x <script>alert(1)</script>")];
    sana.post(&address, &form).await.shows("Write a heading").hides("<script>alert");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn a_section_of_another_group_is_not_there(db: PgPool) {
    user(&db, "Sana").post(SUMMARY, &[]).await.location();
    let address = agenda_section(&db).await;
    let elsewhere = address.replace("wg-strategy/meetings/45", "forms/meetings/12");

    user(&db, "Sana").get(&elsewhere).await.is(StatusCode::NOT_FOUND);
    let form = [("revision", "1"), ("heading", "x"), ("text", "x")];
    user(&db, "Sana").post(&elsewhere, &form).await.is(StatusCode::NOT_FOUND);
    user(&db, "Nia").post(&address, &form).await.is(StatusCode::NOT_FOUND);
    user(&db, "Mira").post(&address, &form).await.is(StatusCode::FORBIDDEN);
}
