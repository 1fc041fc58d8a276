//! The standing item: what became of the actions of earlier meetings.

use axum::http::StatusCode;
use chrono::{DateTime, TimeZone, Utc};
use sqlx::PgPool;

use crate::actions::{assigned, report};
use crate::recording::id_of;
use crate::support::{User, user, user_at, visitor};

const NEXT: &str = "/groups/forms/meetings/13";
const TITLE: &str = "Action items from earlier meetings";
const BUTTON: &str = "Add the open action items";

fn day(day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, day, 15, 0, 0).unwrap()
}

/// Chen schedules Online Meeting 13 for 19 March.
async fn scheduled(db: &PgPool) {
    let plan = [("starts_date", "2026-03-19"), ("starts_time", "14:00"), ("minutes", "60")];
    assert_eq!(user(db, "Chen").post("/groups/forms/meetings", &plan).await.location(), NEXT);
}

async fn step(by: &User, noun: &str) {
    by.post(&format!("{NEXT}/{noun}"), &[]).await.location();
}

async fn standing_item(db: &PgPool) -> String {
    let id = "select id::text from agenda_items where standing";
    sqlx::query_scalar(id).fetch_one(db).await.unwrap()
}

/// What the summary of meeting 13 says below the standing item.
async fn describe(db: &PgPool) -> String {
    let text = "select summary_sections.text from summary_sections
                join agenda_items on agenda_items.id = item_id and standing";
    sqlx::query_scalar(text).fetch_one(db).await.unwrap()
}

#[sqlx::test(migrator = "operations::MIGRATIONS", fixtures("cast", "meeting_12"))]
async fn open_actions_stand_first_on_the_next_meetings_agenda(db: PgPool) {
    assigned(&db, "Fold the form.", "2026-04-01").await;
    let print = assigned(&db, "Print the form.", "2026-03-01").await;
    scheduled(&db).await;
    let agenda = format!("{NEXT}/agenda");

    let page = user(&db, "Omar").get(&agenda).await;
    page.shows(TITLE).shows("Mira Rao · by 1 April 2026").shows("overdue since 1 March 2026");
    page.shows(&format!("/groups/forms/actions/{print}"));
    let (urgent, later) = (page.body.find("Print the form."), page.body.find("Fold the form."));
    assert!(urgent < later);
    user(&db, "Chen").get(&agenda).await.hides(BUTTON);
    user(&db, "Mira").get(NEXT).await.shows(TITLE).hides("Print the form.");

    // The actions are the group's, the agenda is the public's once it is published.
    step(&user(&db, "Chen"), "agenda/publication").await;
    visitor(&db).get(&agenda).await.shows(TITLE).hides("Print the form.").hides("Mira Rao");
}

#[sqlx::test(migrator = "operations::MIGRATIONS", fixtures("cast", "meeting_12"))]
async fn a_meeting_has_a_standing_item_only_if_actions_are_open(db: PgPool) {
    let agenda = format!("{NEXT}/agenda");
    let id = assigned(&db, "Print the form.", "").await;
    assert_eq!(report(&user(&db, "Mira"), &id, "done", "").await, StatusCode::SEE_OTHER);
    scheduled(&db).await;
    let chen = user(&db, "Chen");
    chen.get(&agenda).await.hides(TITLE).hides(BUTTON);

    assigned(&db, "Fold the form.", "").await;
    chen.post(&format!("{agenda}/items"), &[("title", "AoB")]).await.location();
    chen.get(&agenda).await.hides("Fold the form.").shows(BUTTON);
    user(&db, "Mira").get(&agenda).await.hides(BUTTON);
    let mira = user(&db, "Mira").post(&format!("{agenda}/standing-item"), &[]).await;
    mira.is(StatusCode::FORBIDDEN);
    for _ in 0..2 {
        step(&chen, "agenda/standing-item").await;
    }

    let page = chen.get(&agenda).await;
    page.shows("Fold the form.").hides(BUTTON);
    assert!(page.body.find(TITLE) < page.body.find("AoB"));
    assert_eq!(page.body.matches(&format!("agenda__title\">{TITLE}")).count(), 1);
}

