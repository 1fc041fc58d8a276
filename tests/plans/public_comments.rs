//! The public comments on a public plan: by a confirmed address, once the secretariat lets it through.

use axum::http::StatusCode;
use chrono::TimeDelta;
use sqlx::PgPool;

use plans::public_comments::forget_expired;
use support::plans::PLAN;
use support::public_comments::{ADDRESS, PUBLIC, addresses, link, public, send, waiting};
use support::suggestions::{COMMENTS, mails};
use support::{app_at, story_time, user, user_at, visitor};

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn a_refused_comment_is_shown_to_nobody_and_its_address_is_forgotten(db: PgPool) {
    public(&db).await;
    let (paul, sana) = (visitor(&db), user(&db, "Sana"));
    send(&paul, "plan", "Buy now.").await.location();
    paul.post(&link(&db).await, &[]).await.location();
    let refusal = format!("{PUBLIC}/{}/refusal", waiting(&db).await);
    let answer = sana.post(&refusal, &[("reason", " ")]).await;
    answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Write why you reject it.");
    sana.post(&refusal, &[("reason", "It is not on the plan.")]).await.location();

    let (recipient, _, text) = mails(&db).await.pop().unwrap();
    assert_eq!(recipient, ADDRESS);
    assert!(text.contains("It is not on the plan."));
    assert_eq!(addresses(&db).await, [""]);
    for name in ["Sana", "Chen", ""] {
        user(&db, name).get(COMMENTS).await.hides("Buy now.");
    }
    sana.get(PUBLIC).await.hides("Buy now.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn only_open_plans_that_ask_for_it_take_comments_from_the_public(db: PgPool) {
    let paul = visitor(&db);
    let form = [("name", "Paul"), ("email", ADDRESS), ("text", "Hello.")];
    paul.post(PUBLIC, &form).await.is(StatusCode::NOT_FOUND);
    public(&db).await;
    paul.get(&format!("{PUBLIC}/new")).await.shows("Your e-mail address");
    user(&db, "Nia").get(&format!("{PUBLIC}/new")).await.is(StatusCode::OK);
    for name in ["Mira", "Omar"] {
        user(&db, name).post(PUBLIC, &form).await.is(StatusCode::FORBIDDEN);
    }
    for (name, email, text, sentence) in [
        ("", ADDRESS, "Kept words.", "Enter a name."),
        ("Paul", "paul", "Kept words.", "Enter an e-mail address in the right form"),
        ("Paul", ADDRESS, " ", "Write what you want to say."),
    ] {
        let wrong = [("name", name), ("email", email), ("text", text)];
        let answer = paul.post(PUBLIC, &wrong).await;
        answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows(sentence).shows(text);
    }
    let late = user_at(&db, "", story_time() + TimeDelta::days(15));
    late.post(PUBLIC, &form).await.is(StatusCode::CONFLICT).shows("not open for comments");
    sqlx::query("update plans set public_comments = false").execute(&db).await.unwrap();
    paul.post(PUBLIC, &form).await.is(StatusCode::NOT_FOUND);
    paul.get(PLAN).await.hides("public-comments");
    sqlx::query("update plans set visibility = 'members_only'").execute(&db).await.unwrap();
    paul.post(PUBLIC, &form).await.is(StatusCode::NOT_FOUND);
    assert!(mails(&db).await.is_empty());
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn a_link_lasts_a_week_and_what_nobody_confirmed_is_forgotten(db: PgPool) {
    public(&db).await;
    send(&visitor(&db), "plan", "Hello.").await.location();
    let (link, now) = (link(&db).await, story_time());
    visitor(&db).get("/public-comments/unknown").await.is(StatusCode::NOT_FOUND);
    // The plan is closed by its deadline or by hand; what was sent in time may still be confirmed.
    user(&db, "Chen").post(&format!("{PLAN}/closing"), &[]).await.location();
    user_at(&db, "", now + TimeDelta::days(6)).get(&link).await.is(StatusCode::OK);
    let late = user_at(&db, "", now + TimeDelta::days(7));
    late.get(&link).await.is(StatusCode::NOT_FOUND).shows("This link does not work");
    late.post(&link, &[]).await.is(StatusCode::NOT_FOUND);
    forget_expired(&app_at(&db, now + TimeDelta::days(6))).await.unwrap();
    assert_eq!(addresses(&db).await, [ADDRESS]);
    forget_expired(&app_at(&db, now + TimeDelta::days(7))).await.unwrap();
    assert!(addresses(&db).await.is_empty());
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn limits_hold_for_an_address_and_for_all_and_the_answer_tells_nothing(db: PgPool) {
    public(&db).await;
    let paul = visitor(&db);
    let form = |email: &'static str| [("name", "Paul"), ("email", email), ("text", "Hello.")];
    let known = paul.post(PUBLIC, &form("mira@example.org")).await;
    let unknown = paul.post(PUBLIC, &form(ADDRESS)).await;
    assert_eq!(
        (known.location(), known.header("set-cookie")),
        (unknown.location(), unknown.header("set-cookie"))
    );
    for _ in 0..2 {
        paul.post(PUBLIC, &form(ADDRESS)).await.location();
    }
    // A fourth is one too many, and answered like the others: nobody learns what waits for it.
    let sent = mails(&db).await.len();
    let fourth = paul.post(PUBLIC, &form(ADDRESS)).await;
    assert_eq!(
        (fourth.location(), fourth.header("set-cookie")),
        (unknown.location(), unknown.header("set-cookie"))
    );
    assert_eq!(mails(&db).await.len(), sent);

    // On another server, whose own limits know nothing of it, the plan's limit is the same.
    sqlx::query(
        "insert into public_comments (id, plan_id, name, email, text, html, token_hash, made_at, expires_at)
         select gen_random_uuid(), plan_id, name, n || email, text, html, sha256(n::text::bytea), made_at, expires_at
         from public_comments, generate_series(1, 196) as n where email = 'mira@example.org'",
    )
    .execute(&db)
    .await
    .unwrap();
    visitor(&db).post(PUBLIC, &form("other@example.net")).await.is(StatusCode::TOO_MANY_REQUESTS);
    let tomorrow = user_at(&db, "", story_time() + TimeDelta::days(1));
    tomorrow.post(PUBLIC, &form("other@example.net")).await.location();
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn a_mistyped_address_can_be_corrected_and_nobody_is_pestered(db: PgPool) {
    public(&db).await;
    let paul = visitor(&db);
    let id = paul.get(&format!("{PUBLIC}/new")).await.value("id");
    let send = async |email| {
        let form = [("id", &*id), ("name", "Paul"), ("email", email), ("text", "Who is asked?")];
        paul.post(PUBLIC, &form).await.status
    };
    for email in ["pual@example.net", ADDRESS, "pual@example.net"] {
        assert_eq!(send(email).await, StatusCode::SEE_OTHER);
    }
    let told: Vec<_> = mails(&db).await.into_iter().map(|mail| mail.0).collect();
    assert_eq!(told, ["pual@example.net", ADDRESS]);

    // Three that nobody answered are enough, whoever sends them and from wherever.
    let pester = "insert into public_comments
                      (id, plan_id, name, email, text, html, token_hash, made_at, expires_at)
                  select gen_random_uuid(), plans.id, 'X', 'Paul@example.net', 'X', '', sha256(n::text::bytea),
                         '2026-03-06 08:00Z', '2026-03-12 08:00Z'
                  from plans, generate_series(1, 2) as n";
    sqlx::query(pester).execute(&db).await.unwrap();
    let form = [("name", "Paul"), ("email", ADDRESS), ("text", "Another.")];
    let sent = mails(&db).await.len();
    paul.post(PUBLIC, &form).await.location();
    assert_eq!(mails(&db).await.len(), sent);
    let kept = "select count(*) from public_comments where text = 'Another.'";
    assert_eq!(sqlx::query_scalar::<_, i64>(kept).fetch_one(&db).await.unwrap(), 0);
}
