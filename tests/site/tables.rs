//! Actions and activities brought in from tables: looked at first, then all or none.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::actions::LIST;
use support::tables::{ACTIONS, count, send};
use support::user;

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_table_of_actions_is_shown_as_it_would_be_stored_and_then_stored(db: PgPool) {
    let sana = user(&db, "Sana");
    let table = "Action,owners,due,state,reason,meeting,item\n\
        Print the form.,mira rao; Ines Guest,2026-04-01,,,Online Meeting 12,the new form\n\
        \"Fold it,\n\nin two.\",,next meeting,in progress,,12,1.a\n\
        '=Burn it,Cleo Diaz,,dropped,It is wet.,,\n\
        Sign it.,,,done,,,\n";
    sana.get(LIST).await.shows(ACTIONS);
    sana.get(ACTIONS)
        .await
        .shows("Bring in action items")
        .shows("several with a comma, a semicolon or “and” between");

    let page = send(&sana, ACTIONS, &[("text", "ignored"), ("file", table)]).await;
    page.is(StatusCode::OK).shows("Bring in 4 action items").shows("<bdi>Ines Guest</bdi>");
    page.shows("Line 3").shows("Its first page").shows("by the next meeting").shows("=Burn it");
    assert_eq!(count(&db, "action_items").await, 0);

    let id = page.value("id");
    let press = [("id", &*id), ("text", table), ("take", "new")];
    let (one, two) = tokio::join!(send(&sana, ACTIONS, &press), send(&sana, ACTIONS, &press));
    assert_eq!([one.location(), two.location()], [LIST; 2]);
    for answer in [one, two] {
        let said = answer.header("set-cookie").replace('+', " ");
        assert!(said.contains("4 action items"), "{said}");
    }
    assert_eq!(count(&db, "action_items").await, 4);
    assert_eq!(count(&db, "action_reports").await, 3);

    let list = sana.get(&format!("{LIST}?state=all")).await;
    list.shows("Online Meeting 12: The new form").shows("Mira Rao and Ines Guest");
    list.shows("in progress").shows("dropped").shows("=Burn it").hides("&#39;=Burn");
    user(&db, "Mira").get("/").await.shows("Print the form.");
    let told = "select string_agg(event, ', ' order by id) from history
                where subject = 'action item' and subject_id =
                      (select id from action_items where text = '=Burn it')";
    let told: String = sqlx::query_scalar(told).fetch_one(&db).await.unwrap();
    assert_eq!(told, "added, dropped");
}
