//! A group's actions as its members look them up: by state, owner, meeting and urgency, page
//! by page, and as a table.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::actions::{ADD, LIST, assigned, report};
use support::recording::id_of;
use support::{user, visitor};

const CSV: &str = "/groups/forms/actions.csv";

async fn sql(db: &PgPool, statement: &'static str) {
    sqlx::raw_sql(statement).execute(db).await.unwrap();
}

/// One in each state, each of another owner, the first of them overdue.
async fn some_of_each(db: &PgPool) {
    assigned(db, "Print the form.", "2026-03-01").await;
    let sana = user(db, "Sana");
    for (owner, text) in [("Chen", "Fold it."), ("Cleo", "Burn it."), ("Sana", "Send it.")] {
        let owner = id_of(db, owner).await;
        let form = [("owner", owner.as_str()), ("text", text)];
        sana.post(ADD, &form).await.is(StatusCode::SEE_OTHER);
    }
    let guest = [("guest", "Ines & Co"), ("due", "2026-05-01"), ("text", "Read it.")];
    sana.post(ADD, &guest).await.is(StatusCode::SEE_OTHER);
    for (text, step, why) in [
        ("Fold it.", "progress", "Half."),
        ("Burn it.", "dropped", "No fire."),
        ("Send it.", "done", ""),
    ] {
        let id = sqlx::query_scalar::<_, sqlx::types::Uuid>(
            "select id from action_items where text = $1",
        );
        let id = id.bind(text).fetch_one(db).await.unwrap().to_string();
        assert_eq!(report(&sana, &id, step, why).await, StatusCode::SEE_OTHER);
    }
}

