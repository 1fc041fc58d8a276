//! What happens to somebody's actions when their term ends.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::actions::{ADD, LIST, assigned, report};
use support::recording::id_of;
use support::user;

const GROUP: &str = "/groups/forms";
const WAITING: &str = "/groups/forms/actions?waits=hand-over";

async fn mira_leaves(db: &PgPool) {
    let membership = sqlx::query_scalar::<_, sqlx::types::Uuid>(
        "select memberships.id from memberships join people on people.id = person_id
         where name = 'Mira Rao'",
    );
    let membership = membership.fetch_one(db).await.unwrap();
    let removal = format!("{GROUP}/members/{membership}/removal");
    user(db, "Chen").post(&removal, &[]).await.is(StatusCode::SEE_OTHER);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_actions_of_who_has_left_wait_until_each_has_a_new_owner(db: PgPool) {
    let print = assigned(&db, "Print the form.", "").await;
    let fold = assigned(&db, "Fold the form.", "").await;
    let done = assigned(&db, "Send the form.", "").await;
    assert_eq!(report(&user(&db, "Mira"), &done, "done", "").await, StatusCode::SEE_OTHER);
    let (sana, omar) = (user(&db, "Sana"), user(&db, "Omar"));
    sana.get(GROUP).await.hides("new owner");
    mira_leaves(&db).await;

    let said = "2 actions need new owners: their owners have left.";
    sana.get(GROUP).await.shows(said).shows(WAITING);
    user(&db, "Chen").get(GROUP).await.shows(said);
    omar.get(GROUP).await.is(StatusCode::OK).hides("new owner");
    let both = sana.get("/").await;
    both.shows("Two things to do").shows("Find a new owner for 2 actions");
    both.shows("Draft the summary of Online Meeting 12");
    omar.get("/").await.shows("Nothing to do");
    let list = sana.get(WAITING).await;
    list.shows("Print the form.").shows("Fold the form.").hides("Send the form.");

    let chen = id_of(&db, "Chen").await;
    let form = [("step", "handed_over"), ("to", chen.as_str())];
    sana.post(&format!("{LIST}/{print}/reports"), &form).await.is(StatusCode::SEE_OTHER);
    let said = "1 action needs a new owner: its owner has left.";
    sana.get(GROUP).await.shows(said);
    sana.get(WAITING).await.hides("Print the form.").shows("Fold the form.");
    sana.get("/").await.shows("Find a new owner for 1 action<").shows(WAITING);
    assert_eq!(report(&sana, &fold, "dropped", "Nobody can.").await, StatusCode::SEE_OTHER);
    sana.get(GROUP).await.hides("new owner");
    sana.get("/").await.shows("One thing to do").hides("new owner");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn who_answers_beside_somebody_else_and_who_was_never_a_member_leaves_nothing(db: PgPool) {
    let (sana, chen) = (user(&db, "Sana"), id_of(&db, "Chen").await);
    for form in [
        &[("owner", chen.as_str()), ("others", "Mira Rao"), ("text", "Print the form.")][..],
        &[("guest", "Ines Guest"), ("text", "Fold the form.")],
        &[("text", "Send the form.")],
    ] {
        sana.post(ADD, form).await.is(StatusCode::SEE_OTHER);
    }
    mira_leaves(&db).await;
    sana.get(GROUP).await.hides("new owner");
    sana.get(WAITING).await.shows("There are no such actions.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_new_role_is_no_end_of_a_term(db: PgPool) {
    assigned(&db, "Print the form.", "").await;
    mira_leaves(&db).await;
    let sana = user(&db, "Sana");
    sana.get(GROUP).await.shows("1 action needs a new owner");
    sqlx::raw_sql(
        "insert into memberships (id, group_id, person_id, role, since)
         select gen_random_uuid(), group_id, person_id, 'observer', until
         from memberships where until is not null",
    )
    .execute(&db)
    .await
    .unwrap();
    sana.get(GROUP).await.hides("new owner");
}
