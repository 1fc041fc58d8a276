//! The way of a summary, for the stories that begin somewhere along it.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgPool;

use crate::{User, story_time, user, user_at};

pub const SUMMARY: &str = "/groups/wg-strategy/meetings/45/summary";

/// A week and a day after the stories begin: the review is over.
pub fn later() -> DateTime<Utc> {
    story_time() + TimeDelta::days(8)
}

pub fn after_review(db: &PgPool, name: &str) -> User {
    user_at(db, name, later())
}

pub async fn draft(db: &PgPool) {
    user(db, "Sana").post(SUMMARY, &[]).await.location();
}

pub async fn submit(db: &PgPool) {
    let sana = user(db, "Sana");
    let page = sana.get(&format!("{SUMMARY}/review")).await;
    let (date, time) = (page.value("deadline_date"), page.value("deadline_time"));
    let deadline = [("deadline_date", &*date), ("deadline_time", &*time)];
    sana.post(&format!("{SUMMARY}/review"), &deadline).await.location();
}

/// The hash of the text as it is.
pub async fn text(db: &PgPool) -> String {
    let hash = "select encode(text_hash, 'hex') from summaries";
    sqlx::query_scalar(hash).fetch_one(db).await.unwrap()
}

pub async fn approve(db: &PgPool) {
    let text = text(db).await;
    for co_chair in ["Chen", "Cleo"] {
        let approval = format!("{SUMMARY}/approval");
        after_review(db, co_chair).post(&approval, &[("text", &*text)]).await.location();
    }
}

pub async fn publish(db: &PgPool) {
    let text = text(db).await;
    let publication = format!("{SUMMARY}/publication");
    after_review(db, "Sana").post(&publication, &[("text", &*text)]).await.location();
}

/// From nothing to the published summary.
pub async fn whole_way(db: &PgPool) {
    draft(db).await;
    submit(db).await;
    approve(db).await;
    publish(db).await;
}

/// From the published summary to its next edition.
pub async fn correct(db: &PgPool, sentence: &str) {
    let sana = user(db, "Sana");
    let form = [("corrigendum", sentence)];
    sana.post(&format!("{SUMMARY}/corrigendum"), &form).await.location();
    submit(db).await;
    approve(db).await;
    publish(db).await;
}

pub async fn state(db: &PgPool) -> String {
    sqlx::query_scalar("select state::text from summaries").fetch_one(db).await.unwrap()
}

/// The address of the section with that heading.
pub async fn section(db: &PgPool, heading: &str) -> String {
    format!("{SUMMARY}/sections/{}", section_id(db, heading).await)
}

pub async fn section_id(db: &PgPool, heading: &str) -> String {
    let id = "select id::text from summary_sections where heading = $1";
    sqlx::query_scalar(id).bind(heading).fetch_one(db).await.unwrap()
}
