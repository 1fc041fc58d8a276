//! Reports that the operator reads in.

use std::process::{Command, Output};

use serde_json::Value;
use sqlx::{ConnectOptions, PgPool};

use support::uploads::{MODEL, count};

const UNDERSTOOD: &str = include_str!("../fixtures/wg-strategy-45.json");

/// The program itself, on a document, as an operator runs it.
async fn import(db: Option<&PgPool>, document: &[u8], arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wg-strategy-45.md");
    std::fs::write(&file, document).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    program.env_remove("DATABASE_URL").arg("import").arg(file).args(arguments);
    if let Some(db) = db {
        program.env("DATABASE_URL", db.connect_options().to_url_lossy().as_str());
    }
    tokio::task::spawn_blocking(move || program.output().unwrap()).await.unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

async fn stored(db: &PgPool) -> [i64; 4] {
    let tables = ["meetings", "agenda_items", "imports", "history"];
    let mut counts = [0; 4];
    for (count, table) in counts.iter_mut().zip(tables) {
        *count = self::count(db, table).await;
    }
    counts
}

#[tokio::test]
async fn a_dry_run_prints_the_model_report_as_json() {
    let output =
        import(None, MODEL.as_bytes(), &["--group", "wg-strategy", "--dry-run", "--json"]).await;

    assert!(output.status.success(), "{}", text(&output.stderr));
    let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
    let expected: Value = serde_json::from_str(UNDERSTOOD).unwrap();
    assert_eq!(printed, expected);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn the_operator_imports_the_model_report(db: PgPool) {
    let output = import(Some(&db), MODEL.as_bytes(), &["--group", "forms"]).await;

    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("Stored Online Meeting 45"), "{}", text(&output.stdout));
    let meeting: (String, i32, Option<chrono::DateTime<chrono::Utc>>) = sqlx::query_as(
        "select state::text, last_meeting, next_meeting_at from meetings
         join groups on groups.id = group_id where number = 45",
    )
    .fetch_one(&db)
    .await
    .unwrap();
    assert_eq!((meeting.0.as_str(), meeting.1), ("held", 45));
    assert_eq!(meeting.2.unwrap().to_rfc3339(), "2022-10-13T14:00:00+00:00");
    let items: Vec<(String, String)> = sqlx::query_as(
        "select label, outcome::text from agenda_items order by parent_id nulls first, position",
    )
    .fetch_all(&db)
    .await
    .unwrap();
    let items: Vec<_> = items.iter().map(|(label, outcome)| format!("{label} {outcome}")).collect();
    let expected = [
        "1 discussed",
        "2 discussed",
        "3 not_addressed",
        "4 not_addressed",
        "5 not_addressed",
        "a discussed",
        "b discussed",
    ];
    assert_eq!(items, expected);
    let entries = [count(&db, "contributions").await, count(&db, "update_notes").await];
    assert_eq!(entries, [15, 1]);
    let nobody: i64 = sqlx::query_scalar("select count(*) from contributions where speaker = ''")
        .fetch_one(&db)
        .await
        .unwrap();
    assert_eq!(nobody, 1);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_speaker_with_a_members_exact_name_is_that_member(db: PgPool) {
    let document = MODEL.replace("Jorge Cancio", "Mira Rao");
    import(Some(&db), document.as_bytes(), &["--group", "forms"]).await;

    let members: Vec<String> =
        sqlx::query_scalar("select name from contributions join people on people.id = speaker_id")
            .fetch_all(&db)
            .await
            .unwrap();
    assert_eq!(members, ["Mira Rao"]);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn what_cannot_be_stored_is_said_and_stores_nothing(db: PgPool) {
    let document = MODEL.as_bytes();
    assert!(import(Some(&db), document, &["--group", "forms"]).await.status.success());
    let before = stored(&db).await;
    let without_date = MODEL.replace("30 September 2022 at 14:00 UTC", "");
    let cases: [(&[u8], &[&str], &str); 6] = [
        (document, &["--group", "forms"], "WG-Forms has Online Meeting 45 already"),
        (document, &["--group", "wg"], "There is no group wg. There are: forms, quiet."),
        (
            b"# Minutes\n\nWe met.",
            &["--group", "forms"],
            "There is no heading with the meeting's number.",
        ),
        (b"caf\xe9", &["--group", "forms"], "The document is not text in UTF-8."),
        (&vec![b'a'; 5 * 1024 * 1024 + 1], &["--group", "forms"], "larger than 5 MiB"),
        (without_date.as_bytes(), &["--group", "quiet"], "does not say when"),
    ];
    for (document, arguments, sentence) in cases {
        let output = import(Some(&db), document, arguments).await;
        assert_eq!(output.status.code(), Some(1), "{sentence}");
        assert!(text(&output.stderr).contains(sentence), "{}", text(&output.stderr));
        assert_eq!(text(&output.stdout), "");
    }
    assert_eq!(stored(&db).await, before);

    let output = import(None, document, &[]).await;
    assert_eq!(output.status.code(), Some(2));
}
