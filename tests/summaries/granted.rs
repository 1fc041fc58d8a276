//! Whoever is granted not to be named in a passage of the summary is not named in the record either.

use sqlx::PgPool;

use support::user;
use support::way::{SUMMARY, draft, section, section_id, submit};

const RECORD: &str = "/groups/wg-strategy/meetings/45/record";
const SAID: &str = "/api/v1/groups/wg-strategy/meetings/45/record/contributions";
const ITEM: &str = "2. WSIS+20 action plan";

/// Mira spoke twice; her first passage was edited since.
async fn in_review(db: &PgPool) {
    let mira = "update contributions
                set speaker = 'Mira Rao', speaker_id = (select id from people where name = 'Mira Rao'),
                    text = case speaker when 'Mark Cavell' then E'Mira spoke to it.\n\nIt was liked.'
                                        else 'Mira agreed.' end
                where speaker in ('Mark Cavell', 'Valeria Betancourt');
                update contributions set text = 'I agree with Mira.' where speaker = 'Ben Wallis';
                update contributions set html = '<p>' || text || '</p>'";
    sqlx::raw_sql(mira).execute(db).await.unwrap();
    draft(db).await;
    edit(db, "1", ("liked", "praised")).await;
    submit(db).await;
}

async fn edit(db: &PgPool, revision: &str, (old, new): (&str, &str)) {
    let text = "select text from summary_sections where heading = $1";
    let text: String = sqlx::query_scalar(text).bind(ITEM).fetch_one(db).await.unwrap();
    let text = text.replace(old, new);
    let form = [("revision", revision), ("heading", ITEM), ("text", &*text)];
    user(db, "Sana").post(&section(db, ITEM).await, &form).await.location();
}

async fn asked_not_to_be_named(db: &PgPool, passage: &str) -> String {
    let section = section_id(db, ITEM).await;
    let form = [("section", &*section), ("quote", passage), ("kind", "do_not_attribute")];
    user(db, "Mira").post(&format!("{SUMMARY}/passages"), &form).await.location();
    let comment = "select id::text from summary_comments where quote = $1";
    let comment: String = sqlx::query_scalar(comment).bind(passage).fetch_one(db).await.unwrap();
    format!("{SUMMARY}/comments/{comment}")
}

async fn withheld(db: &PgPool) -> Vec<(String, i32)> {
    let withheld = "select split_part(text, E'\n', 1), revision from contributions
                    where attribution = 'withheld' order by position";
    sqlx::query_as(withheld).fetch_all(db).await.unwrap()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn whoever_is_granted_not_to_be_named_is_not_in_the_record_either(db: PgPool) {
    in_review(&db).await;
    let request = asked_not_to_be_named(&db, "It was praised.").await;
    user(&db, "Omar").get(RECORD).await.shows("Mira spoke to it.");
    user(&db, "Sana").get(&request).await.shows("the record no longer names the speaker");
    let rejected = [("disposition", "not_accepted"), ("reason", "It is public.")];
    user(&db, "Sana").post(&request, &rejected).await.location();
    assert_eq!(withheld(&db).await, []);

    user(&db, "Sana").post(&request, &[("disposition", "accepted")]).await.location();
    assert_eq!(withheld(&db).await, [("Mira spoke to it.".to_owned(), 2)]);
    user(&db, "Sana").post(&request, &[("disposition", "noted")]).await.location();
    assert_eq!(withheld(&db).await, [("Mira spoke to it.".to_owned(), 2)]);
    let told = "select people.name, history.event, history.revision, content ->> 'attribution'
                from history join people on people.id = history.person_id
                where subject = 'contribution'";
    let told: Vec<(String, String, i32, String)> =
        sqlx::query_as(told).fetch_all(&db).await.unwrap();
    let corrected = ("Sana Karimi".into(), "corrected".into(), 2, "withheld".into());
    assert_eq!(told, [corrected]);

    for page in [RECORD, SAID] {
        let page = user(&db, "Omar").get(page).await;
        page.shows("A participant spoke to it.").shows("I agree with a participant.");
        page.shows("Mira agreed.").hides("Mira spoke").hides("with Mira");
    }
    for reader in ["Mira", "Sana", "Chen"] {
        user(&db, reader).get(RECORD).await.shows("Mira spoke to it.").shows("with Mira.");
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn a_request_is_followed_though_its_passage_was_reworded_meanwhile(db: PgPool) {
    in_review(&db).await;
    let request = asked_not_to_be_named(&db, "It was praised.").await;
    let sana = user(&db, "Sana");
    sana.post(&format!("{SUMMARY}/return"), &[("reason", "A name.")]).await.location();
    edit(&db, "2", ("praised", "lauded")).await;
    let in_part = [("disposition", "accepted_in_part"), ("reason", "The rest is public.")];
    sana.post(&request, &in_part).await.location();

    assert_eq!(withheld(&db).await, [("Mira spoke to it.".to_owned(), 2)]);
    user(&db, "Omar").get(RECORD).await.shows("Mira agreed.").hides("Mira spoke");
}
