//! Where an action comes from: a meeting, an item of its agenda, and what was said there.

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::actions::{ADD, LIST};
use crate::recording::{ITEM_1, RECORD};
use crate::support::user;

const SAID: &str = "00000000-0000-7000-8000-0000000012c1";

#[sqlx::test(migrator = "rapporteur::MIGRATIONS", fixtures("cast", "meeting_12", "belongings"))]
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
    let link = format!("<a href=\"{RECORD}#c-{SAID}\">what Mira Rao said</a>");
    user(&db, "Omar").get(&page).await.shows(&link);
    sana.post(&format!("{RECORD}/contributions/{SAID}/removal"), &[])
        .await
        .is(StatusCode::SEE_OTHER);
    user(&db, "Omar").get(&page).await.hides("what Mira Rao said").shows("The new form");
}

#[sqlx::test(migrator = "rapporteur::MIGRATIONS", fixtures("cast", "meeting_12", "belongings"))]
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
