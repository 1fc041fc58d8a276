//! The demonstration group, as somebody meets it who starts the program for the first time.

use axum::http::StatusCode;
use sqlx::PgPool;

use operations::demo;
use support::{Answer, User, app, user, visitor};

const GROUP: &str = "/groups/wg-strategy";

async fn sign_in(db: &PgPool, email: &str) -> User {
    let answer = visitor(db).sign_in(email, demo::PASSWORD).await;
    visitor(db).with(&answer)
}

async fn counts(db: &PgPool) -> Vec<i64> {
    let tables = ["people", "groups", "meetings", "contributions", "editions", "history", "mails"];
    let mut counts = Vec::new();
    for table in tables {
        let count = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        counts.push(sqlx::query_scalar(count).fetch_one(db).await.unwrap());
    }
    counts
}

#[sqlx::test(migrator = "support::MIGRATIONS")]
async fn an_empty_database_becomes_the_group_in_the_middle_of_its_work(db: PgPool) {
    let began = std::time::Instant::now();
    assert!(demo::fill(&app(&db)).await.unwrap());
    assert!(began.elapsed().as_secs() < 10, "{:?}", began.elapsed());

    let public = visitor(&db).get("/").await;
    public.shows("MAG Working Group on IGF Strengthening and Strategy").shows("Online Meeting 46");
    public.shows("Summary of Online Meeting 45").hides("Online Meeting 44");
    assert!(public.body.len() <= 14 * 1024);
    let group = visitor(&db).get(GROUP).await;
    group.shows("the accounts, Online Meetings 44 and 46").shows("Thu 12 March 2026, 14:00 UTC");
    group.hides("Open actions").hides("carried over");
    let edition = visitor(&db).get(&format!("{GROUP}/meetings/45/summary/editions/1")).await;
    edition.is(StatusCode::OK).shows("Remaining agenda items (3-5)").shows("Valeria Betancourt");
    visitor(&db).get(&format!("{GROUP}/meetings/44/summary")).await.is(StatusCode::NOT_FOUND);

    let before = counts(&db).await;
    assert!(!demo::fill(&app(&db)).await.unwrap());
    assert_eq!(counts(&db).await, before);
}

#[sqlx::test(migrator = "support::MIGRATIONS")]
async fn every_account_signs_in_and_finds_what_waits(db: PgPool) {
    demo::fill(&app(&db)).await.unwrap();
    let look = "Review the summary of Online Meeting 44";
    let agenda = "Publish the agenda of Online Meeting 46";
    let expected: [(&str, &str, &[&str]); 6] = [
        ("cochair", "Three things to do", &[look, agenda, "Decide on 4 comments"]),
        ("cochair2", "Three things to do", &[look, agenda, "Ask the speakers", "overdue since"]),
        ("secretariat", "Four things to do", &[look, agenda, "Publish 1 comment", "Comment on"]),
        ("member", "One thing to do", &[look, "Collect examples", "name you"]),
        ("observer", "Nothing to do", &["Online Meeting 46"]),
        ("admin", "Nothing to do", &["Make a group"]),
    ];
    for (who, heading, parts) in expected {
        let person = sign_in(&db, &format!("{who}@example.org")).await;
        let home: Answer = person.get("/").await;
        home.is(StatusCode::OK).shows(heading);
        for part in parts {
            home.shows(part);
        }
    }

    let member = sign_in(&db, "member@example.org").await;
    let group = member.get(GROUP).await;
    group.shows("3 items carried over").shows("Open actions").shows("To do");
    let agenda = member.get(&format!("{GROUP}/meetings/46/agenda")).await;
    agenda.shows("Update from the IGF Secretariat").shows("carried over").shows("Agenda (draft)");
    let passages = member.get(&format!("{GROUP}/meetings/44/summary/passages")).await;
    passages.is(StatusCode::OK).shows("preferred the town hall");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_database_that_is_in_use_stays_as_it_is(db: PgPool) {
    let before = counts(&db).await;
    assert!(!demo::fill(&app(&db)).await.unwrap());

    assert_eq!(counts(&db).await, before);
    user(&db, "Mira").get(GROUP).await.is(StatusCode::NOT_FOUND);
    assert!(demo::table().contains("secretariat    secretariat@example.org    demonstration"));
}

#[sqlx::test(migrator = "support::MIGRATIONS")]
async fn the_public_finds_the_plan_for_the_review_and_what_was_adopted(db: PgPool) {
    demo::fill(&app(&db)).await.unwrap();
    let plans = visitor(&db).get(&format!("{GROUP}/plans")).await;
    plans.shows("WSIS+20 action plan").shows("Working methods").shows("Outreach in 2022");
    let plan = visitor(&db).get(&format!("{GROUP}/plans/wsis20")).await;
    plan.shows("5. <a").shows("open for comments until").shows("1 of 8 activities is done");
    plan.shows("overdue since");
    assert!(plan.body.len() <= 30 * 1024, "{}", plan.body.len());
    let said = visitor(&db).get(&format!("{GROUP}/plans/wsis20/comments")).await;
    said.shows("Marisol Quintero-Vale").hides("Devran").hides("Tariq").hides("example.net");
    let adopted = visitor(&db).get(&format!("{GROUP}/plans/outreach/versions/1")).await;
    adopted.shows("adopted at").hides("in which languages");
    let chair = sign_in(&db, "cochair@example.org").await;
    let dispositions = chair.get(&format!("{GROUP}/plans/wsis20/dispositions")).await;
    for state in ["accepted", "accepted in part", "noted", "not accepted", "open"] {
        dispositions.shows(state);
    }
    dispositions.hides("example.net");
    chair.get(&format!("{GROUP}/plans/outreach/changes")).await.shows("in which languages");
}
