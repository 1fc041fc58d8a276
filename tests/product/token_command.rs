//! The operator makes, lists and revokes tokens from the command line.

use std::process::{Command, Output};

use axum::http::{StatusCode, header};
use sqlx::{ConnectOptions, PgPool};

use base::clock::Clock;
use platform::api::token::Secret;
use support::tokens::SAID;
use support::user_at;

async fn token(db: &PgPool, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    program
        .env("DATABASE_URL", db.connect_options().to_url_lossy().as_str())
        .env("BASE_URL", "http://rapporteur.test")
        .arg("token")
        .args(arguments);
    tokio::task::spawn_blocking(move || program.output().unwrap()).await.unwrap()
}

#[track_caller]
fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What a refusal says, in one line.
#[track_caller]
fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    assert_eq!(said.lines().count(), 1, "{said}");
    said
}

async fn call(db: &PgPool, secret: &str) -> StatusCode {
    let program = user_at(db, "", Clock::default().now());
    let request =
        program.request("GET", SAID).header(header::AUTHORIZATION, format!("Bearer {secret}"));
    program.send(request.body("".into()).unwrap()).await.status
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_token_is_printed_alone_and_works_until_it_is_revoked(db: PgPool) {
    let make = ["make", "--email", "Mira@example.org", "--name", "Backup", "--group", "forms"];
    let secret = printed(&token(&db, &make).await);
    let secret = secret.strip_suffix('\n').unwrap();
    assert!(secret.parse::<Secret>().is_ok(), "{secret:?}");
    assert_eq!(call(&db, secret).await, StatusCode::OK);

    let list = printed(&token(&db, &["list", "--email", "mira@example.org"]).await);
    let row = list.lines().find(|line| line.contains("Backup")).unwrap();
    assert!(row.contains("only reads in WG-Forms"), "{row}");
    assert!(!list.contains(secret));
    let id = row.split('\t').next().unwrap();

    let revoke = ["revoke", "--email", "mira@example.org", "--id", id];
    assert_eq!(printed(&token(&db, &revoke).await), "");
    assert_eq!(call(&db, secret).await, StatusCode::UNAUTHORIZED);
    let by = "select distinct person_id::text from history where event like 'token_%'";
    let by: Vec<String> = sqlx::query_scalar(by).fetch_all(&db).await.unwrap();
    assert_eq!(by, ["00000000-0000-0000-0000-000000000000"]);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn what_cannot_be_done_is_said_in_a_sentence(db: PgPool) {
    sqlx::query("update people set suspended_at = now() where name = 'Omar Haddad'")
        .execute(&db)
        .await
        .unwrap();
    let no_id = "00000000-0000-7000-8000-00000000ffff";
    let make = |email: &'static str, more: &[&'static str]| {
        [&["make", "--email", email, "--name", "Backup"], more].concat()
    };
    for (arguments, sentence) in [
        (make("nobody@example.org", &[]), "Nobody has an account with this address."),
        (make("omar@example.org", &[]), "The account with this address is suspended."),
        (make("mira@example.org", &["--group", "quiet"]), "“quiet” is not a group of"),
        (make("mira@example.org", &["--days", "366"]), "at most for 365 days"),
        (vec!["revoke", "--email", "mira@example.org", "--id", no_id], "no token with this id"),
    ] {
        let said = refused(&token(&db, &arguments).await);
        assert!(said.contains(sentence), "{said}");
    }
    assert_eq!(token(&db, &["make", "--email", "mira@example.org"]).await.status.code(), Some(2));
}