#[sqlx::test(migrator = "operations::MIGRATIONS", fixtures("cast", "meeting_12"))]
async fn the_standing_item_is_moved_renamed_and_removed_like_any_other(db: PgPool) {
    assigned(&db, "Print the form.", "").await;
    scheduled(&db).await;
    let (chen, agenda) = (user(&db, "Chen"), format!("{NEXT}/agenda"));
    let item = format!("{agenda}/items/{}", standing_item(&db).await);
    chen.post(&format!("{agenda}/items"), &[("title", "AoB")]).await.location();

    chen.post(&format!("{item}/position"), &[("direction", "down")]).await.location();
    let page = chen.get(&agenda).await;
    assert!(page.body.find("AoB") < page.body.find(TITLE));
    chen.post(&item, &[("revision", "1"), ("title", "What we owe")]).await.location();
    chen.get(&agenda).await.hides(TITLE).shows("What we owe").shows("Print the form.");
    chen.post(&format!("{item}/removal"), &[]).await.location();
    chen.get(&agenda).await.hides("What we owe").hides("Print the form.").shows(BUTTON);
}

#[sqlx::test(migrator = "operations::MIGRATIONS", fixtures("cast", "meeting_12"))]
async fn the_summary_says_what_became_of_earlier_actions_as_they_stood_at_the_meeting(db: PgPool) {
    let sign = assigned(&db, "Sign the form.", "").await;
    let burn = assigned(&db, "Burn the form.", "").await;
    let print = assigned(&db, "Print the form.", "2026-03-10").await;
    let fold = assigned(&db, "Fold the form.\n\nTwice.", "2026-04-01").await;
    scheduled(&db).await;
    let sana = user_at(&db, "Sana", day(19));
    for (by, day, action, step, text) in [
        ("Mira", 10, &sign, "done", ""),
        ("Sana", 11, &burn, "dropped", "It is wet"),
        ("Mira", 12, &fold, "done", ""),
        ("Sana", 13, &fold, "reopened", ""),
    ] {
        let reported = report(&user_at(&db, by, self::day(day)), action, step, text).await;
        assert_eq!(reported, StatusCode::SEE_OTHER);
    }
    step(&sana, "session").await;

    let item = format!("{NEXT}/record/items/{}", standing_item(&db).await);
    let page = sana.get(&item).await;
    page.shows("Done since Online Meeting 12").shows("Sign the form.").shows("Still open");
    page.shows(&format!("/groups/forms/actions/{print}"));
    user(&db, "Omar").get(&format!("{NEXT}/record")).await.shows("Overdue").shows("It is wet");

    // What is agreed now stands under “Action items”.
    let cut = [("guest", "Ines Guest"), ("text", "Cut the form.")];
    sana.post(&format!("{NEXT}/record/actions"), &cut).await.location();
    step(&sana, "closing").await;
    step(&sana, "summary").await;
    let as_it_stood = "Done since Online Meeting 12:\n\n\
         - Sign the form. *(owner: Mira Rao)*\n\n\
         Dropped since Online Meeting 12:\n\n\
         - Burn the form. *(owner: Mira Rao)* Reason: It is wet.\n\n\
         Still open:\n\n\
         - Fold the form. Twice. *(owner: Mira Rao; due: 1 April 2026)*\n\n\
         Overdue:\n\n\
         - Print the form. *(owner: Mira Rao; due: 10 March 2026)*";
    assert_eq!(describe(&db).await, as_it_stood);

    // What is reported later is the next meeting's to hear.
    let (late, cleo) = (user_at(&db, "Sana", day(21)), id_of(&db, "Cleo").await);
    let handed = [("step", "handed_over"), ("to", &*cleo)];
    late.post(&format!("/groups/forms/actions/{print}/reports"), &handed).await.location();
    for (action, step) in [(&print, "done"), (&fold, "done"), (&sign, "reopened")] {
        assert_eq!(report(&late, action, step, "").await, StatusCode::SEE_OTHER);
    }
    let draft = sana.get(&format!("{NEXT}/summary/edit")).await;
    draft.shows(TITLE).hides("The record has changed").hides("no longer gives");
}

#[sqlx::test(migrator = "operations::MIGRATIONS", fixtures("cast", "meeting_12"))]
async fn contributions_follow_what_became_of_the_actions(db: PgPool) {
    assigned(&db, "Print the form.", "").await;
    scheduled(&db).await;
    let sana = user_at(&db, "Sana", day(19));
    step(&sana, "session").await;
    let (item, mira) = (standing_item(&db).await, id_of(&db, "Mira").await);
    let said = [("item", &*item), ("speaker", &*mira), ("text", "Mira Rao asked for paper.")];
    sana.post(&format!("{NEXT}/record/contributions"), &said).await.location();

    step(&sana, "summary").await;

    let expected =
        "Still open:\n\n- Print the form. *(owner: Mira Rao)*\n\n**Mira Rao** asked for paper.";
    assert_eq!(describe(&db).await, expected);
}
