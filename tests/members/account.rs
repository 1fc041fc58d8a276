//! What people change about themselves, and the first administrator's account.

use axum::http::StatusCode;
use sqlx::PgPool;

use members::account::welcome::first_link;
use support::sign_in::{PASSWORD, give_password, mailed_link};
use support::{app, user, visitor};

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn mira_changes_her_name_and_time_zone(db: PgPool) {
    let mira = user(&db, "Mira");
    let page = mira.get("/account").await;
    page.is(StatusCode::OK).shows("mira@example.org").shows("this browser").shows("Firefox");

    let form = [("name", "  Mira  R. Rao "), ("time_zone", "Europe/Istanbul")];
    assert_eq!(mira.post("/account", &form).await.location(), "/account");

    mira.get("/account").await.shows("<bdi>Mira R. Rao</bdi>").shows("in Istanbul");
    let refused = mira.post("/account", &[("name", " "), ("time_zone", "+05:30")]).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Enter a name.").shows("from the list");
    assert_eq!(visitor(&db).get("/account").await.location(), "/sign-in?next=%2Faccount");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_new_password_ends_the_other_sessions(db: PgPool) {
    give_password(&db, "mira@example.org").await;
    let (here, there) = (user(&db, "Mira"), visitor(&db));
    let there = there.with(&there.sign_in("mira@example.org", PASSWORD).await);
    there.get("/account").await.is(StatusCode::OK);
    visitor(&db).post("/sign-in/link", &[("email", "mira@example.org")]).await;

    let wrong = here.change_password("a wrong guess", "another long phrase").await;
    wrong.is(StatusCode::UNPROCESSABLE_ENTITY).shows("This is not your present password.");
    for (poor, sentence) in [
        ("short", "at least 12 characters"),
        ("Mira@example.org", "not your e-mail address"),
        ("aaaaaaaaaaaaaaa", "one character repeated"),
        (&*"x".repeat(257), "256 characters or fewer"),
    ] {
        let refused = user(&db, "Mira").change_password(PASSWORD, poor).await;
        refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows(sentence);
    }
    here.change_password(PASSWORD, "another long phrase").await.location();

    here.get("/account").await.is(StatusCode::OK);
    there.get("/account").await.is(StatusCode::SEE_OTHER);
    let link = mailed_link(&db, "mira@example.org").await;
    visitor(&db).get(&link).await.is(StatusCode::NOT_FOUND);
    let old = visitor(&db).sign_in("mira@example.org", PASSWORD).await;
    old.is(StatusCode::UNPROCESSABLE_ENTITY);
    visitor(&db).sign_in("mira@example.org", "another long phrase").await.location();
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_link_that_signs_in_sets_a_password_only_if_that_was_asked_for(db: PgPool) {
    give_password(&db, "mira@example.org").await;
    let browser = visitor(&db);
    browser.get("/sign-in/link").await.shows("set a new password with it");
    let by_link = async |form: &[(&str, &str)]| {
        visitor(&db).post("/sign-in/link", form).await.location();
        let link = mailed_link(&db, "mira@example.org").await;
        browser.with(&browser.post(&link, &[]).await)
    };

    let mira = by_link(&[("email", "mira@example.org")]).await;
    mira.get("/account").await.shows("Current password").shows("Forgotten?");
    mira.change_password("", "forgot the other one").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    browser.sign_in("mira@example.org", PASSWORD).await.location();

    let mira = by_link(&[("email", "mira@example.org"), ("new_password", "true")]).await;
    mira.get("/account").await.hides("Current password");
    mira.change_password("", "forgot the other one").await.location();

    user(&db, "Mira").get("/account").await.is(StatusCode::SEE_OTHER);
    browser.sign_in("mira@example.org", "forgot the other one").await.location();
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_new_password_offers_to_revoke_all_tokens(db: PgPool) {
    give_password(&db, "mira@example.org").await;
    let mira = user(&db, "Mira");
    let page = mira.get("/account").await;
    page.shows("name=\"end_tokens\" value=\"true\" checked");

    mira.change_password(PASSWORD, "another long phrase").await.location();
    mira.get("/api/v1/me").await.is(StatusCode::OK);
    let form = [
        ("current", "another long phrase"),
        ("password", "yet another phrase"),
        ("end_tokens", "true"),
    ];
    mira.post("/account/password", &form).await.location();
    mira.get("/api/v1/me").await.is(StatusCode::UNAUTHORIZED);
    user(&db, "Chen").get("/api/v1/me").await.is(StatusCode::OK);
    mira.get("/account").await.hides("end_tokens");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn people_end_their_own_sessions_and_nobody_elses(db: PgPool) {
    for _ in 0..2 {
        give_password(&db, "mira@example.org").await;
        visitor(&db).sign_in("mira@example.org", PASSWORD).await.location();
    }
    let mira = user(&db, "Mira");
    let sessions = "select id from sessions where person_id = \
         (select id from people where email = $1) order by device = 'Firefox', id";
    let ids: Vec<uuid::Uuid> =
        sqlx::query_scalar(sessions).bind("mira@example.org").fetch_all(&db).await.unwrap();

    let other = format!("/account/sessions/{}/end", ids[0]);
    user(&db, "Nia").post(&other, &[]).await.is(StatusCode::NOT_FOUND);
    assert_eq!(mira.post(&other, &[]).await.location(), "/account");
    assert_eq!(mira.post("/account/sessions/others/end", &[]).await.location(), "/account");

    mira.get("/account").await.is(StatusCode::OK).hides("everywhere else");
    let left: Vec<uuid::Uuid> =
        sqlx::query_scalar(sessions).bind("mira@example.org").fetch_all(&db).await.unwrap();
    assert_eq!(left.len(), 1);
}

#[sqlx::test(migrator = "support::MIGRATIONS")]
async fn the_first_start_prints_a_link_to_become_the_administrator(db: PgPool) {
    let path = async || {
        let link = first_link(&app(&db)).await.unwrap().expect("a link");
        link.strip_prefix("http://rapporteur.test").unwrap().to_owned()
    };
    let (first, second) = (path().await, path().await);
    let form = [("name", "Ada Byron"), ("email", "ada@example.org"), ("password", PASSWORD)];
    visitor(&db).get("/welcome/0123").await.is(StatusCode::NOT_FOUND);
    visitor(&db).post("/welcome/0123", &form).await.is(StatusCode::NOT_FOUND);
    visitor(&db).get(&first).await.is(StatusCode::OK);
    visitor(&db).post(&first, &[]).await.is(StatusCode::UNPROCESSABLE_ENTITY);

    let made = visitor(&db).post(&first, &form).await;

    assert_eq!(made.location(), "/administration");
    visitor(&db).with(&made).get("/administration").await.is(StatusCode::OK);
    for link in [first, second] {
        visitor(&db).get(&link).await.is(StatusCode::NOT_FOUND);
        visitor(&db).post(&link, &form).await.is(StatusCode::NOT_FOUND);
    }
    assert_eq!(first_link(&app(&db)).await.unwrap(), None);
}

#[sqlx::test(migrator = "support::MIGRATIONS")]
async fn of_ten_who_open_the_first_link_at_once_one_becomes_the_administrator(db: PgPool) {
    let link = first_link(&app(&db)).await.unwrap().unwrap();
    let path = link.strip_prefix("http://rapporteur.test").unwrap();
    let tries = (0..10).map(|n| {
        let (browser, path) = (visitor(&db), path.to_owned());
        tokio::spawn(async move {
            let email = format!("ada{n}@example.org");
            let form = [("name", "Ada"), ("email", &*email), ("password", PASSWORD)];
            browser.post(&path, &form).await.status
        })
    });

    let mut made = 0;
    for answer in tries.collect::<Vec<_>>() {
        made += usize::from(answer.await.unwrap() == StatusCode::SEE_OTHER);
    }

    assert_eq!(made, 1);
    let administrators: i64 = sqlx::query_scalar("select count(*) from people where administrator")
        .fetch_one(&db)
        .await
        .unwrap();
    assert_eq!(administrators, 1);
}
