//! The standing item: what became of the actions of earlier meetings.

use axum::http::StatusCode;
use chrono::{DateTime, TimeZone, Utc};
use sqlx::PgPool;

use support::actions::{assigned, report};
use support::recording::id_of;
use support::standing::{NEXT, TITLE, scheduled, standing_item, step};
use support::{user, user_at};

fn day(day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, day, 15, 0, 0).unwrap()
}

/// What the summary of meeting 13 says below the standing item.
async fn describe(db: &PgPool) -> String {
    let text = "select summary_sections.text from summary_sections
                join agenda_items on agenda_items.id = item_id and standing";
    sqlx::query_scalar(text).fetch_one(db).await.unwrap()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
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

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
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
