//! Who does what by when, and what becomes of it.

use axum::http::StatusCode;
use sqlx::PgPool;

use base::addresses::meeting::MeetingKey;
use base::ids::GroupId;
use platform::web::transaction;
use support::actions::{ADD, LIST, assigned, report};
use support::recording::{ITEM_1, RECORD, id_of};
use support::{user, visitor};

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_group_reads_its_actions_and_nobody_else_does(db: PgPool) {
    let id = assigned(&db, "Print the form.", "2026-03-01").await;
    assigned(&db, "Fold the form.", "2026-04-01").await;
    let page = format!("{LIST}/{id}");

    let list = user(&db, "Omar").get(LIST).await;
    list.shows("overdue since Sun 1 March 2026").shows("by Wed 1 April 2026").shows("Mira Rao");
    list.shows("Online Meeting 12: The new form");
    user(&db, "Mira").get(&page).await.shows("Print the form.").shows("Report on it");
    user(&db, "Omar").get(&page).await.shows("Print the form.").hides("Report on it");
    for place in [LIST, &page] {
        user(&db, "Nia").get(place).await.is(StatusCode::NOT_FOUND);
        user(&db, "Ada").get(place).await.is(StatusCode::NOT_FOUND);
        assert!(visitor(&db).get(place).await.location().starts_with("/sign-in"));
    }
    let quiet = page.replace("forms", "quiet");
    user(&db, "Nia").get(&quiet).await.is(StatusCode::NOT_FOUND);
    user(&db, "Nia")
        .post(&format!("{quiet}/reports"), &[("step", "done")])
        .await
        .is(StatusCode::NOT_FOUND);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_owner_reports_until_it_is_done(db: PgPool) {
    let mira = user(&db, "Mira");
    let id = assigned(&db, "Print the form.", "").await;

    assert_eq!(report(&mira, &id, "progress", "Half of them.").await, StatusCode::SEE_OTHER);
    mira.get(LIST).await.shows("in progress");
    assert_eq!(report(&mira, &id, "done", "").await, StatusCode::SEE_OTHER);
    assert_eq!(report(&mira, &id, "progress", "More.").await, StatusCode::CONFLICT);

    let page = mira.get(&format!("{LIST}/{id}")).await;
    page.shows("Half of them.").shows("by <bdi>Mira Rao</bdi>").hides("Report on it");
    mira.get(LIST).await.hides("Print the form.");
    mira.get(&format!("{LIST}?state=done")).await.shows("Print the form.");
    let chen = user(&db, "Chen");
    assert_eq!(report(&chen, &id, "reopened", "").await, StatusCode::SEE_OTHER);
    mira.get(LIST).await.shows("Print the form.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn only_the_owner_and_those_who_record_report(db: PgPool) {
    let id = assigned(&db, "Print the form.", "").await;
    sqlx::raw_sql("update memberships set role = 'member' where role = 'observer'")
        .execute(&db)
        .await
        .unwrap();

    assert_eq!(report(&user(&db, "Omar"), &id, "done", "").await, StatusCode::FORBIDDEN);
    assert_eq!(report(&user(&db, "Mira"), &id, "dropped", "No.").await, StatusCode::FORBIDDEN);
    sqlx::raw_sql("update memberships set role = 'observer' where role = 'member'")
        .execute(&db)
        .await
        .unwrap();
    assert_eq!(report(&user(&db, "Mira"), &id, "done", "").await, StatusCode::FORBIDDEN);
    let sana = user(&db, "Sana");
    assert_eq!(report(&sana, &id, "dropped", "").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(report(&sana, &id, "dropped", "There is no paper.").await, StatusCode::SEE_OTHER);
    sana.get(&format!("{LIST}/{id}")).await.shows("dropped").shows("There is no paper.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn an_action_that_is_handed_over_is_open_for_its_new_owner(db: PgPool) {
    let (mira, cleo) = (user(&db, "Mira"), id_of(&db, "Cleo").await);
    let id = assigned(&db, "Print the form.", "").await;
    let page = format!("{LIST}/{id}");
    let edit = user(&db, "Sana").get(&format!("{ADD}/{id}")).await;
    let form = [("step", "handed_over"), ("to", cleo.as_str()), ("text", "I am away.")];

    mira.post(&format!("{page}/reports"), &[("step", "handed_over"), ("text", "Away.")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Choose the new owner.")
        .shows("Away.");
    mira.post(&format!("{page}/reports"), &form).await.is(StatusCode::SEE_OTHER);

    let shown = mira.get(&page).await;
    shown.shows("handed over to Cleo Diaz").shows("I am away.").hides("Report on it");
    mira.get(&format!("{LIST}?owner={cleo}")).await.shows("Print the form.").shows("open");
    user(&db, "Cleo").get(&page).await.shows("Report on it");

    // Whoever corrects the action from an older form does not take the new owner away.
    let old = [
        ("revision", edit.value("revision")),
        ("owner", id_of(&db, "Mira").await),
        ("item", ITEM_1.to_owned()),
        ("text", "Print the new form.".to_owned()),
    ];
    let old: Vec<_> = old.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let conflict = user(&db, "Sana").post(&format!("{ADD}/{id}"), &old).await;
    conflict.is(StatusCode::CONFLICT).shows("Saved: Cleo Diaz").shows("Yours: Mira Rao");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_report_that_is_sent_twice_is_kept_once(db: PgPool) {
    let mira = user(&db, "Mira");
    let place = format!("{LIST}/{}", assigned(&db, "Print the form.", "").await);
    let id = mira.get(&place).await.value("id");
    let form = [("id", id.as_str()), ("step", "progress"), ("text", "Half of them.")];
    let send = async || mira.post(&format!("{place}/reports"), &form).await.status;

    let (one, two, three) = tokio::join!(send(), send(), send());
    assert_eq!([one, two, three], [StatusCode::SEE_OTHER; 3]);
    let page = mira.get(&place).await;
    assert_eq!(page.body.matches("Half of them.").count(), 1);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn an_action_says_what_is_to_be_done_and_when(db: PgPool) {
    let sana = user(&db, "Sana");
    let nia = id_of(&db, "Nia").await;
    for (owner, guest, due, text, sentence) in [
        ("", "Ines", "2026-03-09", " ", "Write what is to be done."),
        ("", "Ines", "next week", "Words.", "Give a date as year, month and day, like 2026-03-31."),
        (
            "",
            "Ines",
            "12026-01-01",
            "Words.",
            "Give a date as year, month and day, like 2026-03-31.",
        ),
        (&nia, "", "", "Words.", "Choose somebody who is or was a member of this group."),
        (&nia, "Ines", "", "Words.", "Choose a member or write a guest’s name, not both."),
    ] {
        let form = [("owner", owner), ("guest", guest), ("due", due), ("text", text)];
        let answer = sana.post(ADD, &form).await;
        answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows(sentence).shows(guest).shows(due);
    }
    sana.post(ADD, &[("guest", "Ines Guest"), ("text", "Ask the printers.")])
        .await
        .is(StatusCode::SEE_OTHER);
    sana.get(RECORD).await.shows("Ines Guest").shows("Ask the printers.");
    user(&db, "Mira").post(ADD, &[("text", "Mine.")]).await.is(StatusCode::FORBIDDEN);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_removed_action_is_not_listed_until_it_is_put_back(db: PgPool) {
    let sana = user(&db, "Sana");
    let id = assigned(&db, "Print the form.", "").await;
    sana.post(&format!("{ADD}/{id}/removal"), &[]).await.is(StatusCode::SEE_OTHER);

    sana.get(LIST).await.hides("Print the form.");
    sana.get(&format!("{LIST}/{id}")).await.is(StatusCode::NOT_FOUND);
    assert_eq!(report(&user(&db, "Mira"), &id, "done", "").await, StatusCode::NOT_FOUND);
    sana.post(&format!("{ADD}/{id}/restoration"), &[]).await.is(StatusCode::SEE_OTHER);
    sana.get(LIST).await.shows("Print the form.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn another_report_under_the_same_form_is_kept_too(db: PgPool) {
    let mira = user(&db, "Mira");
    let place = format!("{LIST}/{}", assigned(&db, "Print the form.", "").await);
    let id = mira.get(&place).await.value("id");
    for step in ["progress", "done"] {
        let form = [("id", id.as_str()), ("step", step), ("text", "They are folded.")];
        mira.post(&format!("{place}/reports"), &form).await.is(StatusCode::SEE_OTHER);
    }
    let page = mira.get(&place).await;
    page.shows("done");
    assert_eq!(page.body.matches("They are folded.").count(), 2);
}

/// Whoever records holds the meeting for the length of a change; reports only refer to it.
#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn an_owner_reports_while_the_meeting_is_being_recorded(db: PgPool) {
    let id = assigned(&db, "Print the form.", "").await;
    let mut recording = transaction(&db).await.unwrap();
    let group = "select id from groups where slug = 'forms'";
    let group = sqlx::query_scalar::<_, sqlx::types::Uuid>(group);
    let group = GroupId(group.fetch_one(&db).await.unwrap());
    meetings::meeting::lock(&mut recording, group, MeetingKey::Number(12)).await.unwrap();

    let mira = user(&db, "Mira");
    let reported = report(&mira, &id, "progress", "Half of them.");
    let reported = tokio::time::timeout(std::time::Duration::from_secs(10), reported).await;
    assert_eq!(reported.expect("nobody waits for the other"), StatusCode::SEE_OTHER);
    recording.rollback().await.unwrap();
}