/// Which of them a query lists, in their order.
async fn listed(db: &PgPool, query: &str) -> Vec<&'static str> {
    let page = user(db, "Omar").get(&format!("{LIST}{query}")).await;
    let list = page.is(StatusCode::OK).body.split("Show these").nth(1).unwrap_or_default();
    let mut found: Vec<_> = ["Print the form.", "Fold it.", "Burn it.", "Send it.", "Read it."]
        .into_iter()
        .filter_map(|text| Some((list.find(&format!(">{text}</p>"))?, text)))
        .collect();
    found.sort();
    found.into_iter().map(|(_, text)| text).collect()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn actions_are_found_by_state_owner_meeting_and_urgency(db: PgPool) {
    some_of_each(&db).await;
    let chen = format!("?owner={}", id_of(&db, "Chen").await);
    for (query, expected) in [
        ("", &["Print the form.", "Read it.", "Fold it."][..]),
        ("?state=open", &["Print the form.", "Read it."]),
        ("?state=in_progress", &["Fold it."]),
        ("?state=done", &["Send it."]),
        ("?state=dropped", &["Burn it."]),
        ("?state=all", &["Print the form.", "Read it.", "Fold it.", "Send it.", "Burn it."]),
        ("?overdue=true", &["Print the form."]),
        ("?state=done&overdue=true", &[]),
        (&chen, &["Fold it."]),
        ("?owner=ines+%26+co", &["Read it."]),
        ("?owner=Chen+Wei", &[]),
        ("?meeting=12", &["Print the form.", "Read it.", "Fold it."]),
        ("?meeting=11", &[]),
        ("?waits=hand-over", &[]),
        ("?page=2", &[]),
        ("?page=minus&state=odd&meeting=twelve", &["Print the form.", "Read it.", "Fold it."]),
    ] {
        assert_eq!(listed(&db, query).await, expected, "{query}");
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_list_offers_what_it_can_be_narrowed_to(db: PgPool) {
    some_of_each(&db).await;
    let (mira, chen) = (id_of(&db, "Mira").await, id_of(&db, "Chen").await);
    let page = user(&db, "Mira").get(&format!("{LIST}?owner={chen}&meeting=12")).await;
    page.shows(&format!("<a href=\"{LIST}?owner={mira}\">Mine</a>"));
    page.shows(&format!("<option value=\"{chen}\" selected>Chen Wei</option>"));
    page.shows("<option value=\"Ines &#38; Co\">Ines &#38; Co</option>");
    page.shows("<option value=\"12\" selected>Online Meeting 12</option>");
    // Also to somebody who has none.
    let omar = id_of(&db, "Omar").await;
    let mine = user(&db, "Omar").get(&format!("{LIST}?owner={omar}")).await;
    mine.shows("There are no such actions.").shows(&format!("{omar}\" selected>Omar Haddad"));
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn of_many_meetings_the_latest_are_offered_and_the_one_that_was_chosen(db: PgPool) {
    sql(
        &db,
        "insert into meetings (id, group_id, number, title, state, starts_at, minutes, record_id)
         select gen_random_uuid(), group_id, 12 + n, title, state, starts_at, minutes,
                gen_random_uuid()
         from meetings, generate_series(1, 101) as n where number = 12;
         insert into action_items (id, group_id, meeting_id, text, html)
         select gen_random_uuid(), group_id, id, 'Go on', '<p>Go on.</p>' from meetings",
    )
    .await;
    let mira = user(&db, "Mira");
    let offered = mira.get(LIST).await;
    offered.shows("Online Meeting 113</option>").shows("Online Meeting 14</option>");
    offered.hides("Online Meeting 13</option>").hides("Online Meeting 12</option>");
    offered.shows("The record of an older meeting leads to its actions.");
    let record = mira.get("/groups/forms/meetings/12/record").await;
    record.shows(&format!("href=\"{LIST}?state=all&#38;meeting=12\">see the progress"));
    let chosen = mira.get(&format!("{LIST}?meeting=12")).await;
    chosen.shows("<option value=\"12\" selected>Online Meeting 12</option>");
    chosen.hides("Online Meeting 13</option>");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_long_list_is_read_page_by_page(db: PgPool) {
    sql(
        &db,
        "insert into action_items (id, group_id, meeting_id, text, html, due)
         select gen_random_uuid(), group_id, id, 'Step ' || n, '<p>Step ' || n || '.</p>',
                date '2026-04-01' + n
         from meetings, generate_series(1, 201) as n",
    )
    .await;
    let mira = user(&db, "Mira");
    let first = mira.get(&format!("{LIST}?meeting=12")).await;
    first.shows("Step 100.").hides("Step 101.").hides("Previous page");
    first.shows(&format!("href=\"{LIST}?meeting=12&#38;page=2\" rel=\"next\""));
    let second = mira.get(&format!("{LIST}?meeting=12&page=2")).await;
    second.hides("Step 100.").shows("Step 101.").shows("Step 200.").shows("Page 2");
    second.shows(&format!("href=\"{LIST}?meeting=12\" rel=\"prev\""));
    let third = mira.get(&format!("{LIST}?page=3")).await;
    third.shows("Step 201.").hides("Next page");

    let table = mira.get(&format!("{CSV}?meeting=12&page=2")).await;
    assert_eq!(table.body.lines().count(), 202, "the table has all pages");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn the_list_is_a_table_that_runs_nothing(db: PgPool) {
    some_of_each(&db).await;
    let formula = [("guest", "@SUM(A1)"), ("text", "=1+1"), ("due_kind", "next_meeting")];
    user(&db, "Sana").post(ADD, &formula).await.is(StatusCode::SEE_OTHER);

    let table = user(&db, "Omar").get(&format!("{CSV}?state=all")).await;
    table.is(StatusCode::OK);
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8; header=present");
    assert_eq!(table.header("content-disposition"), "attachment; filename=\"forms-actions.csv\"");
    assert_eq!(table.header("x-content-type-options"), "nosniff");
    let rows: Vec<_> = table.body.split("\r\n").collect();
    let header = "address,action,owners,due,state,reason,meeting,item,last report,last reported at";
    assert_eq!(rows[0].strip_prefix('\u{FEFF}'), Some(header));
    let first = rows[1].strip_prefix("http://rapporteur.test/groups/forms/actions/").unwrap();
    assert!(
        first.ends_with(
            ",Print the form.,Mira Rao,2026-03-01,open,,Online Meeting 12,The new form,,"
        ),
        "{first}"
    );
    table.shows(",Fold it.,Chen Wei,,in progress,,Online Meeting 12,,Half.,2026-03-06T09:00:00Z");
    table.shows(",Burn it.,Cleo Diaz,,dropped,No fire.,Online Meeting 12,,No fire.,2026-03-06T");
    table.shows(",'=1+1,'@SUM(A1),next meeting,open,,");
    let overdue = user(&db, "Omar").get(&format!("{CSV}?overdue=true")).await;
    overdue.shows("Print the form.").hides("Fold it.");

    user(&db, "Nia").get(CSV).await.is(StatusCode::NOT_FOUND);
    assert!(visitor(&db).get(CSV).await.location().starts_with("/sign-in"));
}
