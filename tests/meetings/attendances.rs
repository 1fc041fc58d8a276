//! Who was there.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::recording::{RECORD, id_of};
use support::user;

const PLACE: &str = "/groups/forms/meetings/12/record/attendance";

async fn present(db: &PgPool) -> Vec<String> {
    sqlx::query_scalar("select name from attendances order by name").fetch_all(db).await.unwrap()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn members_are_ticked_and_guests_written_down(db: PgPool) {
    let sana = user(&db, "Sana");
    let (mira, nia) = (id_of(&db, "Mira").await, id_of(&db, "Nia").await);
    let form =
        [("present", mira.as_str()), ("present", &nia), ("guests", "Ines  Guest\r\n\r\nJo\r\nJo")];
    sana.post(PLACE, &form).await.is(StatusCode::SEE_OTHER);

    assert_eq!(present(&db).await, ["Ines Guest", "Jo", "Mira Rao"]);
    user(&db, "Omar").get(RECORD).await.shows("3: Ines Guest, Jo, Mira Rao");
    let page = sana.get(PLACE).await;
    page.shows(&format!("value=\"{mira}\" checked")).shows("Ines Guest\nJo</textarea>");
    user(&db, "Mira").get(PLACE).await.is(StatusCode::FORBIDDEN);
    user(&db, "Mira").post(PLACE, &form).await.is(StatusCode::FORBIDDEN);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn two_who_tick_at_once_lose_nobody(db: PgPool) {
    let (sana, chen) = (user(&db, "Sana"), user(&db, "Chen"));
    let (mira, cleo) = (id_of(&db, "Mira").await, id_of(&db, "Cleo").await);
    sana.post(PLACE, &[("present", mira.as_str()), ("guests", "Ines")])
        .await
        .is(StatusCode::SEE_OTHER);

    // Both have the page with Mira and Ines open. Sana adds Jo; Chen takes Ines out and adds Cleo.
    let before = [("present_before", mira.as_str()), ("guests_before", "Ines"), ("present", &mira)];
    let sanas = [&before[..], &[("guests", "Ines\nJo")]].concat();
    let chens = [&before[..], &[("present", &cleo), ("guests", "")]].concat();
    sana.post(PLACE, &sanas).await.is(StatusCode::SEE_OTHER);
    chen.post(PLACE, &chens).await.is(StatusCode::SEE_OTHER);

    assert_eq!(present(&db).await, ["Cleo Diaz", "Jo", "Mira Rao"]);
    let told: Vec<String> =
        sqlx::query_scalar("select reason from history where subject = 'attendance' order by id")
            .fetch_all(&db)
            .await
            .unwrap();
    assert_eq!(
        told,
        ["Present: Ines, Mira Rao.", "Present: Jo.", "Present: Cleo Diaz. Not present: Ines."]
    );
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_refused_list_keeps_what_was_ticked(db: PgPool) {
    let sana = user(&db, "Sana");
    let mira = id_of(&db, "Mira").await;
    let name = "x".repeat(301);
    let answer = sana.post(PLACE, &[("present", mira.as_str()), ("guests", &name)]).await;

    answer.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Shorten this to 300 characters.");
    answer.shows(&format!("value=\"{mira}\" checked")).shows(&name);
    assert!(present(&db).await.is_empty());
}
