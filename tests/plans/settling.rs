//! Editors settle what members said of a plan; what they accept changes it.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::plans::{PLAN, open};
use support::settling::{settle, suggest, textarea};
use support::suggestions::{AWARENESS, COMMENTS, WRITE, mails, say};
use support::{User, user};

async fn edit(by: &User, text: &str) {
    let page = by.get(&format!("{PLAN}?edit={AWARENESS}")).await;
    let form = [("revision", &*page.value("revision")), ("title", "Awareness"), ("text", text)];
    by.post(&format!("{PLAN}/items/{AWARENESS}"), &form).await.location();
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn an_accepted_suggestion_changes_the_plan_and_credits_its_author(db: PgPool) {
    let chen = user(&db, "Chen");
    open(&chen).await;
    let thread = suggest(&db, "Everyone knows of the review.").await;
    let form = user(&db, "Sana").get(&format!("{thread}/settlement")).await;
    form.shows("<ins>Everyone</ins>")
        .shows("The text as it will be")
        .hides("changed in the plan since");
    settle(&chen, &thread, &[("disposition", "accepted")]).await.location();

    let plan = user(&db, "Omar").get(PLAN).await;
    plan.shows("Everyone knows of the review.").hides("Everybody knows");
    user(&db, "Mira").get(&thread).await.shows("Accepted by Chen Wei.").hides("Send the reply");
    let reason = "select reason from history where event = 'changed' and revision = 2";
    let credit: String = sqlx::query_scalar(reason).fetch_one(&db).await.unwrap();
    assert_eq!(credit, "Suggestion 1 of Mira Rao, accepted by Chen Wei");

    // The author is told once, also if it is settled anew; the plan stays as it is.
    let anew = user(&db, "Sana");
    anew.get(&format!("{thread}/settlement"))
        .await
        .shows("does not undo that")
        .hides("as it will be");
    settle(&anew, &thread, &[("disposition", "noted")]).await.location();
    user(&db, "Omar").get(PLAN).await.shows("Everyone knows of the review.");
    settle(&anew, &thread, &[("disposition", "accepted")]).await.location();
    let told = mails(&db).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(
        (&*told[0].0, &*told[0].1),
        ("mira@example.org", "WG-Forms: the decision on your suggestion")
    );
    assert!(
        told[0].2.contains(
            "(number 1) on objective 1 of the plan “WSIS+20 action plan” has a decision: accepted."
        ),
        "{}",
        told[0].2
    );
    let changes = "select count(*) from history where event = 'changed'";
    assert_eq!(sqlx::query_scalar::<_, i64>(changes).fetch_one(&db).await.unwrap(), 1);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn a_disposition_says_why_where_the_author_was_not_followed(db: PgPool) {
    open(&user(&db, "Chen")).await;
    let sana = user(&db, "Sana");
    let thread = suggest(&db, "Everyone knows of the review.").await;
    for (disposition, sentence) in [
        ("", "Choose a decision."),
        ("open", "Choose a decision."),
        ("not_accepted", "Say why it is not accepted."),
        ("accepted_in_part", "Say why it is accepted only in part."),
    ] {
        let form = [("disposition", disposition), ("proposal", "Kept words.")];
        let answer = settle(&sana, &thread, &form).await;
        answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows(sentence).shows("Kept words.");
    }
    for (name, status) in [
        ("Mira", StatusCode::FORBIDDEN),
        ("Omar", StatusCode::FORBIDDEN),
        ("Nia", StatusCode::NOT_FOUND),
    ] {
        let form = [("disposition", "noted")];
        user(&db, name).post(&format!("{thread}/settlement"), &form).await.is(status);
    }
    let form = [("disposition", "not_accepted"), ("reason", "It is =plain.")];
    settle(&sana, &thread, &form).await.location();
    user(&db, "Omar").get(PLAN).await.shows("Everybody knows of the review.");
    user(&db, "Omar").get(&thread).await.shows("Not accepted by Sana Karimi: It is =plain.");

    let table = user(&db, "Omar").get(&format!("{PLAN}/dispositions")).await;
    table.shows("1. Suggested change on Objective 1").shows("not accepted").shows("It is =plain.");
    say(&user(&db, "Mira"), "comment", "plan", &[("text", "=1+1")]).await;
    let csv = user(&db, "Omar").get(&format!("{PLAN}/dispositions.csv")).await;
    assert!(csv.header("content-type").starts_with("text/csv"));
    csv.shows("1,Objective 1,Suggested change,Mira Rao,2026-03-06,");
    csv.shows("not accepted,It is =plain.,Sana Karimi,2026-03-06");
    csv.shows("2,the plan,Comment,Mira Rao,2026-03-06,'=1+1,open,,,").hides("@example.org");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn a_suggestion_is_merged_with_what_the_text_has_become(db: PgPool) {
    let chen = user(&db, "Chen");
    open(&chen).await;
    let thread = suggest(&db, "Everyone knows of the review.").await;
    edit(&chen, "Everybody knows of the long review.").await;

    let page = chen.get(&format!("{thread}/settlement")).await;
    page.shows("What has changed in the plan since").shows("<ins> long</ins>");
    assert_eq!(textarea(&page, "proposal"), "Everyone knows of the long review.");
    settle(&chen, &thread, &[("disposition", "accepted")]).await.location();
    chen.get(PLAN).await.shows("Everyone knows of the long review.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn two_changes_of_one_place_need_a_choice(db: PgPool) {
    let chen = user(&db, "Chen");
    open(&chen).await;
    let thread = suggest(&db, "Everyone knows of the review.").await;
    edit(&chen, "People know of the review.").await;

    let page = chen.get(&format!("{thread}/settlement")).await;
    page.shows("changed the same place").shows("People know").shows("Everyone knows");
    let answer = settle(&chen, &thread, &[("disposition", "accepted")]).await;
    answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Two texts still stand side by side here.");
    chen.get(PLAN).await.shows("People know of the review.");
    // What is not accepted changes nothing, so nothing has to be chosen.
    let thread_2 = suggest(&db, "The people know of it.").await;
    settle(&chen, &thread_2, &[("disposition", "noted")]).await.location();

    let form = [
        ("disposition", "accepted_in_part"),
        ("reason", "In other words."),
        ("proposal", "All know of the review."),
    ];
    settle(&chen, &thread, &form).await.location();
    chen.get(PLAN).await.shows("All know of the review.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn whoever_saves_meanwhile_is_not_overwritten(db: PgPool) {
    let (chen, sana) = (user(&db, "Chen"), user(&db, "Sana"));
    open(&chen).await;
    let thread = suggest(&db, "Everyone knows of the review.").await;
    let page = chen.get(&format!("{thread}/settlement")).await;
    let revision = page.value("revision");
    edit(&sana, "Everybody knows of the review by May.").await;

    let form = [
        ("revision", &*revision),
        ("title", "Awareness"),
        ("disposition", "accepted_in_part"),
        ("reason", "Kept reason."),
        ("proposal", "Everyone now knows of the review."),
    ];
    let answer = chen.post(&format!("{thread}/settlement"), &form).await;
    answer.is(StatusCode::CONFLICT).shows("Sana Karimi").shows("Kept reason.");
    assert_eq!(textarea(&answer, "proposal"), "Everyone now knows of the review by May.");
    assert_eq!(answer.value("revision"), "2");
    chen.get(&thread).await.shows(">open<");

    let mut form = form;
    (form[0].1, form[4].1) = ("2", "Everyone now knows of the review by May.");
    chen.post(&format!("{thread}/settlement"), &form).await.location();
    chen.get(PLAN).await.shows("Everyone now knows of the review by May.");
    chen.get(&thread).await.shows("Accepted in part by Chen Wei: Kept reason.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn accepted_objectives_and_activities_are_added_once(db: PgPool) {
    let (chen, mira) = (user(&db, "Chen"), user(&db, "Mira"));
    open(&chen).await;
    let words = [("title", "Money"), ("proposal", "It is paid."), ("text", "It is missing.")];
    let objective = say(&mira, "objective", "plan", &words).await;
    let words = [("proposal", "Write *two* pages."), ("text", "One is short.")];
    let activity = say(&mira, "activity", AWARENESS, &words).await;
    let accept = [("disposition", "accepted"), ("title", "Money"), ("proposal", "It is paid.")];
    let (one, two) =
        tokio::join!(settle(&chen, &objective, &accept), settle(&chen, &objective, &accept));
    one.location();
    two.location();
    settle(&chen, &activity, &[("disposition", "accepted")]).await.location();

    let plan = chen.get(PLAN).await;
    plan.shows("Write <em>two</em> pages.").shows("It is paid.");
    assert_eq!(plan.body.matches("It is paid.").count(), 1);
    let reason = "select reason from history where event = 'added' and subject = 'activity'";
    let credit: String = sqlx::query_scalar(reason).fetch_one(&db).await.unwrap();
    assert_eq!(credit, "Suggestion 2 of Mira Rao, accepted by Chen Wei");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn nothing_is_applied_to_what_was_removed(db: PgPool) {
    let (chen, mira) = (user(&db, "Chen"), user(&db, "Mira"));
    open(&chen).await;
    let words = [("proposal", "Write two pages."), ("text", "One is short.")];
    let thread = say(&mira, "change", WRITE, &words).await;
    chen.post(&format!("{PLAN}/items/{WRITE}/removal"), &[]).await.location();

    let page = chen.get(&format!("{thread}/settlement")).await;
    page.shows("A removed activity").shows("put that back first").hides("as it will be");
    let refused = settle(&chen, &thread, &[("disposition", "accepted")]).await;
    refused.is(StatusCode::CONFLICT).shows("was removed from the plan");
    settle(&chen, &thread, &[("disposition", "noted")]).await.location();
    mira.get(COMMENTS).await.shows("A removed activity").shows("noted");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn a_settlement_is_not_replaced_by_somebody_who_has_not_seen_it(db: PgPool) {
    let (chen, sana) = (user(&db, "Chen"), user(&db, "Sana"));
    open(&chen).await;
    let thread = suggest(&db, "Everyone knows of the review.").await;
    let page = sana.get(&format!("{thread}/settlement")).await;
    settle(&chen, &thread, &[("disposition", "accepted")]).await.location();

    let (revision, seen) = (page.value("revision"), page.value("seen"));
    let form = [
        ("revision", &*revision),
        ("seen", &*seen),
        ("disposition", "not_accepted"),
        ("reason", "No."),
    ];
    let answer = sana.post(&format!("{thread}/settlement"), &form).await;
    answer.is(StatusCode::CONFLICT).shows("Chen Wei decided on it meanwhile: accepted.");
    user(&db, "Mira").get(&thread).await.shows("Accepted by Chen Wei.");
    settle(&sana, &thread, &[("disposition", "noted")]).await.location();
    let told = "select event from history where event like 'settled%' order by id";
    let told: Vec<String> = sqlx::query_scalar(told).fetch_all(&db).await.unwrap();
    assert_eq!(told, ["settled: accepted", "settled: noted"]);
}
