//! The plan of the stories, opened and shown to everybody.

use sqlx::PgPool;

use crate::User;

pub const PLAN: &str = "/groups/forms/plans/wsis20";

/// Opens the plan for comments until 20 March 2026.
pub async fn open(by: &User) {
    let until = [("deadline_date", "2026-03-20"), ("deadline_time", "12:00")];
    by.post(&format!("{PLAN}/opening"), &until).await.location();
}

pub async fn make_public(by: &User) {
    let revision = by.get(&format!("{PLAN}?edit=plan")).await.value("revision");
    let form = [
        ("revision", revision.as_str()),
        ("title", "WSIS+20 action plan"),
        ("purpose", "What we do for the review."),
        ("visibility", "public"),
    ];
    by.post(PLAN, &form).await.location();
}

/// A meeting has decided on the plan, which everybody may read.
pub async fn decide(db: &PgPool) {
    sqlx::raw_sql(
        "insert into decisions (id, group_id, meeting_id, number, text, html)
         select '00000000-0000-7000-8000-0000000020d1', group_id, id, 7,
                'The plan is adopted.', '<p>The plan is adopted.</p>'
         from meetings where number = 12;
         update plans set visibility = 'public'",
    )
    .execute(db)
    .await
    .unwrap();
}
