//! Where an action comes from: a meeting, an item of its agenda, and what was said there.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::actions::{ADD, LIST, report};
use support::recording::{ITEM_1, RECORD};
use support::user;

const SAID: &str = "00000000-0000-7000-8000-0000000012c1";

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn an_action_is_recorded_from_what_was_said(db: PgPool) {
    let sana = user(&db, "Sana");
    let new = format!("{ADD}/new?item={ITEM_1}&amp;contribution={SAID}");
    sana.get(&format!("{RECORD}/items/{ITEM_1}")).await.shows(&new);
    user(&db, "Mira").get(RECORD).await.hides("contribution=");

    let form = sana.get(&new.replace("&amp;", "&")).await;
    form.shows("Mira Rao asked for a shorter form.");
    assert_eq!(form.value("contribution"), SAID);
    form.shows(&format!("<option value=\"{ITEM_1}\" selected>"));
    let sent = [("item", ITEM_1), ("contribution", SAID), ("text", "Shorten the form.")];
    sana.post(ADD, &sent).await.is(StatusCode::SEE_OTHER);

    let id = sqlx::query_scalar::<_, sqlx::types::Uuid>(
        "select id from action_items where text = 'Shorten the form.'",
    );
    let page = format!("{LIST}/{}", id.fetch_one(&db).await.unwrap());
    let link = format!("<a href=\"{RECORD}?entry={SAID}#entry-{SAID}\">what Mira Rao said</a>");
    user(&db, "Omar").get(&page).await.shows(&link);
    sana.post(&format!("{RECORD}/contributions/{SAID}/removal"), &[])
        .await
        .is(StatusCode::SEE_OTHER);
    user(&db, "Omar").get(&page).await.hides(&link).shows("The new form");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn what_was_said_in_another_meeting_is_not_to_be_had(db: PgPool) {
    sqlx::raw_sql(
        "insert into meetings (id, group_id, number, title, state, starts_at, minutes)
         select '00000000-0000-7000-8000-000000000099', id, 1, 'Online Meeting', 'held',
                '2026-03-01', 60
         from groups where slug = 'quiet';
         insert into agenda_items (id, meeting_id, position, label, title)
         values ('00000000-0000-7000-8000-0000000099a1', '00000000-0000-7000-8000-000000000099',
                 1, '1', 'A quiet matter');
         update contributions set meeting_id = '00000000-0000-7000-8000-000000000099',
                                  item_id = '00000000-0000-7000-8000-0000000099a1'",
    )
    .execute(&db)
    .await
    .unwrap();
    let sent = [("contribution", SAID), ("text", "Shorten the form.")];
    user(&db, "Sana").post(ADD, &sent).await.is(StatusCode::NOT_FOUND);
    let new = format!("{ADD}/new?contribution={SAID}");
    user(&db, "Sana").get(&new).await.is(StatusCode::OK).hides("shorter form");
}

/// As plans and files make them.
async fn from_no_meeting(db: &PgPool, group: &str) -> String {
    let insert = sqlx::query_scalar::<_, sqlx::types::Uuid>(
        "insert into action_items (id, group_id, text, html, due_next_meeting, made_at)
         select gen_random_uuid(), id, 'Ask the printers.', '<p>Ask the printers.</p>', true,
                '2026-03-06 08:00Z'
         from groups where slug = $1 returning id",
    );
    insert.bind(group).fetch_one(db).await.unwrap().to_string()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn an_action_that_comes_from_no_meeting_is_read_corrected_and_done_like_others(db: PgPool) {
    let id = from_no_meeting(&db, "forms").await;
    let page = format!("{LIST}/{id}");
    let (sana, mira) = (user(&db, "Sana"), user(&db, "Mira"));
    mira.get(LIST).await.shows("Ask the printers.").shows("<span>by the next meeting</span>");
    mira.get(&page).await.shows("Ask the printers.").hides("Correct what it says");
    mira.get(&format!("{page}/edit")).await.is(StatusCode::FORBIDDEN);
    sqlx::raw_sql("update meetings set state = 'scheduled', starts_at = '2026-03-10 12:00Z'")
        .execute(&db)
        .await
        .unwrap();
    mira.get(LIST).await.shows("by the next meeting (Tue 10 March 2026)");

    let edit = sana.get(&format!("{page}/edit")).await;
    edit.shows("Ask the printers.").hides("Agenda item");
    let mut form = vec![("revision", "1"), ("others", "Mira Rao"), ("text", " ")];
    sana.post(&page, &form).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Mira Rao");
    form[2].1 = "Ask both printers.";
    sana.post(&page, &form).await.is(StatusCode::SEE_OTHER);
    form[2].1 = "Ask no printer.";
    sana.post(&page, &form).await.is(StatusCode::CONFLICT).shows("Ask both printers.");
    assert_eq!(report(&mira, &id, "done", "They came.").await, StatusCode::SEE_OTHER);
    mira.get(&page).await.shows("They came.").shows("Ask both printers.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn an_action_is_corrected_where_it_comes_from_and_nowhere_else(db: PgPool) {
    let (quiet, sana) = (from_no_meeting(&db, "quiet").await, user(&db, "Sana"));
    let of_meeting_12 = "00000000-0000-7000-8000-0000000012e1";
    for id in [quiet.as_str(), of_meeting_12] {
        let page = format!("{LIST}/{id}");
        sana.get(&format!("{page}/edit")).await.is(StatusCode::NOT_FOUND);
        sana.post(&page, &[("text", "Mine.")]).await.is(StatusCode::NOT_FOUND);
    }
    let ours = from_no_meeting(&db, "forms").await;
    for id in [quiet, ours] {
        sana.get(&format!("{ADD}/{id}")).await.is(StatusCode::NOT_FOUND);
        sana.post(&format!("{ADD}/{id}"), &[("text", "Mine.")]).await.is(StatusCode::NOT_FOUND);
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn everybody_who_reads_the_group_reads_what_became_of_an_action(db: PgPool) {
    let sana = user(&db, "Sana");
    let sent = [("item", ITEM_1), ("text", "Print the old form.")];
    sana.post(ADD, &sent).await.is(StatusCode::SEE_OTHER);
    let id = sqlx::query_scalar::<_, sqlx::types::Uuid>(
        "select id from action_items where text = 'Print the old form.'",
    );
    let id = id.fetch_one(&db).await.unwrap().to_string();
    let sent = [("revision", "1"), ("others", "Mira Rao"), ("text", "Print the new form.")];
    sana.post(&format!("{ADD}/{id}"), &sent).await.is(StatusCode::SEE_OTHER);
    assert_eq!(report(&sana, &id, "dropped", "No paper.").await, StatusCode::SEE_OTHER);

    let page = user(&db, "Omar").get(&format!("{LIST}/{id}")).await;
    page.shows("<h2>History</h2>").hides("<ins>").hides("<del>");
    let recorder = user(&db, "Sana").get(&format!("{LIST}/{id}")).await;
    recorder.shows("<ins> new</ins>").shows("<del> old</del>");
    page.shows("by <bdi>Sana Karimi</bdi>").shows(">corrected<").shows(">dropped<");
}
