//! Co-chairs approve one text, by the group's rule.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::user;
use support::way::{
    SUMMARY, after_review, approve, draft, section, section_id, state, submit, text,
};

async fn approval(db: &PgPool, name: &str, text: &str) -> support::Answer {
    after_review(db, name).post(&format!("{SUMMARY}/approval"), &[("text", text)]).await
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn every_co_chair_approves_once_the_review_is_over(db: PgPool) {
    draft(&db).await;
    let shown = text(&db).await;
    approval(&db, "Chen", &shown).await.is(StatusCode::CONFLICT).shows("submitted for review");
    submit(&db).await;
    let early = user(&db, "Chen").post(&format!("{SUMMARY}/approval"), &[("text", &shown)]).await;
    early.is(StatusCode::CONFLICT).shows("The review runs until Fri 13 March 2026, 09:00 UTC.");
    for name in ["Sana", "Mira", "Omar"] {
        approval(&db, name, &shown).await.is(StatusCode::FORBIDDEN);
    }
    approval(&db, "Nia", &shown).await.is(StatusCode::NOT_FOUND);

    let page = after_review(&db, "Chen").get(SUMMARY).await;
    page.shows("It needs the approval of Chen Wei and Cleo Diaz.");
    assert_eq!(page.value("text"), shown);
    approval(&db, "Chen", &shown).await.location();
    approval(&db, "Chen", &shown).await.location();
    assert_eq!(state(&db).await, "in_review");
    let page = after_review(&db, "Cleo").get(SUMMARY).await;
    page.shows("Approved by Chen Wei.").shows("It needs the approval of Cleo Diaz.");
    approval(&db, "Cleo", &shown).await.location();

    assert_eq!(state(&db).await, "approved");
    approval(&db, "Chen", &shown).await.is(StatusCode::CONFLICT).shows("approved already");
    let mail = "select count(*) from mails where recipient = 'sana@example.org'
                and subject = 'WG-Strategy: the summary of Online Meeting 45 can be published'";
    assert_eq!(sqlx::query_scalar::<_, i64>(mail).fetch_one(&db).await.unwrap(), 1);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn one_co_chair_is_enough_where_that_is_the_rule(db: PgPool) {
    sqlx::query("update groups set approval_rule = 'any_co_chair'").execute(&db).await.unwrap();
    draft(&db).await;
    submit(&db).await;

    approval(&db, "Cleo", &text(&db).await).await.location();

    assert_eq!(state(&db).await, "approved");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn only_co_chairs_of_now_count(db: PgPool) {
    draft(&db).await;
    submit(&db).await;
    let shown = text(&db).await;
    approval(&db, "Chen", &shown).await.location();
    let leave = "update memberships set until = now()
                 where person_id = (select id from people where name = 'Chen Wei')";
    sqlx::query(leave).execute(&db).await.unwrap();

    approval(&db, "Cleo", &shown).await.location();

    assert_eq!(state(&db).await, "approved");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn an_approval_is_of_the_text_that_was_shown(db: PgPool) {
    draft(&db).await;
    submit(&db).await;
    let shown = text(&db).await;
    approval(&db, "Chen", &shown).await.location();
    let sana = after_review(&db, "Sana");
    sana.post(&format!("{SUMMARY}/return"), &[("reason", "A word is missing.")]).await.location();
    let edit = [("revision", "1"), ("heading", "Agenda"), ("text", "1. Another agenda")];
    sana.post(&section(&db, "Agenda").await, &edit).await.location();
    let form = [("deadline_date", "2026-03-20"), ("deadline_time", "09:00")];
    sana.post(&format!("{SUMMARY}/review"), &form).await.location();
    sqlx::query("update summaries set deadline = '2026-03-13'").execute(&db).await.unwrap();

    let refused = approval(&db, "Cleo", &shown).await;

    refused.is(StatusCode::CONFLICT).shows("The text has changed since you read it.");
    approval(&db, "Cleo", &text(&db).await).await.location();
    assert_eq!(state(&db).await, "in_review", "Chen's approval was of another text");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn what_is_approved_cannot_be_edited_and_the_record_does_not_change_it(db: PgPool) {
    draft(&db).await;
    submit(&db).await;
    approve(&db).await;
    let approved = text(&db).await;

    let edit = [("revision", "1"), ("heading", "Agenda"), ("text", "1. Another agenda")];
    let refused = user(&db, "Chen").post(&section(&db, "Agenda").await, &edit).await;
    refused.is(StatusCode::CONFLICT).shows("The summary is approved.");
    sqlx::raw_sql("update contributions set text = 'Else.'; update groups set name = 'Renamed'")
        .execute(&db)
        .await
        .unwrap();

    assert_eq!(text(&db).await, approved);
    let page = after_review(&db, "Sana").get(SUMMARY).await;
    page.shows("Wolfgang").hides("Renamed");
    let publication = format!("{SUMMARY}/publication");
    after_review(&db, "Sana").post(&publication, &[("text", &*approved)]).await.location();
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn an_open_objection_holds_up_the_approval(db: PgPool) {
    draft(&db).await;
    submit(&db).await;
    let section = section_id(&db, "Agenda").await;
    let form = [("section", &*section), ("kind", "objection"), ("text", "That was not it.")];
    user(&db, "Mira").post(&format!("{SUMMARY}/comments"), &form).await.location();
    let shown = text(&db).await;

    approval(&db, "Chen", &shown).await.is(StatusCode::CONFLICT).shows("An objection");
    let id = "select id::text from summary_comments";
    let id: String = sqlx::query_scalar(id).fetch_one(&db).await.unwrap();
    let form = [("disposition", "noted"), ("reason", "")];
    after_review(&db, "Chen").post(&format!("{SUMMARY}/comments/{id}"), &form).await.location();

    approval(&db, "Chen", &shown).await.location();
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn a_co_chair_withdraws_an_approval_until_publication(db: PgPool) {
    draft(&db).await;
    submit(&db).await;
    approve(&db).await;
    let chen = after_review(&db, "Chen");

    chen.get(SUMMARY).await.shows("Withdraw my approval and return it to drafting");
    chen.post(&format!("{SUMMARY}/return"), &[("reason", "I misread.")]).await.location();

    assert_eq!(state(&db).await, "drafting");
}
