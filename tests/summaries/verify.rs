//! Whether the published record is as it was published can be checked at any time.

use sqlx::PgPool;

use summaries::editions::verify;
use support::way::{correct, whole_way};

/// As nobody who works by the product's rules could.
async fn tamper(db: &PgPool, change: &'static str) {
    sqlx::raw_sql("alter table editions disable trigger all").execute(db).await.unwrap();
    sqlx::query(change).execute(db).await.unwrap();
    sqlx::raw_sql("alter table editions enable trigger all").execute(db).await.unwrap();
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn what_was_left_alone_is_as_it_was(db: PgPool) {
    assert_eq!(verify(&db).await.unwrap().editions, 0);
    whole_way(&db).await;
    correct(&db, "A name was misspelt.").await;

    let verified = verify(&db).await.unwrap();

    assert_eq!((verified.editions, verified.groups), (2, 1));
    assert_eq!(verified.off, [""; 0]);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn whatever_is_changed_is_named(db: PgPool) {
    whole_way(&db).await;
    correct(&db, "A name was misspelt.").await;
    let changes = [
        ("update editions set markdown = markdown || ' ' where number = 1", "edition 1: its text"),
        ("update editions set html = html || ' ' where number = 2", "edition 2: its HTML"),
        (
            "update editions set document = replace(document, 'Cleo Diaz', 'Nia') where number = 1",
            "approved_by",
        ),
        (
            "update editions set document = replace(document, 'Wolfgang', 'Wolf') where number = 2",
            "(sections)",
        ),
        ("update editions set published_at = now() where number = 1", "published_at"),
        (
            "update editions set sha256 = sha256(convert_to(markdown, 'utf8')) where number = 1",
            "edition 1: its link",
        ),
        ("update editions set chain = sha256 where number = 2", "edition 2: its link"),
        ("delete from editions where number = 1", "an edition before it is missing"),
    ];
    for (change, sentence) in changes {
        tamper(&db, change).await;
        let off = verify(&db).await.unwrap().off.join("\n");
        assert!(off.contains(sentence), "{change}: {off}");
    }
}
