//! The environment as operators mean it, and what the program says of the settings that it found.

use std::fs;

use serde_json::Value;
use sqlx::PgPool;

use crate::program::{Program, command, home, refusal, url};

#[sqlx::test(migrator = "support::MIGRATIONS")]
async fn an_empty_variable_is_unset_and_a_secret_may_stand_in_a_file(db: PgPool) {
    let home = home();
    let secret = home.path().join("database");
    fs::write(&secret, url(&db) + "\n").unwrap();
    let settings = [
        ("DATABASE_URL", ""),
        ("DATABASE_URL_FILE", secret.to_str().unwrap()),
        ("SMTP_URL", ""),
        ("SMTP_URL_FILE", ""),
        ("BASE_URL", ""),
        ("TRUSTED_PROXIES", ""),
        ("API_REQUESTS", ""),
        ("METRICS_LISTEN", ""),
        ("RUST_LOG", ""),
    ];
    let mut program = Program::start(home.path(), &settings);
    assert_eq!(program.get("/readyz", "").await.unwrap().status, 200);
    program.signal("TERM");
    assert!(program.ended().await.success());

    let log = program.log();
    let lines = log.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let started =
        lines.into_iter().find(|line| line["message"] == "started").expect("a start line");
    assert_eq!(started["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!((&started["database"], &started["mail"]), (&"DATABASE_URL".into(), &"files".into()));
    assert_eq!(started["api_requests"], 600);
    let rules = started["zone_rules"].as_str().unwrap();
    assert!(rules.starts_with("20"), "{rules}");
    assert!(!home.path().join("var/postgres").exists(), "no private PostgreSQL was made");
}

#[test]
fn a_secret_whose_file_cannot_be_read_stops_the_start() {
    let home = home();
    let output = refusal(home.path(), &[("SMTP_URL_FILE", "/nowhere/secret")]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said.starts_with("rapporteur: SMTP_URL_FILE names a file that cannot be read"),
        "{said}"
    );
}

#[sqlx::test(migrator = "support::MIGRATIONS")]
async fn a_server_is_asked_for_its_health(db: PgPool) {
    let home = home();
    let health = |listen: &str| {
        let output = command(home.path(), &[("LISTEN", listen)]).arg("health").output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(said).unwrap())
    };
    let mut program = Program::start(home.path(), &[("DATABASE_URL", &url(&db))]);
    let port = program.address.port();

    assert_eq!(health(&program.address.to_string()), (Some(0), "ready\n".into()));
    assert_eq!(health(&format!("0.0.0.0:{port}")), (Some(0), "ready\n".into()));
    program.signal("TERM");
    assert!(program.ended().await.success());

    let (code, said) = health(&format!("127.0.0.1:{port}"));
    assert_eq!(code, Some(1));
    assert!(said.starts_with("rapporteur: No server answers at 127.0.0.1:"), "{said}");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn verify_fails_where_the_record_is_not_frozen(db: PgPool) {
    let home = home();
    let verify = || {
        let output = command(home.path(), &[("DATABASE_URL", &url(&db))]).arg("verify").output();
        let output = output.unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(verify().0, Some(0));

    // What a start makes sure of again.
    change(&db, "grant update on editions to rapporteur_server").await;
    assert_eq!(verify().0, Some(0));
    let kept = "select has_table_privilege('rapporteur_server', 'editions', 'update')";
    assert!(!sqlx::query_scalar::<_, bool>(kept).fetch_one(&db).await.unwrap());

    // What it cannot mend.
    change(&db, "alter table history disable trigger history_stays").await;
    change(&db, "drop trigger adopted_versions_are_frozen on plan_versions").await;
    let (code, said) = verify();
    assert_eq!(code, Some(1));
    for table in ["history", "plan_versions"] {
        assert!(said.contains(&format!("Rows of {table} can be changed")), "{said}");
    }
    assert!(!said.contains("editions"), "{said}");
}

async fn change(db: &PgPool, statement: &'static str) {
    sqlx::raw_sql(statement).execute(db).await.unwrap();
}
