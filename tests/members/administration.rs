//! What the administrator does, and does not see.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::sign_in::{PASSWORD, mailed_link};
use support::{user, visitor};

async fn person(db: &PgPool, name: &str) -> String {
    let id: uuid::Uuid =
        sqlx::query_scalar("select id from people where split_part(name, ' ', 1) = $1")
            .bind(name)
            .fetch_one(db)
            .await
            .unwrap();
    format!("/administration/people/{id}")
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn to_everybody_else_there_is_no_administration(db: PgPool) {
    let nia = person(&db, "Nia").await;
    for path in ["/administration", "/administration/groups/forms", &nia] {
        user(&db, "Chen").get(path).await.is(StatusCode::NOT_FOUND);
        visitor(&db).get(path).await.is(StatusCode::SEE_OTHER);
    }
    let suspension = format!("{nia}/suspension");
    user(&db, "Chen").post(&suspension, &[]).await.is(StatusCode::NOT_FOUND);
    user(&db, "Nia").get("/account").await.is(StatusCode::OK);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn ada_makes_a_group_and_appoints_who_runs_it(db: PgPool) {
    let ada = user(&db, "Ada");
    let id = ada.get("/administration/groups/new").await.value("id");
    let path = "/administration/groups/harbours";
    for _ in 0..2 {
        assert_eq!(ada.make_group(&id, "harbours").await.location(), path);
    }
    let id = ada.get("/administration/groups/new").await.value("id");
    let taken = ada.make_group(&id, "harbours").await;
    taken.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Another group has this address.");
    let odd = ada.make_group(&id, "Har bours").await;
    odd.is(StatusCode::UNPROCESSABLE_ENTITY).shows("small letters").shows("Working Group on Harb");

    ada.appoint("nia@example.org", "co_chair").await.location();
    ada.appoint("tariq@example.org", "secretariat").await.location();
    ada.appoint("mira@example.org", "observer").await.is(StatusCode::UNPROCESSABLE_ENTITY);

    ada.get(path).await.shows("Nia Mensah").shows("tariq@example.org");
    user(&db, "Nia").get("/groups/harbours/members").await.is(StatusCode::OK);
    let link = mailed_link(&db, "tariq@example.org").await;
    let form = [("name", "Tariq Aziz"), ("password", PASSWORD)];
    assert_eq!(visitor(&db).post(&link, &form).await.location(), "/groups/harbours");
    ada.get(path).await.shows("Tariq Aziz");
    ada.get("/groups/harbours/members").await.is(StatusCode::NOT_FOUND);
    let group: (String, i32, String) = sqlx::query_as(
        "select time_zone, last_meeting, purpose_html from groups where slug = 'harbours'",
    )
    .fetch_one(&db)
    .await
    .unwrap();
    assert_eq!((&*group.0, group.1), ("Asia/Singapore", 17));
    assert!(group.2.contains("<em>ships</em>") && !group.2.contains("<script"), "{}", group.2);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn whoever_is_suspended_is_out_at_once_and_comes_back_as_before(db: PgPool) {
    let (ada, mira) = (user(&db, "Ada"), user(&db, "Mira"));
    let path = person(&db, "Mira").await;
    mira.get("/groups/forms/members").await.is(StatusCode::OK);

    let reason = [("reason", "Sends advertisements")];
    assert_eq!(ada.post(&format!("{path}/suspension"), &reason).await.location(), path);

    mira.get("/groups/forms/members").await.is(StatusCode::SEE_OTHER);
    mira.get("/api/v1/me").await.is(StatusCode::UNAUTHORIZED);
    ada.get(&path).await.shows("suspended since");
    ada.get("/administration?words=MIRA").await.shows("suspended").hides("Omar");
    visitor(&db).post("/sign-in/link", &[("email", "mira@example.org")]).await;
    assert_eq!(ada.post(&format!("{path}/restoration"), &[]).await.location(), path);
    // The session and the token of then are gone; the place in the group is not.
    mira.get("/api/v1/me").await.is(StatusCode::UNAUTHORIZED);
    mira.get("/groups/forms/members").await.is(StatusCode::SEE_OTHER);
    visitor(&db).post("/sign-in/link", &[("email", "mira@example.org")]).await;
    let link = mailed_link(&db, "mira@example.org").await;
    let back = visitor(&db).post(&link, &[]).await;
    visitor(&db).with(&back).get("/groups/forms/members").await.is(StatusCode::OK);
    let events: Vec<(String, String)> =
        sqlx::query_as("select event, reason from history where subject = 'person' and event <> 'token_revoked' order by id")
            .fetch_all(&db)
            .await
            .unwrap();
    let suspended = ("suspended".to_owned(), "Sends advertisements".to_owned());
    assert_eq!(events, [suspended, ("restored".to_owned(), String::new())]);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn an_administrator_is_always_left(db: PgPool) {
    let path = person(&db, "Ada").await;
    let refused = user(&db, "Ada").post(&format!("{path}/suspension"), &[]).await;
    refused.is(StatusCode::CONFLICT).shows("You cannot suspend yourself.");
    let operator = "/administration/people/00000000-0000-0000-0000-000000000000/restoration";
    user(&db, "Ada").post(operator, &[]).await.is(StatusCode::NOT_FOUND);

    sqlx::query("update people set administrator = true where name like 'Nia%'")
        .execute(&db)
        .await
        .unwrap();
    let suspend = |by: &str, path: String| {
        let by = user(&db, by);
        tokio::spawn(async move { by.post(&format!("{path}/suspension"), &[]).await.status })
    };
    let one = suspend("Ada", person(&db, "Nia").await);
    let other = suspend("Nia", path);
    let statuses = [one.await.unwrap(), other.await.unwrap()];

    assert_eq!(statuses.iter().filter(|status| **status == StatusCode::SEE_OTHER).count(), 1);
    let left = "select count(*) from people where administrator and suspended_at is null";
    let left: i64 = sqlx::query_scalar(left).fetch_one(&db).await.unwrap();
    assert_eq!(left, 1);
}
