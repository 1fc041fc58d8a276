//! A speaker who is not to be named is in no text that goes further, whatever was written since.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::way::{
    SUMMARY, after_review, approve, draft, publish, section, state, submit, text, whole_way,
};
use support::{user, visitor};

const NAMES: &str = "/groups/wg-strategy/meetings/45/summary/names";
const API: &str = "/api/v1/groups/wg-strategy/meetings/45/summary/names";

/// What Mark Cavell and Ben Wallis said in the fixture was said by these.
async fn said(db: &PgPool, withheld: (&str, &str), by_another: &str) {
    let withhold = "update contributions set attribution = 'withheld', speaker = $1, text = $2
                    where speaker = 'Mark Cavell'";
    sqlx::query(withhold).bind(withheld.0).bind(withheld.1).execute(db).await.unwrap();
    let other = "update contributions set text = $1 where speaker = 'Ben Wallis'";
    sqlx::query(other).bind(by_another).execute(db).await.unwrap();
}

async fn submitted(db: &PgPool) -> support::Answer {
    let deadline = [("deadline_date", "2026-03-13"), ("deadline_time", "09:00")];
    user(db, "Sana").post(&format!("{SUMMARY}/review"), &deadline).await
}

async fn wsis(db: &PgPool) -> String {
    let text = "select text from summary_sections where heading like '2.%'";
    sqlx::query_scalar(text).fetch_one(db).await.unwrap()
}

