//! A session that ended while somebody was writing, as they meet it.

use axum::http::StatusCode;
use chrono::TimeDelta;
use sqlx::PgPool;

use support::sign_in::{PASSWORD, give_password, mailed_link};
use support::{Answer, User, story_time, user, user_at, visitor};

const FORM: &str = "/groups/forms/invitations/new";
const ACTION: &str = "/groups/forms/invitations";
const ADDRESS: &str = "tariq@example.org";

async fn sql(db: &PgPool, statement: &'static str) {
    sqlx::query(statement).execute(db).await.unwrap();
}

/// What Sana has typed.
async fn typed(sana: &User) -> Vec<(&'static str, String)> {
    let page = sana.get(FORM).await;
    vec![
        ("typist", page.value("typist")),
        ("id", page.value("id")),
        ("email", ADDRESS.to_owned()),
        ("role", "observer".to_owned()),
        ("affiliation", "A <b> & \"c\"".to_owned()),
    ]
}

async fn send(user: &User, fields: &[(&str, String)]) -> Answer {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    user.post(ACTION, &fields).await
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn what_was_typed_is_filled_in_again_after_signing_in(db: PgPool) {
    give_password(&db, "sana@example.org").await;
    let sana = user(&db, "Sana");
    let fields = typed(&sana).await;
    sql(&db, "update sessions set expires_at = '2026-03-06 08:59Z'").await;

    let refused = send(&sana, &fields).await;
    refused.is(StatusCode::UNAUTHORIZED).shows("You are signed out").shows("Nothing was sent.");
    refused.shows("<bdi>Sana Karimi</bdi> typed this").hides(ADDRESS);
    assert_eq!(refused.header("cache-control"), "no-store");
    let next = refused.value("next");
    assert!(next.starts_with("/groups/forms/invitations/new?kept="), "{next}");
    // Whoever mistypes their password, or asks for a link, goes on with it too.
    let wrong = [("email", "sana@example.org"), ("password", "wrong"), ("next", &*next)];
    let wrong = sana.post("/sign-in", &wrong).await;
    wrong.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Sign in as <bdi>Sana Karimi</bdi> to go on");
    assert_eq!(wrong.value("next"), next);
    let right = [("email", "sana@example.org"), ("password", PASSWORD), ("next", &*next)];
    let signed_in = sana.post("/sign-in", &right).await;
    assert_eq!(signed_in.location(), next);
    let sana = sana.with(&signed_in);

    let page = sana.get(&next).await;
    page.is(StatusCode::OK).shows("You were signed out before this was sent.");
    assert_eq!(page.value("email"), ADDRESS);
    assert_eq!(page.value("id"), fields[1].1);
    page.shows("A &lt;b&gt; &amp; &quot;c&quot;").shows("value=\"observer\" checked");

    let fields: Vec<_> = std::iter::once(("typist", page.value("typist")))
        .chain(fields.into_iter().skip(1))
        .collect();
    assert_eq!(send(&sana, &fields).await.location(), "/groups/forms/members");
    sana.get("/groups/forms/members").await.shows(ADDRESS);
    // It is kept no longer than it is needed.
    sana.get(&next).await.is(StatusCode::OK).shows("no longer kept here").hides(ADDRESS);
    let kept: i64 =
        sqlx::query_scalar("select count(*) from kept_forms").fetch_one(&db).await.unwrap();
    assert_eq!(kept, 0);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_mailed_link_leads_on_with_what_was_typed_in_any_browser(db: PgPool) {
    let sana = user(&db, "Sana");
    let fields = typed(&sana).await;
    sql(&db, "truncate sessions").await;
    let next = send(&sana, &fields).await.value("next");

    let asked = [("email", "sana@example.org"), ("next", &*next)];
    let told = sana.post("/sign-in/link", &asked).await;
    assert!(told.location().starts_with("/sign-in?next="), "{}", told.location());
    let link = mailed_link(&db, "sana@example.org").await;
    let elsewhere = visitor(&db);
    let next = elsewhere.get(&link).await.value("next");
    let signed_in = elsewhere.post(&link, &[("next", &*next)]).await;

    let page = elsewhere.with(&signed_in).get(signed_in.location()).await;
    page.is(StatusCode::OK).shows("You were signed out before this was sent.");
    assert_eq!(page.value("email"), ADDRESS);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn nobody_else_is_shown_it_or_sends_it(db: PgPool) {
    let sana = user(&db, "Sana");
    let fields = typed(&sana).await;
    // Signed out in another tab: this browser sends no session at all.
    sana.post("/sign-out", &[]).await.location();
    let browser = visitor(&db);
    let next = send(&browser, &fields).await.is(StatusCode::UNAUTHORIZED).value("next");

    // Chen may invite people too, and signs in here.
    let chen = user(&db, "Chen");
    let page = chen.get(&next).await;
    page.is(StatusCode::FORBIDDEN).shows("Someone else typed this").hides(ADDRESS);
    page.shows("<bdi>Sana Karimi</bdi> typed this")
        .shows("You are signed in as <bdi>Chen Wei</bdi>");
    send(&chen, &fields)
        .await
        .is(StatusCode::FORBIDDEN)
        .shows("Someone else typed this")
        .hides(ADDRESS);
    let invited: i64 =
        sqlx::query_scalar("select count(*) from invitations").fetch_one(&db).await.unwrap();
    assert_eq!(invited, 0);
    // Nor is it lost by what he sends himself, from whatever page he says.
    let id = chen.get(FORM).await.value("id");
    let own = chen
        .request("POST", ACTION)
        .header("referer", format!("http://rapporteur.test{next}"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(format!("id={id}&email=noor@example.org&role=observer").into());
    chen.send(own.unwrap()).await.location();
    let kept = "select count(*) from kept_forms
         join people on people.id = kept_forms.person_id where people.name = 'Sana Karimi'";
    assert_eq!(sqlx::query_scalar::<_, i64>(kept).fetch_one(&db).await.unwrap(), 2);
    // Neither signing in from that page nor signing out sends it, and so it stays.
    give_password(&db, "chen@example.org").await;
    let page = format!("http://rapporteur.test{next}");
    let sign_in = browser
        .request("POST", "/sign-in")
        .header("referer", &page)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(format!("email=chen@example.org&password={}", PASSWORD.replace(' ', "+")).into());
    let chen = browser.with(&browser.send(sign_in.unwrap()).await);
    let out = chen.request("POST", "/sign-out").header("referer", &page).body("".into());
    chen.send(out.unwrap()).await.location();
    let kept: i64 =
        sqlx::query_scalar("select count(*) from kept_forms").fetch_one(&db).await.unwrap();
    assert_eq!(kept, 2);
    // Signed out, one is led to sign in, not to what was typed.
    let nobody = browser.get(&next).await;
    assert!(nobody.location().starts_with("/sign-in?next=%2Fgroups%2Fforms"), "{nobody:?}");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_form_goes_on_after_signing_in_again_elsewhere(db: PgPool) {
    give_password(&db, "sana@example.org").await;
    let sana = user(&db, "Sana");
    let fields = typed(&sana).await;

    // In another tab, which changes the session of this one.
    let signed_in = sana.sign_in("sana@example.org", PASSWORD).await;

    assert_eq!(send(&sana.with(&signed_in), &fields).await.location(), "/groups/forms/members");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn without_a_mark_the_session_says_who_typed(db: PgPool) {
    let sana = user(&db, "Sana");
    let fields = typed(&sana).await[1..].to_vec();
    sql(
        &db,
        "delete from sessions where person_id = (select id from people where name = 'Sana Karimi')",
    )
    .await;

    let next = send(&sana, &fields).await.is(StatusCode::UNAUTHORIZED).value("next");

    user(&db, "Chen").get(&next).await.is(StatusCode::FORBIDDEN).hides(ADDRESS);
    // Nothing is kept for strangers, of whom nobody knows whose it is.
    let refused = send(&visitor(&db), &fields).await;
    refused.is(StatusCode::UNAUTHORIZED).shows("We could not keep what you typed.");
    assert!(!refused.value("next").contains("kept="));
    let kept: i64 =
        sqlx::query_scalar("select count(*) from kept_forms").fetch_one(&db).await.unwrap();
    assert_eq!(kept, 1);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn what_is_typed_is_kept_for_a_day_and_without_passwords(db: PgPool) {
    let sana = user(&db, "Sana");
    let page = sana.get("/account").await;
    let typist = page.value("typist");
    sql(&db, "delete from sessions").await;
    let form = [("typist", &*typist), ("current", "old secret"), ("password", "new secret")];
    let next =
        sana.post("/account/password", &form).await.is(StatusCode::UNAUTHORIZED).value("next");
    let fields: String =
        sqlx::query_scalar("select fields::text from kept_forms").fetch_one(&db).await.unwrap();
    assert_eq!(fields, "[]");

    for _ in 0..12 {
        sana.post("/account/password", &form).await.is(StatusCode::UNAUTHORIZED);
    }
    let kept: i64 =
        sqlx::query_scalar("select count(*) from kept_forms").fetch_one(&db).await.unwrap();
    assert_eq!(kept, 10);

    give_password(&db, "sana@example.org").await;
    let later = user_at(&db, "", story_time() + TimeDelta::hours(25));
    let signed_in = later.sign_in("sana@example.org", PASSWORD).await;
    later.with(&signed_in).get(&next).await.is(StatusCode::OK).shows("no longer kept here");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_session_lasts_a_month_from_its_last_use_and_three_at_most(db: PgPool) {
    give_password(&db, "mira@example.org").await;
    let at = |days| story_time() + TimeDelta::days(days);
    let signed_in = visitor(&db).sign_in("mira@example.org", PASSWORD).await;
    let token = signed_in.session().unwrap();
    assert!(signed_in.header("set-cookie").contains("Max-Age=7776000"));
    let account = async |days| user_at(&db, &token, at(days)).get("/account").await.status;

    for days in [29, 58, 87] {
        assert_eq!(account(days).await, StatusCode::OK, "day {days}");
    }
    assert_eq!(account(91).await, StatusCode::SEE_OTHER);

    let signed_in = visitor(&db).sign_in("mira@example.org", PASSWORD).await;
    let unused = user_at(&db, &signed_in.session().unwrap(), at(31));
    unused.get("/account").await.is(StatusCode::SEE_OTHER);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn signing_in_from_a_page_leads_back_to_it(db: PgPool) {
    let browser = visitor(&db);
    let public = browser.get("/groups/forms/members?a=b").await;
    assert_eq!(public.location(), "/sign-in?next=%2Fgroups%2Fforms%2Fmembers%3Fa%3Db");
    // What is hidden is answered like what does not exist, and both offer to sign in.
    let plain = |answer: &Answer, path: &str| {
        let number = answer.header("x-request-id").to_owned();
        let back: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
        answer.shows(&format!("href=\"/sign-in?next={back}\""));
        answer.body.replace(&number, "…").replace(&back, "…")
    };
    let hidden = browser.get("/groups/quiet/search").await;
    let nothing = browser.get("/nowhere/at/all?x=1").await;
    if hidden.status == StatusCode::NOT_FOUND {
        assert_eq!(plain(&hidden, "/groups/quiet/search"), plain(&nothing, "/nowhere/at/all?x=1"));
    }
    // The pages by which one signs in lead to themselves no more.
    browser.get("/sign-in").await.shows("href=\"/sign-in\"");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn signing_out_leaves_nothing_in_the_browser(db: PgPool) {
    let out = user(&db, "Mira").post("/sign-out", &[]).await;

    assert_eq!(out.header("clear-site-data"), "\"cache\", \"storage\"");
    assert!(out.header("set-cookie").starts_with("session=; Path=/; Max-Age=0"));
}
