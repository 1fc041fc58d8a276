//! What became of agenda items.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::recording::{ITEM_1, ITEM_1A, ITEM_2, RECORD};
use support::{User, user};

const ITEM_3: &str = "00000000-0000-7000-8000-0000000012a4";
const LATER: &str = "00000000-0000-7000-8000-000000000013";

fn place(item: &str) -> String {
    format!("{RECORD}/items/{item}/outcome")
}

/// Sets an outcome as the page has it open.
async fn set(by: &User, item: &str, outcome: &str, reason: &str) -> StatusCode {
    let page = by.get(&place(item)).await;
    let (was, reason_was) = (page.value("was"), page.value("reason_was"));
    let form =
        [("outcome", outcome), ("reason", reason), ("was", &was), ("reason_was", &reason_was)];
    by.post(&place(item), &form).await.status
}

async fn schedule_meeting_13(db: &PgPool) {
    sqlx::raw_sql(
        "insert into meetings (id, group_id, number, title, state, starts_at, minutes, agenda_published_at)
         select '00000000-0000-7000-8000-000000000013', id, 13, 'Online Meeting', 'scheduled',
                '2026-03-26 13:00Z', 60, '2026-03-06 08:00Z' from groups where slug = 'forms'",
    )
    .execute(db)
    .await
    .unwrap();
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn an_item_is_discussed_withdrawn_or_not_addressed_for_a_reason(db: PgPool) {
    let sana = user(&db, "Sana");

    assert_eq!(set(&sana, ITEM_1, "discussed", "").await, StatusCode::SEE_OTHER);
    assert_eq!(set(&sana, ITEM_1A, "withdrawn", "By Chen.").await, StatusCode::SEE_OTHER);
    let refused =
        sana.post(&place(ITEM_2), &[("outcome", "not_addressed"), ("was", "planned")]).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Say why it was not addressed.");
    sana.post(&place(ITEM_2), &[("was", "planned")]).await.shows("Choose the outcome.");
    assert_eq!(set(&sana, ITEM_2, "not_addressed", "No time.").await, StatusCode::SEE_OTHER);
    user(&db, "Mira").get(RECORD).await.shows("discussed").shows("By Chen.").shows("No time.");

    assert_eq!(set(&sana, ITEM_2, "planned", "").await, StatusCode::SEE_OTHER);
    sana.get(RECORD).await.hides("No time.");
    assert_eq!(set(&user(&db, "Sana"), ITEM_2, "planned", "").await, StatusCode::SEE_OTHER);
    let mira = user(&db, "Mira");
    mira.post(&place(ITEM_2), &[("outcome", "discussed")]).await.is(StatusCode::FORBIDDEN);
    sana.get(&place("00000000-0000-7000-8000-0000000012ff")).await.is(StatusCode::NOT_FOUND);
    sana.get(&place(ITEM_2).replace("/12/", "/13/")).await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn nobodys_outcome_is_replaced_unseen(db: PgPool) {
    let (sana, chen) = (user(&db, "Sana"), user(&db, "Chen"));
    let form = [("outcome", "discussed"), ("was", "planned"), ("reason_was", "")];
    assert_eq!(set(&sana, ITEM_2, "not_addressed", "No time.").await, StatusCode::SEE_OTHER);

    let refused = chen.post(&place(ITEM_2), &form).await;
    refused
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("marked the item as not addressed: No time.");
    let (was, reason_was) = (refused.value("was"), refused.value("reason_was"));
    let again = [("outcome", "discussed"), ("was", &was), ("reason_was", &reason_was)];
    chen.post(&place(ITEM_2), &again).await.is(StatusCode::SEE_OTHER);
    chen.get(RECORD).await.hides("No time.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_remaining_items_are_marked_at_once(db: PgPool) {
    let sana = user(&db, "Sana");
    let page = format!("{RECORD}/remaining");
    let reason = "There were no representatives on the call.";
    assert_eq!(set(&sana, ITEM_1, "discussed", "").await, StatusCode::SEE_OTHER);
    sana.get(&page).await.shows("3. AoB").hides("1. The new form");

    let empty = sana.post(&page, &[("reason", reason)]).await;
    empty
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Choose the items that were not addressed.")
        .shows(reason);
    let refused = sana.post(&page, &[("items", ITEM_2)]).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Say why they were not addressed.");
    refused.shows(&format!("value=\"{ITEM_2}\" checked"));
    let late = sana.post(&page, &[("items", ITEM_1), ("reason", reason)]).await;
    late.is(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Somebody else has given one of these items an outcome.");

    let form = [("items", ITEM_2), ("items", ITEM_3), ("reason", reason)];
    for _ in 0..2 {
        sana.post(&page, &form).await.is(StatusCode::SEE_OTHER);
    }
    assert_eq!(sana.get(RECORD).await.body.matches(reason).count(), 2);
    user(&db, "Omar").post(&page, &form).await.is(StatusCode::FORBIDDEN);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_deferred_item_stands_on_the_agenda_of_a_later_meeting(db: PgPool) {
    let sana = user(&db, "Sana");
    let form = [("outcome", "deferred"), ("was", "planned"), ("to", LATER)];
    sana.get(&place(ITEM_2)).await.hides("Deferred to a later meeting");
    schedule_meeting_13(&db).await;
    sana.get(&place(ITEM_2)).await.shows("Online Meeting 13, Thu 26 March 2026");

    sana.post(&place(ITEM_2), &form[..2]).await.shows("Choose a later meeting");
    for _ in 0..2 {
        sana.post(&place(ITEM_2), &form).await.is(StatusCode::SEE_OTHER);
    }
    let agenda = user(&db, "Mira").get("/groups/forms/meetings/13/agenda").await;
    agenda.shows("Update from the printers");
    assert_eq!(agenda.body.matches("agenda__title\">Update from the printers").count(), 1);
    sana.get(RECORD).await.shows("deferred");

    // It stays deferred for as long as it stands there.
    assert_eq!(set(&sana, ITEM_2, "discussed", "").await, StatusCode::CONFLICT);
    let copy: sqlx::types::Uuid =
        sqlx::query_scalar("select id from agenda_items where deferred_from is not null")
            .fetch_one(&db)
            .await
            .unwrap();
    sqlx::raw_sql("update meetings set state = 'in_session' where number = 13")
        .execute(&db)
        .await
        .unwrap();
    let there = format!("{RECORD}/items/{copy}/outcome").replace("/12/", "/13/");
    sana.get(&there).await.shows("It was deferred once before.");
    sana.post(&format!("/groups/forms/meetings/13/agenda/items/{copy}/removal"), &[])
        .await
        .is(StatusCode::SEE_OTHER);
    assert_eq!(set(&sana, ITEM_2, "discussed", "").await, StatusCode::SEE_OTHER);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn an_item_under_which_somebody_spoke_was_addressed(db: PgPool) {
    let sana = user(&db, "Sana");
    let speak = async |item: &str| {
        let form = [("item", item), ("guest", "Grace"), ("text", "Grace agreed.")];
        sana.post(&format!("{RECORD}/contributions"), &form).await.location();
    };
    speak(ITEM_1A).await;
    for item in [ITEM_1A, ITEM_1] {
        sana.get(&place(item)).await.hides("Not addressed");
        let status = set(&sana, item, "not_addressed", "No time.").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let body = serde_json::json!({ "outcome": "not_addressed", "reason": "No time." });
        let refused = sana.call("PUT", &format!("/api/v1{}", place(item)), body).await;
        let refused = refused.is(StatusCode::UNPROCESSABLE_ENTITY).json();
        assert_eq!(refused["errors"][0]["field"], "outcome");
    }
    let remaining = format!("{RECORD}/remaining");
    sana.get(&remaining).await.shows("AoB").hides("Its first page").hides("The new form");
    let all = [("items", ITEM_3), ("items", ITEM_1), ("reason", "No time.")];
    let refused = sana.post(&remaining, &all).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Somebody spoke under one of these items");

    assert_eq!(set(&sana, ITEM_2, "not_addressed", "No time.").await, StatusCode::SEE_OTHER);
    speak(ITEM_2).await;
    let outcome = "select outcome::text, reason from agenda_items where label = '2'";
    let outcome: (String, String) = sqlx::query_as(outcome).fetch_one(&db).await.unwrap();
    assert_eq!(outcome, ("discussed".into(), String::new()));
    let told = "select event from history where subject = 'outcome' order by id";
    let told: Vec<String> = sqlx::query_scalar(told).fetch_all(&db).await.unwrap();
    assert_eq!(told, ["not_addressed", "discussed"]);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn whoever_drafts_sees_how_often_an_item_was_carried_over(db: PgPool) {
    let (chen, mira) = (user(&db, "Chen"), user(&db, "Mira"));
    schedule_meeting_13(&db).await;
    let again = "insert into meetings (id, group_id, number, title, state, starts_at, minutes)
                 select '00000000-0000-7000-8000-000000000014', id, 14, 'Online Meeting', 'scheduled',
                        '2026-04-09 13:00Z', 60 from groups where slug = 'forms'";
    sqlx::raw_sql(again).execute(&db).await.unwrap();
    let agenda = |number: i32| format!("/groups/forms/meetings/{number}/agenda");

    assert_eq!(set(&chen, ITEM_2, "not_addressed", "No time.").await, StatusCode::SEE_OTHER);
    chen.post(&format!("{}/carried-over", agenda(13)), &[]).await.location();
    chen.get(&agenda(13)).await.shows("carried over once");
    mira.get(&agenda(13)).await.shows("carried over").hides("carried over once");

    let held = "update meetings set state = 'held' where number = 13;
                update agenda_items set outcome = 'not_addressed', reason = 'No time.'
                where deferred_from is not null";
    sqlx::raw_sql(held).execute(&db).await.unwrap();
    chen.get(&agenda(14)).await.shows("carried over once");
    chen.post(&format!("{}/carried-over", agenda(14)), &[]).await.location();
    chen.get(&agenda(14)).await.shows("carried over twice");
    for (by, times) in [(&chen, serde_json::json!(2)), (&mira, serde_json::Value::Null)] {
        let item = &by.items(&format!("/api/v1{}/items", agenda(14))).await[0];
        assert_eq!((&item["carried_over"], &item["times_carried_over"]), (&true.into(), &times));
    }
}
