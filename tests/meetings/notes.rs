//! What was learnt after the meeting.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::recording::{ITEM_1, RECORD};
use support::{Answer, User, user};

const ADD: &str = "/groups/forms/meetings/12/record/notes";

async fn noted(by: &User, text: &str, dated: &str) -> Answer {
    by.post(ADD, &[("item", ITEM_1), ("text", text), ("dated", dated)]).await
}

async fn place_of(db: &PgPool, text: &str) -> String {
    let id =
        sqlx::query_scalar::<_, sqlx::types::Uuid>("select id from update_notes where text = $1");
    format!("{ADD}/{}", id.bind(text).fetch_one(db).await.unwrap())
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_note_on_a_contribution_is_dated_and_signed(db: PgPool) {
    let sana = user(&db, "Sana");
    let said = [("item", ITEM_1), ("guest", "Ines"), ("text", "We lock in a meeting.")];
    sana.post(&format!("{RECORD}/contributions"), &said).await.is(StatusCode::SEE_OTHER);
    let contribution: sqlx::types::Uuid =
        sqlx::query_scalar("select id from contributions").fetch_one(&db).await.unwrap();
    let form = sana.get(&format!("{ADD}/new?contribution={contribution}")).await;
    assert_eq!(form.value("dated"), "2026-03-06");
    assert_eq!(form.value("contribution"), contribution.to_string());

    let note = [
        ("contribution", &*form.value("contribution")),
        ("id", &form.value("id")),
        ("dated", "2026-03-06"),
        ("text", "This is confirmed for 13 October."),
    ];
    for _ in 0..2 {
        sana.post(ADD, &note).await.is(StatusCode::SEE_OTHER);
    }
    let page = user(&db, "Omar").get(RECORD).await;
    page.shows("[UPDATE 6 Mar 2026: This is confirmed for 13 October.]")
        .shows("Signed by <bdi>Sana Karimi</bdi>");
    assert_eq!(page.body.matches("[UPDATE").count(), 1);
    page.shows("We lock in a meeting.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_note_has_a_text_and_a_day_that_has_come(db: PgPool) {
    let sana = user(&db, "Sana");
    for (text, dated, sentence) in [
        ("", "2026-03-06", "Write what is new."),
        ("Kept.", "2026-03-07", "A note is not dated in the future."),
        ("Kept.", "0001-01-01", "Give a date since the year 2000."),
        ("Kept.", "soon", "Give a date as year, month and day, like 2026-03-31."),
    ] {
        let answer = noted(&sana, text, dated).await;
        answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows(sentence).shows(text).shows(dated);
    }
    noted(&user(&db, "Mira"), "Mine.", "").await.is(StatusCode::FORBIDDEN);
    sana.post(ADD, &[("item", "x"), ("text", "Kept.")]).await.is(StatusCode::NOT_FOUND);
    sana.post(ADD, &[("text", "Kept.")]).await.is(StatusCode::NOT_FOUND);
    let other = [("contribution", ITEM_1), ("text", "Kept.")];
    sana.post(ADD, &other).await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn its_signer_takes_a_note_back_and_nobody_else_does(db: PgPool) {
    let (sana, chen) = (user(&db, "Sana"), user(&db, "Chen"));
    noted(&sana, "It is off.", "").await.is(StatusCode::SEE_OTHER);
    let place = place_of(&db, "It is off.").await;

    chen.get(&place).await.shows("Only Sana Karimi, who signed this note");
    chen.post(&format!("{place}/removal"), &[]).await.is(StatusCode::CONFLICT);
    sana.get(&place).await.shows("Take this note back");
    sana.post(&format!("{place}/removal"), &[]).await.is(StatusCode::SEE_OTHER);
    sana.get(RECORD).await.hides("It is off.");
    sana.get(&place).await.is(StatusCode::NOT_FOUND);
    sana.get(&place.replace("notes", "history")).await.shows("It is off.").shows("removed");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn once_the_summary_is_published_a_note_is_only_followed_by_another(db: PgPool) {
    let sana = user(&db, "Sana");
    noted(&sana, "It is off.", "").await.is(StatusCode::SEE_OTHER);
    sqlx::raw_sql(
        "insert into summaries (meeting_id, group_id, state, text_hash)
         select id, group_id, 'published', '' from meetings;
         insert into editions (meeting_id, number, group_id, sequence, title, markdown, html, document,
                               approved_by, published_by, published_at, sha256, chain)
         select meetings.id, 1, group_id, 1, 'Report', 'x', 'x', '{}', '{}', people.id, now(), '', ''
         from meetings, people where people.name = 'Sana Karimi'",
    )
    .execute(&db)
    .await
    .unwrap();
    let place = place_of(&db, "It is off.").await;

    let refused = sana.post(&format!("{place}/removal"), &[]).await;
    refused.is(StatusCode::CONFLICT).shows("The summary is published, so this note stays.");
    noted(&sana, "It is on again.", "").await.is(StatusCode::SEE_OTHER);
    sana.get(RECORD).await.shows("It is off.").shows("It is on again.");
}
