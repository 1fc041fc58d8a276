//! How a summary names who spoke where others have the same name, or an address tells who it was.

use sqlx::PgPool;

use support::user;
use support::way::draft;

const RECORD: &str = "/groups/wg-strategy/meetings/45/record";

async fn drafted(db: &PgPool, changes: &'static str) -> String {
    sqlx::raw_sql(changes).execute(db).await.unwrap();
    draft(db).await;
    let text = "select text from summary_sections where heading like '2.%'";
    sqlx::query_scalar(text).fetch_one(db).await.unwrap()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn who_shares_a_given_name_with_another_of_the_record_is_named_in_full(db: PgPool) {
    let text = drafted(
        &db,
        "update contributions set speaker = 'Kofi Mensah', text = 'Kofi asked for time.'
         where speaker = 'Mark Cavell';
         update contributions set speaker = 'Kofi Berger', text = 'Kofi Berger agreed.'
         where speaker = 'Ben Wallis';
         update contributions set speaker = 'Bénédicte Roy', text = 'Bénédicte agreed.'
         where speaker = 'Valeria Betancourt'",
    )
    .await;

    assert!(text.contains("**Kofi Mensah**: Kofi asked for time."), "{text}");
    assert!(text.contains("**Kofi Berger** agreed."), "{text}");
    assert!(text.contains("**Bénédicte** agreed."), "{text}");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn the_address_of_who_is_not_to_be_named_is_not_told_either(db: PgPool) {
    let text = drafted(
        &db,
        "update people set email = 'blue77@example.org' where name = 'Mira Rao';
         update contributions
         set speaker = 'Mira Rao', speaker_id = (select id from people where name = 'Mira Rao'),
             attribution = 'withheld', text = 'It is late.'
         where speaker = 'Mark Cavell';
         update contributions set text = 'Write to Blue77@example.org, not to blue78@example.org.'
         where speaker = 'Ben Wallis';
         update contributions set html = '<p>' || text || '</p>'",
    )
    .await;

    assert!(text.contains("Write to a participant, not to blue78@example.org."), "{text}");
    let record = user(&db, "Omar").get(RECORD).await;
    record.shows("Write to a participant, not to blue78@example.org.").hides("lue77");
    user(&db, "Chen").get(RECORD).await.shows("Write to Blue77@example.org");
}
