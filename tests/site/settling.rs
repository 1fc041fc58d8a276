//! Editors settle what members said of a plan; what they accept changes it.

use axum::http::StatusCode;
use chrono::TimeDelta;
use sqlx::PgPool;

use support::plans::open;
use support::settling::{settle, suggest};
use support::{story_time, user, user_at};

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn what_is_open_once_the_plan_is_closed_waits_for_its_editors(db: PgPool) {
    open(&user(&db, "Chen")).await;
    let thread = suggest(&db, "Everyone knows of the review.").await;
    user(&db, "Chen").get("/").await.hides("Decide on 1 comment");
    let later = story_time() + TimeDelta::days(15);
    let (chen, mira) = (user_at(&db, "Chen", later), user_at(&db, "Mira", later));
    chen.get("/").await.shows("Decide on 1 comment on WSIS+20 action plan").shows("state=open");
    chen.get("/groups/forms").await.shows("Decide on 1 comment on WSIS+20 action plan");
    mira.get("/").await.hides("Decide on 1 comment");
    settle(&chen, &thread, &[("disposition", "accepted")]).await.location();
    chen.get("/").await.hides("Decide on 1 comment");

    sqlx::query("update plans set state = 'adopted', adopted = 1").execute(&db).await.unwrap();
    let form = [("disposition", "noted")];
    let refused = chen.post(&format!("{thread}/settlement"), &form).await;
    refused.is(StatusCode::CONFLICT).shows("What was adopted is never edited.");
}
