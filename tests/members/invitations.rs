//! Invitations, and every way in which one must not be used.

use axum::http::StatusCode;
use chrono::TimeDelta;
use sqlx::PgPool;

use support::sign_in::{PASSWORD, give_password, mailed_link};
use support::{story_time, user, user_at, visitor};

const MEMBERS: &str = "/groups/forms/members";
const NEW: [(&str, &str); 2] = [("name", "Tariq Aziz"), ("password", PASSWORD)];

async fn invited(db: &PgPool, email: &str, role: &str) -> String {
    let by = if role == "co_chair" { "Chen" } else { "Sana" };
    user(db, by).invite(email, role).await.location();
    mailed_link(db, email).await
}

async fn accepted(db: &PgPool) -> i64 {
    sqlx::query_scalar("select count(*) from history where event = 'accepted'")
        .fetch_one(db)
        .await
        .unwrap()
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn tariq_is_invited_makes_an_account_and_is_a_member(db: PgPool) {
    let link = invited(&db, "tariq@example.org", "member").await;
    user(&db, "Chen").get(MEMBERS).await.shows("tariq@example.org").shows("Fri 20 March 2026");
    user(&db, "Mira").get(MEMBERS).await.hides("tariq@example.org");
    let browser = visitor(&db);

    for _ in 0..3 {
        let page = browser.get(&link).await;
        page.is(StatusCode::OK).shows("Sana Karimi").shows("as a member").shows("Example Lab");
    }
    browser.post(&link, &[]).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Enter a name.");
    let accepted = browser.post(&link, &NEW).await;

    assert_eq!(accepted.location(), "/groups/forms");
    let tariq = browser.with(&accepted);
    tariq.get(MEMBERS).await.shows("Tariq Aziz").shows("Example Lab");
    visitor(&db).sign_in("tariq@example.org", PASSWORD).await.location();
    let events: Vec<String> =
        sqlx::query_scalar("select event from history order by id").fetch_all(&db).await.unwrap();
    assert_eq!(events, ["invited", "joined", "accepted", "began"]);

    // Used: to Tariq it says where it led, to everybody else nothing.
    assert_eq!(tariq.get(&link).await.location(), "/groups/forms");
    let used = browser.get(&link).await;
    used.is(StatusCode::NOT_FOUND).shows("This invitation does not work");
    let never = browser.get("/invitations/0123").await;
    assert_eq!((used.status, used.body), (never.status, never.body));
    browser.post(&link, &NEW).await.is(StatusCode::NOT_FOUND);
    user(&db, "Nia").post(&link, &[]).await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn whoever_has_an_account_signs_in_and_comes_back_to_accept(db: PgPool) {
    give_password(&db, "nia@example.org").await;
    let link = invited(&db, "Nia@Example.org", "observer").await;
    let browser = visitor(&db);
    browser.get(&link).await.is(StatusCode::OK).shows("This address has an account");

    let asked = browser.post(&link, &NEW).await;
    let next: String = url::form_urlencoded::byte_serialize(link.as_bytes()).collect();
    assert_eq!(asked.location(), format!("/sign-in?next={next}"));
    let typed = [("email", "nia@example.org"), ("password", PASSWORD), ("next", &*link)];
    let signed_in = browser.post("/sign-in", &typed).await;
    assert_eq!(signed_in.location(), link);
    let nia = browser.with(&signed_in);
    nia.get(&link).await.shows("Accept the invitation");
    nia.get(MEMBERS).await.is(StatusCode::NOT_FOUND);

    assert_eq!(nia.post(&link, &[]).await.location(), "/groups/forms");
    nia.get(MEMBERS).await.is(StatusCode::OK);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn somebody_else_cannot_use_it_and_does_not_use_it_up(db: PgPool) {
    let link = invited(&db, "nia@example.org", "co_chair").await;
    let ada = user(&db, "Ada");

    ada.get(&link).await.is(StatusCode::FORBIDDEN).shows("for another address");
    ada.post(&link, &NEW).await.is(StatusCode::FORBIDDEN).hides("nia@example.org");

    ada.get(MEMBERS).await.is(StatusCode::NOT_FOUND);
    user(&db, "Nia").post(&link, &[]).await.location();
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn old_superseded_and_withdrawn_invitations_are_void(db: PgPool) {
    let first = invited(&db, "tariq@example.org", "member").await;
    let second = invited(&db, "Tariq@example.org", "observer").await;
    let third = {
        user(&db, "Sana").invite("tariq@example.org", "member").await.location();
        mailed_link(&db, "tariq@example.org").await
    };
    for superseded in [&first, &second] {
        visitor(&db).get(superseded).await.is(StatusCode::NOT_FOUND);
        visitor(&db).post(superseded, &NEW).await.is(StatusCode::NOT_FOUND);
    }

    let late = user_at(&db, "", story_time() + TimeDelta::days(14));
    late.get(&third).await.is(StatusCode::NOT_FOUND);
    late.post(&third, &NEW).await.is(StatusCode::NOT_FOUND);

    let page = user(&db, "Chen").get(MEMBERS).await;
    let path = page.body.split("action=\"").find(|part| part.contains("/withdrawal")).unwrap();
    let path = path.split('"').next().unwrap();
    user(&db, "Mira").post(path, &[]).await.is(StatusCode::FORBIDDEN);
    let elsewhere = path.replace("/forms/", "/quiet/");
    user(&db, "Nia").post(&elsewhere, &[]).await.is(StatusCode::NOT_FOUND);
    visitor(&db).get(&third).await.is(StatusCode::OK);
    for _ in 0..2 {
        assert_eq!(user(&db, "Chen").post(path, &[]).await.location(), MEMBERS);
    }
    visitor(&db).get(&third).await.is(StatusCode::NOT_FOUND);
    visitor(&db).post(&third, &NEW).await.is(StatusCode::NOT_FOUND);
    assert_eq!(accepted(&db).await, 0);
    let withdrawn: i64 =
        sqlx::query_scalar("select count(*) from history where event = 'withdrawn'")
            .fetch_one(&db)
            .await
            .unwrap();
    assert_eq!(withdrawn, 1);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn twenty_at_once_accept_once(db: PgPool) {
    let for_nobody_yet = invited(&db, "tariq@example.org", "member").await;
    let for_nia = invited(&db, "nia@example.org", "member").await;
    for (token, link) in [("", for_nobody_yet), ("Nia", for_nia)] {
        let tries = (0..20).map(|_| {
            let (browser, link) = (user(&db, token), link.clone());
            tokio::spawn(async move { browser.post(&link, &NEW).await.status })
        });
        for answer in tries.collect::<Vec<_>>() {
            let status = answer.await.unwrap();
            assert!(matches!(status.as_u16(), 303 | 404), "{status}");
        }
    }

    assert_eq!(accepted(&db).await, 2);
    let counts: (i64, i64) = sqlx::query_as(
        "select (select count(*) from people where email = 'tariq@example.org'), \
         (select count(*) from memberships where since = $1)",
    )
    .bind(story_time())
    .fetch_one(&db)
    .await
    .unwrap();
    assert_eq!(counts, (1, 2));
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_form_that_is_sent_twice_invites_once(db: PgPool) {
    let sana = user(&db, "Sana");
    let id = sana.get("/groups/forms/invitations/new").await.value("id");
    let typed = [("id", &*id), ("email", "tariq@example.org"), ("role", "member")];
    for _ in 0..2 {
        assert_eq!(sana.post("/groups/forms/invitations", &typed).await.location(), MEMBERS);
    }

    let mails: i64 = sqlx::query_scalar("select count(*) from mails").fetch_one(&db).await.unwrap();
    assert_eq!(mails, 1);
    let link = mailed_link(&db, "tariq@example.org").await;
    visitor(&db).get(&link).await.is(StatusCode::OK);

    let refused = sana.invite("tariq at example", "chief").await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("tariq at example");
    refused.shows("like name@example.org").shows("Choose a role.");
    user(&db, "Mira").invite("x@example.org", "member").await.is(StatusCode::FORBIDDEN);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn an_invitation_to_a_lesser_role_does_not_leave_a_group_without_its_secretariat(db: PgPool) {
    let link = invited(&db, "sana@example.org", "observer").await;

    let refused = user(&db, "Sana").post(&link, &[]).await;

    refused.is(StatusCode::CONFLICT).shows("the only secretariat");
    assert_eq!(accepted(&db).await, 0);
}
