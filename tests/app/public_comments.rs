//! The public comments on a public plan: by a confirmed address, once the secretariat lets it through.

use axum::http::StatusCode;
use chrono::TimeDelta;
use sqlx::PgPool;

use crate::plans::{PLAN, open};
use crate::suggestions::{AWARENESS, COMMENTS, mails, say};
use crate::support::{Answer, User, app_at, story_time, user, user_at, visitor};
use plans::public_comments::forget_expired;

const PUBLIC: &str = "/groups/forms/plans/wsis20/public-comments";
const ADDRESS: &str = "paul@example.net";

/// The plan is public, takes comments from the public, and is open.
async fn public(db: &PgPool) {
    let publish = "update plans set visibility = 'public', public_comments = true";
    sqlx::query(publish).execute(db).await.unwrap();
    open(&user(db, "Chen")).await;
}

async fn send(by: &User, on: &str, text: &str) -> Answer {
    let page = by.get(&format!("{PUBLIC}/new?on={on}")).await;
    let id = page.value("id");
    let form =
        [("id", &*id), ("on", on), ("name", "Paul Public"), ("email", ADDRESS), ("text", text)];
    by.post(PUBLIC, &form).await
}

/// The path of the link in the latest mail.
async fn link(db: &PgPool) -> String {
    let (recipient, _, text) = mails(db).await.pop().unwrap();
    assert_eq!(recipient, ADDRESS);
    let from = text.find("/public-comments/").unwrap();
    text[from..].split_whitespace().next().unwrap().to_owned()
}

async fn waiting(db: &PgPool) -> String {
    let id = "select id::text from public_comments where state = 'waiting'";
    sqlx::query_scalar(id).fetch_one(db).await.unwrap()
}

async fn addresses(db: &PgPool) -> Vec<String> {
    let left = "select email from public_comments order by made_at";
    sqlx::query_scalar(left).fetch_all(db).await.unwrap()
}

#[sqlx::test(migrator = "operations::MIGRATIONS", fixtures("cast", "wsis20"))]
async fn a_comment_from_the_public_is_confirmed_let_through_settled_and_told(db: PgPool) {
    public(&db).await;
    let (paul, sana, mira) = (visitor(&db), user(&db, "Sana"), user(&db, "Mira"));
    paul.get(PLAN).await.shows(&format!("{PUBLIC}/new?on={AWARENESS}")).hides("Suggest");
    send(&paul, AWARENESS, "Who **is** everybody?").await.location();
    let link = link(&db).await;
    sana.get(PUBLIC).await.shows("No comment waits").hides("Paul");

    let page = paul.get(&link).await;
    page.shows("<strong>is</strong>").shows("Confirm the comment").hides(ADDRESS);
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    sana.get(PUBLIC).await.shows("No comment waits");
    paul.post(&link, &[]).await.location();
    paul.post(&link, &[]).await.location();
    paul.get(&link).await.shows("Your comment is confirmed").hides("Confirm the comment");

    // Only the secretariat sees what waits.
    sana.get("/").await.shows("Let 1 comment through on WSIS+20 action plan");
    user(&db, "Chen").get("/").await.hides("Let 1 comment through");
    sana.get(PUBLIC).await.shows("Paul Public").shows("Objective 1").hides(ADDRESS);
    for place in [COMMENTS, PLAN, &format!("{PLAN}/dispositions.csv")] {
        for name in ["Chen", "Mira", "Omar", "Nia", ""] {
            user(&db, name).get(place).await.hides("everybody?").hides("Paul Public");
        }
    }
    for name in ["Chen", "Mira", "Omar"] {
        user(&db, name).get(PUBLIC).await.is(StatusCode::FORBIDDEN);
    }
    let answer = format!("{PUBLIC}/{}/admission", waiting(&db).await);
    user(&db, "Chen").post(&answer, &[]).await.is(StatusCode::FORBIDDEN);
    sana.post(&answer, &[]).await.location();
    sana.post(&answer, &[]).await.is(StatusCode::NOT_FOUND);

    say(&mira, "comment", AWARENESS, &[("text", "Among us.")]).await;
    let list = paul.get(COMMENTS).await;
    list.shows("1. Comment on Objective 1").shows("Paul Public").hides("Among us.").hides("Mira");
    paul.get(PLAN).await.shows("Comments (1, 1 open)");
    mira.get(PLAN).await.shows("Comments (2, 2 open)");
    let id: String =
        sqlx::query_scalar("select id::text from plan_comments where person_id is null")
            .fetch_one(&db)
            .await
            .unwrap();
    let thread = format!("{COMMENTS}/{id}");
    mira.post(&format!("{thread}/replies"), &[("text", "A hidden reply.")]).await.location();
    paul.get(&thread).await.shows("<strong>is</strong>").hides("A hidden reply.").hides("Mira");
    mira.get(&thread).await.shows("A hidden reply.").shows("from the public");

    assert_eq!(addresses(&db).await, [ADDRESS]);
    let form = [("disposition", "accepted"), ("reason", "We will say so.")];
    sana.post(&format!("{thread}/settlement"), &form).await.location();
    let (recipient, _, text) = mails(&db).await.pop().unwrap();
    assert_eq!(recipient, ADDRESS);
    assert!(text.contains("is settled: accepted.\n\nWe will say so."), "{text}");
    assert_eq!(addresses(&db).await, [""]);
    paul.get(&thread).await.shows("Accepted: We will say so.").hides("Sana");
    let csv = paul.get(&format!("{PLAN}/dispositions.csv")).await;
    csv.shows("Paul Public")
        .shows("accepted,We will say so.,,2026-03-06")
        .hides("Sana")
        .hides("Among");
    let anew = [form[0], form[1], ("seen", "accepted")];
    sana.post(&format!("{thread}/settlement"), &anew).await.location();
    assert_eq!(mails(&db).await.len(), 2);
    let told: String = sqlx::query_scalar("select string_agg(history::text, ' ') from history")
        .fetch_one(&db)
        .await
        .unwrap();
    assert!(!told.contains(ADDRESS) && !told.contains("Paul"), "{told}");
}

#[sqlx::test(migrator = "operations::MIGRATIONS", fixtures("cast", "wsis20"))]
async fn a_refused_comment_is_shown_to_nobody_and_its_address_is_forgotten(db: PgPool) {
    public(&db).await;
    let (paul, sana) = (visitor(&db), user(&db, "Sana"));
    send(&paul, "plan", "Buy now.").await.location();
    paul.post(&link(&db).await, &[]).await.location();
    let refusal = format!("{PUBLIC}/{}/refusal", waiting(&db).await);
    let answer = sana.post(&refusal, &[("reason", " ")]).await;
    answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Say why it is not let through.");
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

#[sqlx::test(migrator = "operations::MIGRATIONS", fixtures("cast", "wsis20"))]
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

#[sqlx::test(migrator = "operations::MIGRATIONS", fixtures("cast", "wsis20"))]
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

#[sqlx::test(migrator = "operations::MIGRATIONS", fixtures("cast", "wsis20"))]
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
    paul.post(PUBLIC, &form(ADDRESS)).await.is(StatusCode::TOO_MANY_REQUESTS);

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

#[sqlx::test(migrator = "operations::MIGRATIONS", fixtures("cast", "wsis20"))]
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
    paul.post(PUBLIC, &form).await.is(StatusCode::TOO_MANY_REQUESTS);
}
