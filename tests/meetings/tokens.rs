//! Tokens: made in the browser, shown once, and never good for more than their owner is.

use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgPool;

use support::members::membership;
use support::tokens::{Program, SAID, said};
use support::{story_time, user, user_at, visitor};

const TOKENS: &str = "/account/tokens";
const QUIET: &str = "/api/v1/groups/quiet/meetings/1/record/contributions";
const READ: &[(&str, &str)] =
    &[("name", "Archive"), ("scope", "read"), ("reach", "all"), ("expiry", "7")];
const WRITE: &[(&str, &str)] =
    &[("name", "Minutes"), ("scope", "write"), ("reach", "all"), ("expiry", "30")];

async fn events(db: &PgPool, event: &str) -> Vec<String> {
    let told = "select people.name || ': ' || reason from history \
         join people on people.id = subject_id where event = $1 order by history.id";
    sqlx::query_scalar(told).bind(event).fetch_all(db).await.unwrap()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_token_is_shown_once_and_its_owner_is_told_by_mail(db: PgPool) {
    let mira = user(&db, "Mira");
    mira.get("/account").await.shows(TOKENS);
    let id = mira.get(TOKENS).await.value("id");
    let form = [&[("id", id.as_str())], READ].concat();

    let made = mira.post(TOKENS, &form).await;

    let program = Program::of(&db, &made);
    made.shows("http://rapporteur.test/api/v1/").shows("this once only");
    assert_eq!(made.header("cache-control"), "no-store");
    assert_eq!(
        program.secret.parse::<platform::api::token::Secret>().map(|s| s.to_string()),
        Ok(program.secret.clone())
    );
    let list = mira.get(TOKENS).await;
    list.hides(&program.secret).shows("Archive").shows("only reads in all groups");
    list.shows("never used").shows("Fri 13 March 2026, 09:00 UTC");
    mira.post(TOKENS, &form).await.is(StatusCode::CONFLICT).shows("shown only once");

    assert_eq!(program.get(SAID).await, StatusCode::OK);
    mira.get(TOKENS).await.shows("last used");
    assert_eq!(events(&db, "token_made").await, ["Mira Rao: Archive"]);
    let mails: Vec<(String, String)> =
        sqlx::query_as("select recipient, text from mails").fetch_all(&db).await.unwrap();
    let [(recipient, text)] = mails.as_slice() else { panic!("{mails:?}") };
    assert_eq!(recipient, "mira@example.org");
    assert!(text.contains("“Archive”") && text.contains("can read in your name"), "{text}");
    assert!(!text.contains("rap_"), "{text}");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_is_stored_of_a_token_opens_nothing(db: PgPool) {
    let made = user(&db, "Mira").make_token(TOKENS, TOKENS, WRITE).await;
    let secret = Program::of(&db, &made).secret;
    let digits = &secret["rap_".len()..];

    let tables = "select quote_ident(tablename) from pg_tables where schemaname = 'public'";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&db).await.unwrap();
    assert!(tables.iter().any(|table| table == "tokens"));
    for table in tables {
        let rows = format!("select coalesce(string_agg(t::text, ' '), '') from {table} t");
        let rows: String =
            sqlx::query_scalar(sqlx::AssertSqlSafe(rows)).fetch_one(&db).await.unwrap();
        for part in [&secret, digits, &digits[..20], &digits[20..]] {
            assert!(!rows.contains(part), "{table} holds the token: {rows}");
        }
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_token_does_what_it_was_made_for(db: PgPool) {
    let sana = user(&db, "Sana");
    let reads = Program::of(&db, &sana.make_token(TOKENS, TOKENS, READ).await);
    let writes = Program::of(&db, &sana.make_token(TOKENS, TOKENS, WRITE).await);

    assert_eq!(reads.send("POST", SAID, said("Mine.")).await, StatusCode::FORBIDDEN);
    assert_eq!(writes.send("POST", SAID, said("Mine.")).await, StatusCode::CREATED);

    let mira = user(&db, "Mira");
    let member = Program::of(&db, &mira.make_token(TOKENS, TOKENS, WRITE).await);
    assert_eq!(member.send("POST", SAID, said("Mine.")).await, StatusCode::FORBIDDEN);
    assert_eq!(member.get(SAID).await, StatusCode::OK);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_token_for_some_groups_stays_in_them(db: PgPool) {
    for sql in [
        "insert into memberships (id, group_id, person_id, role, since)
         select gen_random_uuid(), groups.id, people.id, 'member', '2026-01-01'
         from groups, people where slug = 'quiet' and people.name = 'Mira Rao'",
        "insert into meetings (id, group_id, number, title, state, starts_at, minutes)
         select gen_random_uuid(), id, 1, 'Online Meeting', 'held', '2026-03-05 13:00Z', 60
         from groups where slug = 'quiet'",
    ] {
        sqlx::query(sql).execute(&db).await.unwrap();
    }
    let mira = user(&db, "Mira");
    let some = |group| {
        let typed = [("name", "Archive"), ("scope", "read"), ("expiry", "7"), ("reach", "some")];
        [&typed[..], &[("groups", group)]].concat()
    };

    let all = Program::of(&db, &mira.make_token(TOKENS, TOKENS, READ).await);
    let forms = Program::of(&db, &mira.make_token(TOKENS, TOKENS, &some("forms")).await);

    assert_eq!((all.get(SAID).await, all.get(QUIET).await), (StatusCode::OK, StatusCode::OK));
    assert_eq!(forms.get(SAID).await, StatusCode::OK);
    assert_eq!(forms.get(QUIET).await, StatusCode::NOT_FOUND);
    mira.get(TOKENS).await.shows("only reads in WG-Forms");
    let refused = user(&db, "Sana").make_token(TOKENS, TOKENS, &some("quiet")).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("“quiet” is not a group of");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_token_expires(db: PgPool) {
    let made = user(&db, "Mira").make_token(TOKENS, TOKENS, READ).await;
    let until = story_time() + TimeDelta::days(7);

    let program = Program::of(&db, &made).at(&db, until - TimeDelta::seconds(1));
    assert_eq!(program.get(SAID).await, StatusCode::OK);
    assert_eq!(program.at(&db, until).get(SAID).await, StatusCode::UNAUTHORIZED);

    user_at(&db, "Mira", until).get(TOKENS).await.shows("expired");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn when_a_token_was_used_is_written_once_a_minute(db: PgPool) {
    let made = user(&db, "Mira").make_token(TOKENS, TOKENS, READ).await;
    let mut program = Program::of(&db, &made);
    for (seconds, seen) in [(0, 0), (30, 0), (60, 0), (61, 61), (100, 61)] {
        program = program.at(&db, story_time() + TimeDelta::seconds(seconds));
        assert_eq!(program.get(SAID).await, StatusCode::OK);
        let seen_at = "select seen_at from tokens where name = 'Archive'";
        let seen_at: DateTime<Utc> = sqlx::query_scalar(seen_at).fetch_one(&db).await.unwrap();
        assert_eq!((seen_at - story_time()).num_seconds(), seen, "after {seconds} s");
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_token_that_is_revoked_is_out_with_the_next_request(db: PgPool) {
    let mira = user(&db, "Mira");
    let program = Program::of(&db, &mira.make_token(TOKENS, TOKENS, WRITE).await);
    let id: uuid::Uuid = sqlx::query_scalar("select id from tokens where name = 'Minutes'")
        .fetch_one(&db)
        .await
        .unwrap();
    let revocation = format!("{TOKENS}/{id}/revocation");
    assert_eq!(program.get(SAID).await, StatusCode::OK);
    user(&db, "Omar").post(&revocation, &[]).await.is(StatusCode::NOT_FOUND);
    assert_eq!(program.get(SAID).await, StatusCode::OK);

    assert_eq!(mira.post(&revocation, &[]).await.location(), TOKENS);

    assert_eq!(program.get(SAID).await, StatusCode::UNAUTHORIZED);
    mira.post(&revocation, &[]).await.location();
    mira.get(TOKENS).await.shows("cancelled").hides(&revocation);
    assert_eq!(events(&db, "token_revoked").await, ["Mira Rao: Minutes"]);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_token_is_worth_what_its_owner_is_worth_now(db: PgPool) {
    let (chen, mira, sana) = (user(&db, "Chen"), user(&db, "Mira"), user(&db, "Sana"));
    let of_mira = Program::of(&db, &mira.make_token(TOKENS, TOKENS, WRITE).await);
    let of_sana = Program::of(&db, &sana.make_token(TOKENS, TOKENS, WRITE).await);
    assert_eq!(of_mira.get(SAID).await, StatusCode::OK);

    let removal = format!("{}/removal", membership(&db, "Mira").await);
    chen.post(&removal, &[]).await.location();
    assert_eq!(of_mira.get(SAID).await, StatusCode::NOT_FOUND);

    let id: uuid::Uuid = sqlx::query_scalar("select id from people where name = 'Sana Karimi'")
        .fetch_one(&db)
        .await
        .unwrap();
    let suspension = format!("/administration/people/{id}/suspension");
    user(&db, "Ada").post(&suspension, &[]).await.location();
    assert_eq!(of_sana.get(SAID).await, StatusCode::UNAUTHORIZED);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn what_is_missing_in_the_form_is_said(db: PgPool) {
    let mira = user(&db, "Mira");
    let refused = mira.make_token(TOKENS, TOKENS, &[]).await;

    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Enter a name.");
    for sentence in ["what the token may do", "which groups", "until when the token works"] {
        refused.shows(sentence);
    }
    let day = [READ, &[("expiry", "date"), ("last_day", "2027-03-08")]].concat();
    let day: Vec<_> = day.into_iter().filter(|field| *field != ("expiry", "7")).collect();
    let late = mira.make_token(TOKENS, TOKENS, &day).await;
    late.is(StatusCode::UNPROCESSABLE_ENTITY).shows("A token works for a year at most.");
    assert_eq!(late.value("name"), "Archive");
    visitor(&db).get(TOKENS).await.is(StatusCode::SEE_OTHER);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn nobody_has_more_tokens_than_a_page_can_list(db: PgPool) {
    let many = "insert into tokens
            (id, token_hash, person_id, made_by, name, hint, may_write, made_at, expires_at)
        select gen_random_uuid(), sha256(n::text::bytea), person_id, person_id, 'Old', 'rap_…', true,
               made_at, case when n = 1 then made_at else expires_at end
        from generate_series(1, 50) as n, tokens
        where person_id = (select id from people where name = 'Mira Rao')";
    sqlx::query(many).execute(&db).await.unwrap();
    let mira = user(&db, "Mira");

    let refused = mira.make_token(TOKENS, TOKENS, READ).await;

    refused.is(StatusCode::CONFLICT).shows("50 tokens in use already");
    sqlx::query("update tokens set revoked_at = now() where id = (select max(id::text) from tokens where name = 'Old' and made_at < expires_at)::uuid")
        .execute(&db)
        .await
        .unwrap();
    mira.make_token(TOKENS, TOKENS, READ).await.is(StatusCode::OK);
}
