//! The standing item: what became of the actions of earlier meetings.

use sqlx::PgPool;

use crate::{User, user};

pub const NEXT: &str = "/groups/forms/meetings/13";
pub const TITLE: &str = "Action items from earlier meetings";

/// Chen schedules Online Meeting 13 for 19 March.
pub async fn scheduled(db: &PgPool) {
    let plan = [("starts_date", "2026-03-19"), ("starts_time", "14:00"), ("minutes", "60")];
    assert_eq!(user(db, "Chen").post("/groups/forms/meetings", &plan).await.location(), NEXT);
}

pub async fn step(by: &User, noun: &str) {
    by.post(&format!("{NEXT}/{noun}"), &[]).await.location();
}

pub async fn standing_item(db: &PgPool) -> String {
    let id = "select id::text from agenda_items where standing";
    sqlx::query_scalar(id).fetch_one(db).await.unwrap()
}
