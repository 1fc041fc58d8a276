//! Signing in and out, by password and by mailed link.

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use sqlx::PgPool;

use support::sign_in::{PASSWORD, give_password, mailed_link};
use support::{story_time, until_slowed_down, user, user_at, visitor};

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn mira_signs_in_goes_where_she_wanted_and_signs_out(db: PgPool) {
    give_password(&db, "mira@example.org").await;
    let browser = visitor(&db);

    let form = browser.get("/sign-in?next=/account").await;
    form.is(StatusCode::OK).shows("E-mail address");
    assert_eq!(form.value("next"), "/account");
    let typed = [("email", " Mira@Example.org "), ("password", PASSWORD), ("next", "/account")];
    let signed_in = browser.post("/sign-in", &typed).await;

    assert_eq!(signed_in.location(), "/account");
    let cookie = signed_in.header("set-cookie");
    assert!(cookie.contains("HttpOnly; SameSite=Lax"), "{cookie}");
    let mira = browser.with(&signed_in);
    assert_eq!(mira.get("/sign-in").await.location(), "/");
    let kept: Vec<u8> = sqlx::query_scalar("select token_hash from sessions order by id desc")
        .fetch_one(&db)
        .await
        .unwrap();
    assert_ne!(kept, mira.token.as_bytes());

    assert_eq!(mira.post("/sign-out", &[]).await.location(), "/");
    mira.get("/sign-in").await.is(StatusCode::OK);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn nobody_learns_who_has_an_account(db: PgPool) {
    for email in ["mira@example.org", "omar@example.org"] {
        give_password(&db, email).await;
    }
    sqlx::query("update people set suspended_at = now() where email = 'omar@example.org'")
        .execute(&db)
        .await
        .unwrap();
    let mut answers = Vec::new();
    // Somebody with another password, without one, suspended, and unknown.
    for (email, password) in [
        ("mira@example.org", "not her password"),
        ("chen@example.org", PASSWORD),
        ("omar@example.org", PASSWORD),
        ("none@example.org", PASSWORD),
        ("operator@localhost", PASSWORD),
    ] {
        let mut times = Vec::new();
        let mut body = String::new();
        for _ in 0..3 {
            let began = Instant::now();
            let answer = visitor(&db).sign_in(email, password).await;
            times.push(began.elapsed());
            answer.is(StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(answer.session(), None);
            body = answer.body.replace(email, "…");
        }
        answers.push((body, times.into_iter().min().unwrap()));
    }

    assert!(answers[0].0.contains("The e-mail address or the password is not right."));
    for (body, time) in &answers {
        assert_eq!(*body, answers[0].0);
        // No machine compares a password faster, and none needs so long for all the rest.
        assert!(*time > Duration::from_millis(6), "{time:?} is too short for a comparison");
    }
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn nobody_is_sent_elsewhere(db: PgPool) {
    give_password(&db, "mira@example.org").await;
    for next in ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example"] {
        let typed = [("email", "mira@example.org"), ("password", PASSWORD), ("next", next)];
        assert_eq!(visitor(&db).post("/sign-in", &typed).await.location(), "/");
        let encoded: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
        let mira = user(&db, "Mira").get(&format!("/sign-in?next={encoded}")).await;
        assert_eq!(mira.location(), "/");
    }
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn signing_in_begins_another_session_and_ends_the_one_before(db: PgPool) {
    give_password(&db, "nia@example.org").await;
    let shared = user(&db, "Mira");

    let signed_in = shared.sign_in("nia@example.org", PASSWORD).await;

    assert_ne!(signed_in.session().unwrap(), "Mira");
    shared.get("/sign-in").await.is(StatusCode::OK);
    // A token that somebody else put there is not taken over.
    let planted = user(&db, "planted");
    let signed_in = planted.sign_in("nia@example.org", PASSWORD).await;
    assert_ne!(signed_in.session().unwrap(), "planted");
    planted.get("/sign-in").await.is(StatusCode::OK);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_form_that_is_not_filled_in_comes_back(db: PgPool) {
    let answer = visitor(&db).sign_in("", "").await;

    answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Enter your e-mail address.");
    answer.shows("Enter your password.").shows("There is a problem");
    let long = "x".repeat(500_000);
    visitor(&db).sign_in(&long, &long).await.is(StatusCode::UNPROCESSABLE_ENTITY);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn guessing_is_slowed_down_for_the_account_and_nobody_else(db: PgPool) {
    give_password(&db, "mira@example.org").await;
    give_password(&db, "nia@example.org").await;
    let guesser = visitor(&db);
    for _ in 0..5 {
        let guess = guesser.sign_in("Mira@example.org", "is it this one?").await;
        guess.is(StatusCode::UNPROCESSABLE_ENTITY);
    }

    let refused = guesser.sign_in("mira@example.org", PASSWORD).await;

    refused.is(StatusCode::TOO_MANY_REQUESTS).shows("too many tries");
    assert!(refused.header("retry-after").parse::<u64>().unwrap() <= 13);
    assert_eq!(guesser.sign_in("nia@example.org", PASSWORD).await.location(), "/");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn guessing_is_slowed_down_for_the_address_that_it_comes_from(db: PgPool) {
    give_password(&db, "mira@example.org").await;
    let guesser = visitor(&db);
    let guess = async |n| guesser.sign_in(&format!("somebody{n}@example.org"), PASSWORD).await;
    // Each three seconds there is another, which a slow machine takes.
    let guesses = until_slowed_down(40, StatusCode::UNPROCESSABLE_ENTITY, guess).await;
    assert!(guesses >= 20, "{guesses}");

    let elsewhere = guesser
        .request("POST", "/sign-in")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .extension(ConnectInfo(std::net::SocketAddr::from(([198, 51, 100, 1], 40_000))));
    let typed = format!("email=mira@example.org&password={}", PASSWORD.replace(' ', "+"));
    let answer = guesser.send(elsewhere.body(Body::from(typed)).unwrap()).await;

    assert_eq!(answer.location(), "/");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_suspended_person_is_out_with_the_next_request(db: PgPool) {
    let mira = user(&db, "Mira");
    assert_eq!(mira.get("/sign-in").await.location(), "/");

    sqlx::query("update people set suspended_at = now() where email = 'mira@example.org'")
        .execute(&db)
        .await
        .unwrap();

    mira.get("/sign-in").await.is(StatusCode::OK);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_mailed_link_signs_in_once_and_looking_does_not_use_it(db: PgPool) {
    let browser = visitor(&db);
    let typed = [("email", "MIRA@example.org"), ("next", "/account")];
    let asked = browser.post("/sign-in/link", &typed).await;
    assert_eq!(asked.location(), "/sign-in?next=%2Faccount");
    let link = mailed_link(&db, "mira@example.org").await;

    for _ in 0..3 {
        browser.get(&link).await.is(StatusCode::OK).shows("Sign in as <bdi>Mira Rao</bdi>");
    }
    let next = browser.get(&link).await.value("next");
    let signed_in = browser.post(&link, &[("next", &*next)]).await;

    assert_eq!(signed_in.location(), "/account");
    assert_eq!(browser.with(&signed_in).get("/sign-in").await.location(), "/");
    let again = browser.post(&link, &[]).await;
    again.is(StatusCode::NOT_FOUND).shows("This link does not work");
    assert_eq!(again.session(), None);
    let unknown = browser.get("/sign-in/link/0123").await;
    assert_eq!(browser.get(&link).await.is(StatusCode::NOT_FOUND).body, unknown.body);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_link_is_void_when_it_is_old_or_replaced_or_its_person_suspended(db: PgPool) {
    let ask = async || {
        visitor(&db).post("/sign-in/link", &[("email", "mira@example.org")]).await;
        mailed_link(&db, "mira@example.org").await
    };
    let (first, second) = (ask().await, ask().await);
    visitor(&db).post(&first, &[]).await.is(StatusCode::NOT_FOUND);

    let late = user_at(&db, "", story_time() + TimeDelta::minutes(31));
    late.get(&second).await.is(StatusCode::NOT_FOUND);
    late.post(&second, &[]).await.is(StatusCode::NOT_FOUND);

    visitor(&db).get(&second).await.is(StatusCode::OK);
    sqlx::query("update people set suspended_at = now() where email = 'mira@example.org'")
        .execute(&db)
        .await
        .unwrap();
    visitor(&db).post(&second, &[]).await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn asking_for_a_link_tells_nobody_who_has_an_account(db: PgPool) {
    sqlx::query("update people set suspended_at = now() where email = 'omar@example.org'")
        .execute(&db)
        .await
        .unwrap();
    let mut answers = Vec::new();
    for email in ["mira@example.org", "none@example.org", "omar@example.org"] {
        let answer = visitor(&db).post("/sign-in/link", &[("email", email)]).await;
        let same = [header::LOCATION, header::SET_COOKIE].map(|h| answer.headers.get(h).cloned());
        answers.push((answer.status, answer.body, same));
    }

    assert!(answers.iter().all(|answer| *answer == answers[0]));
    let mailed: Vec<String> =
        sqlx::query_scalar("select recipient from mails where given_up_at is null")
            .fetch_all(&db)
            .await
            .unwrap();
    assert_eq!(mailed, ["mira@example.org"]);
    // Nothing that was made for them lets anybody in.
    let links = "select count(*) from sign_in_links join people on people.id = person_id \
         where suspended_at is null";
    let links: i64 = sqlx::query_scalar(links).fetch_one(&db).await.unwrap();
    assert_eq!(links, 1);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn links_are_not_mailed_without_end(db: PgPool) {
    let browser = visitor(&db);
    for _ in 0..3 {
        browser.post("/sign-in/link", &[("email", "mira@example.org")]).await.location();
    }

    let refused = browser.post("/sign-in/link", &[("email", "mira@example.org")]).await;

    refused.is(StatusCode::TOO_MANY_REQUESTS);
    browser.post("/sign-in/link", &[("email", "nia@example.org")]).await.location();
    let wrong = browser.post("/sign-in/link", &[("email", "not an address")]).await;
    wrong.is(StatusCode::UNPROCESSABLE_ENTITY).shows("like name@example.org");
}
