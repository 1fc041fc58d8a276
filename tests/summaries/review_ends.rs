//! A review ends at its deadline. A co-chair can shorten it, says why, and everybody who could object
//! is told.

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use support::way::{SUMMARY, draft, section_id, submit, text};
use support::{story_time, user, user_at, visitor};

const REASON: &str = "All speakers have agreed.";

fn end() -> String {
    format!("{SUMMARY}/review/end")
}

async fn mails(db: &PgPool) -> Vec<(String, String)> {
    let mails = "select recipient, text from mails order by recipient";
    sqlx::query_as(mails).fetch_all(db).await.unwrap()
}

async fn forget_mails(db: &PgPool) {
    sqlx::query("delete from mails").execute(db).await.unwrap();
}

async fn told(db: &PgPool, event: &str) -> Vec<(String, String)> {
    let told = "select people.name, reason from history join people on people.id = person_id
                where event = $1 order by history.id";
    sqlx::query_as(told).bind(event).fetch_all(db).await.unwrap()
}

async fn lasts_at_least(db: &PgPool, days: i32) {
    sqlx::query("update groups set review_days = $1").bind(days).execute(db).await.unwrap();
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn nobody_approves_before_the_deadline(db: PgPool) {
    draft(&db).await;
    submit(&db).await;
    let (chen, text) = (user(&db, "Chen"), text(&db).await);
    let approval = format!("{SUMMARY}/approval");

    for page in [
        chen.post(&approval, &[("text", &text)]).await,
        chen.call("POST", &format!("/api/v1{approval}"), json!({ "text": text })).await,
    ] {
        page.is(StatusCode::CONFLICT).shows("The review runs until Fri 13 March 2026, 09:00 UTC");
    }
    let just_before = story_time() + chrono::TimeDelta::days(7) - chrono::TimeDelta::seconds(1);
    let early = user_at(&db, "Chen", just_before).post(&approval, &[("text", &text)]).await;
    early.is(StatusCode::CONFLICT);
    let at_its_end = story_time() + chrono::TimeDelta::days(7);
    user_at(&db, "Chen", at_its_end).post(&approval, &[("text", &text)]).await.location();
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn a_co_chair_ends_it_early_with_a_reason_if_nothing_is_open(db: PgPool) {
    draft(&db).await;
    submit(&db).await;
    let (chen, sana, mira) = (user(&db, "Chen"), user(&db, "Sana"), user(&db, "Mira"));
    let section = section_id(&db, "Next meeting").await;
    let quote = "The next meeting will take place on 13 October 2022 at 14:00 UTC.";
    let comment =
        [("section", &*section), ("quote", quote), ("kind", "comment"), ("text", "Not the 14th?")];
    let comments = format!("{SUMMARY}/comments");
    mira.post(&comments, &comment).await.location();
    chen.get(SUMMARY).await.hides("End the review early");
    let open = chen.post(&end(), &[("reason", REASON)]).await;
    open.is(StatusCode::CONFLICT).shows("Some comments are open.");
    let made: String =
        sqlx::query_scalar("select id::text from summary_comments").fetch_one(&db).await.unwrap();
    sana.post(&format!("{comments}/{made}"), &[("disposition", "noted")]).await.location();

    chen.get(SUMMARY).await.shows("End the review early");
    sana.get(SUMMARY).await.hides("End the review early");
    for other in [&sana, &mira] {
        other.get(&end()).await.is(StatusCode::FORBIDDEN);
        other.post(&end(), &[("reason", REASON)]).await.is(StatusCode::FORBIDDEN);
    }
    chen.get(&end()).await.shows("those who spoke at the meeting get a mail with your reason");
    let refused = chen.post(&end(), &[("reason", " ")]).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Say why.");

    forget_mails(&db).await;
    chen.post(&end(), &[("reason", REASON)]).await.location();

    mira.post(&comments, &comment).await.is(StatusCode::CONFLICT);
    chen.get(SUMMARY).await.shows("Approve this text");
    mira.get(SUMMARY).await.shows("Chen Wei").shows(REASON).shows("Comments are closed.");
    assert_eq!(told(&db, "review ended").await, [("Chen Wei".into(), REASON.into())]);
    let mails = mails(&db).await;
    let recipients: Vec<_> = mails.iter().map(|(recipient, _)| recipient.as_str()).collect();
    assert_eq!(recipients, ["cleo@example.org", "mira@example.org", "sana@example.org"]);
    assert!(mails.iter().all(|(_, text)| text.contains(REASON) && text.contains(SUMMARY)));
    chen.post(&end(), &[("reason", "Again")]).await.is(StatusCode::CONFLICT);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn whoever_spoke_is_told_too(db: PgPool) {
    draft(&db).await;
    let spoke =
        "update contributions set speaker_id = (select id from people where name like 'Omar%')
                 where id = (select id from contributions order by id limit 1)";
    sqlx::query(spoke).execute(&db).await.unwrap();
    submit(&db).await;
    forget_mails(&db).await;

    let api = format!("/api/v1{}", end());
    let chen = user(&db, "Chen");
    user(&db, "Sana")
        .call("POST", &api, json!({ "reason": REASON }))
        .await
        .is(StatusCode::FORBIDDEN);
    for (body, field) in [(json!({}), ""), (json!({ "reason": " " }), "reason")] {
        let refused = chen.call("POST", &api, body).await;
        assert_eq!(
            refused.is(StatusCode::UNPROCESSABLE_ENTITY).json()["errors"][0]["field"],
            field
        );
    }
    let ended = chen.call("POST", &api, json!({ "reason": REASON })).await;
    let ended = ended.is(StatusCode::OK).json();
    assert_eq!(ended["shortened"], json!({ "by": "Chen Wei", "reason": REASON }));
    assert_eq!(ended["obstacle"], Value::Null);
    assert!(mails(&db).await.iter().any(|(recipient, _)| recipient == "omar@example.org"));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn a_short_review_needs_a_co_chair_and_a_reason(db: PgPool) {
    draft(&db).await;
    let (sana, chen) = (user(&db, "Sana"), user(&db, "Chen"));
    let review = format!("{SUMMARY}/review");
    let short = [("deadline_date", "2026-03-09"), ("deadline_time", "08:59")];
    sana.get(&review).await.shows("A review lasts at least 3 days.").hides("name=\"reason\"");
    let refused = sana.post(&review, &short).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Only a co-chair can make it shorter.");
    let with_reason = [short[0], short[1], ("reason", REASON)];
    sana.post(&review, &with_reason).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let refused = chen.post(&review, &short).await;
    refused
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Say why this review is shorter than 3 days.");
    assert_eq!(refused.value("deadline_time"), "08:59");

    chen.post(&review, &with_reason).await.location();

    user(&db, "Mira").get(SUMMARY).await.shows("This review is shorter than 3 days").shows(REASON);
    assert_eq!(told(&db, "submitted for review").await, [("Chen Wei".into(), REASON.into())]);
    let mails = mails(&db).await;
    assert_eq!(mails.len(), 4, "{mails:?}");
    assert!(mails.iter().all(|(_, text)| text.contains(REASON)));
    visitor(&db).get(SUMMARY).await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn each_group_says_how_long_its_reviews_last(db: PgPool) {
    draft(&db).await;
    let (sana, chen) = (user(&db, "Sana"), user(&db, "Chen"));
    let review = format!("{SUMMARY}/review");
    lasts_at_least(&db, 14).await;
    assert_eq!(sana.get(&review).await.value("deadline_date"), "2026-03-21");

    let api = format!("/api/v1{review}");
    let within = json!({ "deadline": "2026-03-20T08:59:59Z" });
    let refused = sana.call("POST", &api, within.clone()).await;
    assert_eq!(
        refused.is(StatusCode::UNPROCESSABLE_ENTITY).json()["errors"][0]["field"],
        "deadline"
    );
    let refused = chen.call("POST", &api, within.clone()).await;
    assert_eq!(refused.is(StatusCode::UNPROCESSABLE_ENTITY).json()["errors"][0]["field"], "reason");
    let long = json!({ "deadline": "2026-03-20T09:00:00Z" });
    let begun = sana.call("POST", &api, long).await.is(StatusCode::OK).json();
    assert_eq!(begun["shortened"], Value::Null);

    sana.post(&format!("{SUMMARY}/return"), &[("reason", "A name is wrong.")]).await.location();
    lasts_at_least(&db, 0).await;
    sana.call("POST", &api, json!({ "deadline": "2026-03-06T09:00:01Z" })).await.is(StatusCode::OK);
}
