//! A statement is planned once for all that it is asked with, but those of a search, which are
//! planned for its own words and groups.

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::program::url;
use platform::web::{self, App, CustomPlans};
use support::{app, user_of};

async fn mode(db: &PgPool) -> String {
    sqlx::query_scalar("show plan_cache_mode").fetch_one(db).await.unwrap()
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn only_searches_are_planned_for_what_they_are_asked_with(db: PgPool) {
    let CustomPlans(searches) = CustomPlans::connect(&url(&db)).unwrap();
    assert_eq!(mode(&web::connect(&url(&db)).unwrap()).await, "force_generic_plan");
    assert_eq!(mode(&searches).await, "auto");

    searches.close().await;
    let visitor = user_of(App { custom_plans: CustomPlans(searches), ..app(&db) }, "");
    visitor.get("/groups/forms").await.is(StatusCode::OK);
    for search in ["/search?q=form", "/groups/forms/search?q=form", "/api/v1/search?q=form"] {
        let answer = visitor.get(search).await;
        assert!(answer.status.is_server_error(), "{search}: {answer:?}");
    }
}
