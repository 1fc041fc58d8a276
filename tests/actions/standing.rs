//! The standing item: what became of the actions of earlier meetings.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::actions::{assigned, report};
use support::standing::{NEXT, TITLE, scheduled, standing_item, step};
use support::{user, visitor};

const BUTTON: &str = "Add the open action items";

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn open_actions_stand_first_on_the_next_meetings_agenda(db: PgPool) {
    assigned(&db, "Fold the form.", "2026-04-01").await;
    let print = assigned(&db, "Print the form.", "2026-03-01").await;
    scheduled(&db).await;
    let agenda = format!("{NEXT}/agenda");

    let page = user(&db, "Omar").get(&agenda).await;
    page.shows(TITLE)
        .shows("Mira Rao · by Wed 1 April 2026")
        .shows("overdue since Sun 1 March 2026");
    page.shows(&format!("/groups/forms/actions/{print}"));
    let (urgent, later) = (page.body.find("Print the form."), page.body.find("Fold the form."));
    assert!(urgent < later);
    user(&db, "Chen").get(&agenda).await.hides(BUTTON);
    user(&db, "Mira").get(NEXT).await.shows(TITLE).hides("Print the form.");

    // The actions are the group's, the agenda is the public's once it is published.
    step(&user(&db, "Chen"), "agenda/publication").await;
    visitor(&db).get(&agenda).await.shows(TITLE).hides("Print the form.").hides("Mira Rao");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
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

    chen.get(&agenda).await.shows("Fold the form.").hides(BUTTON);
    let page = user(&db, "Mira").get(&agenda).await;
    assert!(page.body.find(TITLE) < page.body.find("AoB"));
    assert_eq!(page.body.matches(&format!("agenda__title\">{TITLE}")).count(), 1);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_standing_item_is_moved_renamed_and_removed_like_any_other(db: PgPool) {
    assigned(&db, "Print the form.", "").await;
    scheduled(&db).await;
    let (chen, agenda) = (user(&db, "Chen"), format!("{NEXT}/agenda"));
    let item = format!("{agenda}/items/{}", standing_item(&db).await);
    chen.post(&format!("{agenda}/items"), &[("title", "AoB")]).await.location();

    chen.post(&format!("{item}/position"), &[("direction", "down")]).await.location();
    let mira = user(&db, "Mira");
    let page = mira.get(&agenda).await;
    assert!(page.body.find("AoB") < page.body.find(TITLE));
    chen.post(&item, &[("revision", "1"), ("title", "What we owe")]).await.location();
    mira.get(&agenda).await.hides(TITLE).shows("What we owe").shows("Print the form.");
    chen.post(&format!("{item}/removal"), &[]).await.location();
    mira.get(&agenda).await.hides("What we owe").hides("Print the form.");
    chen.get(&agenda).await.shows(BUTTON);
}