/// What is published, in every form.
async fn published(db: &PgPool) -> String {
    let mut all = String::new();
    for form in ["", ".md", ".json"] {
        all.push_str(&visitor(db).get(&format!("{SUMMARY}{form}")).await.is(StatusCode::OK).body);
    }
    all
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn the_cases_of_withheld_names_are_published_without_them(db: PgPool) {
    let cases = include_str!("../fixtures/cases/names.json");
    let cases: serde_json::Value = serde_json::from_str(cases).unwrap();
    let cases = cases["withheld"].as_array().unwrap();
    for (nth, case) in cases.iter().enumerate() {
        let insert = "insert into contributions
                          (id, meeting_id, item_id, position, speaker, attribution, text, html)
                      select gen_random_uuid(), meeting_id, id, $1, $2, 'withheld', $3, ''
                      from agenda_items where title like 'WSIS%'";
        sqlx::query(insert)
            .bind(100 + nth as i32)
            .bind(case["speaker"].as_str())
            .bind(case["text"].as_str())
            .execute(&db)
            .await
            .unwrap();
    }
    whole_way(&db).await;

    let published = published(&db).await;
    let words: Vec<_> = published.split(|letter: char| !letter.is_alphanumeric()).collect();
    for word in cases.iter().flat_map(|case| case["must_not_be_left"].as_array().unwrap()) {
        let word = word.as_str().unwrap();
        assert!(!words.contains(&word), "{word}");
        assert!(word.is_ascii() && word.len() < 4 || !published.contains(word), "{word}");
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn a_name_that_is_also_a_word_is_asked_about_before_the_review(db: PgPool) {
    let own = "The April call is too early. April Pappas objects.";
    said(&db, ("April Pappas", own), "I agree with April Pappas and with April.").await;
    draft(&db).await;
    let sana = user(&db, "Sana");

    let text = wsis(&db).await;
    assert!(text.contains("A participant: The April call is too early. The participant objects."));
    assert!(text.contains("**Ben Wallis**: I agree with a participant and with April."));
    let page = sana.get(&format!("{SUMMARY}/edit")).await;
    page.shows("Names to check").shows("Is this <bdi>April Pappas</bdi>, who is not to be named?");
    page.shows("The <mark>April</mark> call is too early.");
    let review = sana.get(&format!("{SUMMARY}/review")).await;
    review.shows("A name that is not to be printed").shows("2. WSIS+20 action plan</a>");
    submitted(&db).await.is(StatusCode::CONFLICT).shows("“2. WSIS+20 action plan”");

    let first = page.value("place");
    user(&db, "Mira")
        .post(NAMES, &[("place", &first), ("answer", "other")])
        .await
        .is(StatusCode::FORBIDDEN);
    sana.post(NAMES, &[("place", &first), ("answer", "other")]).await.location();
    sana.get(&format!("{SUMMARY}/edit")).await.shows("You kept this");
    submitted(&db).await.is(StatusCode::CONFLICT);
    let left = sana.items(API).await;
    let left: Vec<_> = left.iter().filter(|place| place["other"] == false).collect();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0]["words"], "April");
    let answer = serde_json::json!({"name": left[0]["id"], "answer": "replace"});
    let done = sana.call("POST", API, answer).await;
    assert_eq!(done.json()["standing"], 0);
    assert!(wsis(&db).await.contains("I agree with a participant and with the participant."));

    submit(&db).await;
    approve(&db).await;
    publish(&db).await;
    let published = published(&db).await;
    assert!(!published.contains("Pappas") && published.contains("The April call"));
    let logged = "select count(*) from history where event in ('a name was kept', 'name replaced')";
    assert_eq!(sqlx::query_scalar::<_, i64>(logged).fetch_one(&db).await.unwrap(), 2);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn a_changed_sentence_is_asked_about_again(db: PgPool) {
    said(&db, ("April Pappas", "The April call is too early."), "Yes.").await;
    draft(&db).await;
    let sana = user(&db, "Sana");
    let place = sana.get(&format!("{SUMMARY}/edit")).await.value("place");
    sana.post(NAMES, &[("place", &place), ("answer", "other")]).await.location();
    let address = section(&db, "2. WSIS+20 action plan").await;
    let edit = async |from: &str, to: &str| {
        let page = sana.get(&address).await;
        let text = wsis(&db).await.replace(from, to);
        let form = [("revision", &*page.value("revision")), ("heading", "2. X"), ("text", &*text)];
        sana.post(&address, &form).await.location();
    };

    edit("too early.", "**too** early!").await;
    sana.get(&format!("{SUMMARY}/review")).await.shows("The review runs until");
    edit("too** early!", "too** early for April.").await;
    submitted(&db).await.is(StatusCode::CONFLICT);
    let stale = sana.post(NAMES, &[("place", &place), ("answer", "replace")]).await;
    stale.is(StatusCode::CONFLICT).shows("This sentence has changed meanwhile.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn what_is_written_or_withheld_later_is_looked_at_at_every_step(db: PgPool) {
    draft(&db).await;
    submit(&db).await;
    let withhold =
        "update contributions set attribution = 'withheld' where speaker like 'Wolfgang%'";
    sqlx::query(withhold).execute(&db).await.unwrap();

    let hash = text(&db).await;
    let form = [("text", &*hash)];
    let chen = after_review(&db, "Chen");
    chen.get(SUMMARY).await.hides("Approve this text").shows("A name that is not to be printed");
    chen.post(&format!("{SUMMARY}/approval"), &form).await.is(StatusCode::CONFLICT);
    sqlx::query("update contributions set attribution = 'attributed'").execute(&db).await.unwrap();
    approve(&db).await;
    sqlx::query(withhold).execute(&db).await.unwrap();
    let sana = after_review(&db, "Sana");
    sana.get(SUMMARY).await.hides(">Publish</button>");
    let refused = sana.post(&format!("{SUMMARY}/publication"), &form).await;
    refused.is(StatusCode::CONFLICT).shows("“2. WSIS+20 action plan”");
    assert_eq!(state(&db).await, "approved");

    sana.post(&format!("{SUMMARY}/return"), &[("reason", "A name.")]).await.location();
    let place = sana.get(&format!("{SUMMARY}/edit")).await.value("place");
    let kept = sana.post(NAMES, &[("place", &place), ("answer", "other")]).await;
    kept.is(StatusCode::CONFLICT).shows("This can be nobody else");
    sana.post(NAMES, &[("place", &place), ("answer", "replace")]).await.location();
    submit(&db).await;
    approve(&db).await;
    publish(&db).await;
    let published = published(&db).await;
    assert!(!published.contains("Wolfgang") && !published.contains("Kleinw"));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn a_corrigendum_names_nobody_either(db: PgPool) {
    said(&db, ("Kofi Mensah", "Kofi objects."), "Yes.").await;
    whole_way(&db).await;
    let sana = user(&db, "Sana");
    let sentence = [("corrigendum", "What Kofi Mensah said was misread.")];
    sana.post(&format!("{SUMMARY}/corrigendum"), &sentence).await.location();

    submitted(&db).await.is(StatusCode::CONFLICT).shows("“What is corrected”");
    let place = sana.get(&format!("{SUMMARY}/edit")).await.value("place");
    sana.post(NAMES, &[("place", &place), ("answer", "replace")]).await.location();

    submit(&db).await;
    approve(&db).await;
    publish(&db).await;
    assert!(published(&db).await.contains("What a participant said was misread."));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn whoever_was_granted_not_to_be_named_is_not(db: PgPool) {
    let mira = "update contributions set speaker = 'Mira Rao', text = 'Mira spoke to it.',
                    speaker_id = (select id from people where name = 'Mira Rao')
                where speaker = 'Mark Cavell'";
    sqlx::query(mira).execute(&db).await.unwrap();
    draft(&db).await;
    submit(&db).await;
    let passages = format!("{SUMMARY}/passages");
    let page = user(&db, "Mira").get(&passages).await;
    let form = [
        ("section", page.value("section")),
        ("quote", page.value("quote")),
        ("kind", "do_not_attribute".to_owned()),
    ];
    let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    user(&db, "Mira").post(&passages, &form).await.location();
    let comment = "select id::text from summary_comments";
    let comment: String = sqlx::query_scalar(comment).fetch_one(&db).await.unwrap();
    let settle = format!("{SUMMARY}/comments/{comment}");
    user(&db, "Sana").post(&settle, &[("disposition", "accepted")]).await.location();

    let hash = text(&db).await;
    let approval = format!("{SUMMARY}/approval");
    let refused = after_review(&db, "Chen").post(&approval, &[("text", &*hash)]).await;
    refused.is(StatusCode::CONFLICT).shows("A name that is not to be printed");
    let sana = after_review(&db, "Sana");
    sana.post(&format!("{SUMMARY}/return"), &[("reason", "A name.")]).await.location();
    let place = sana.get(&format!("{SUMMARY}/edit")).await.value("place");
    sana.post(NAMES, &[("place", &place), ("answer", "replace")]).await.location();
    assert!(wsis(&db).await.contains("**A participant** spoke to it."));
    submit(&db).await;
    approve(&db).await;
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn speakers_see_all_that_was_made_of_their_words(db: PgPool) {
    let mira = "update contributions set speaker = 'Mira Rao', text = E'One thing.\n\nAnother.\n\n- a list',
                    speaker_id = (select id from people where name = 'Mira Rao')
                where speaker = 'Mark Cavell'";
    sqlx::query(mira).execute(&db).await.unwrap();
    let other = "update contributions set text = 'I agree with MIRA.' where speaker = 'Ben Wallis'";
    sqlx::query(other).execute(&db).await.unwrap();
    draft(&db).await;
    let sana = user(&db, "Sana");
    let address = section(&db, "2. WSIS+20 action plan").await;
    let text = wsis(&db).await.replace("Another.", "Something else.");
    let form = [("revision", "1"), ("heading", "2. WSIS+20 action plan"), ("text", &*text)];
    sana.post(&address, &form).await.location();
    submit(&db).await;

    let asked = user(&db, "Mira").items(&API.replace("names", "passages")).await;
    let asked: Vec<_> = asked.iter().map(|one| one["text"].as_str().unwrap()).collect();
    let own = ["**Mira Rao**: One thing.", "Something else.", "- a list"];
    assert_eq!(asked, [&own[..], &["**Ben Wallis**: I agree with MIRA."]].concat());

    sqlx::query("update people set name = 'Wolfgang Kleinwächter' where name = 'Cleo Diaz'")
        .execute(&db)
        .await
        .unwrap();
    let cleo = user(&db, "Cleo").items(&API.replace("names", "passages")).await;
    assert!(cleo.iter().all(|one| one["text"].as_str().unwrap().contains("Wolfgang")));
}
