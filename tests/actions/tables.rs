//! Actions and activities brought in from tables: looked at first, then all or none.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::actions::{LIST, assigned};
use support::tables::{ACTIONS, count, send};
use support::{Answer, User, user, visitor};

const PLAN: &str = "/groups/forms/plans/wsis20";
const ACTIVITIES: &str = "/groups/forms/plans/wsis20/import";

/// Looks at a table, and then presses the button that the page offers.
async fn bring_in(by: &User, path: &str, table: &str, take: &str) -> Answer {
    let page = send(by, path, &[("text", table)]).await;
    page.is(StatusCode::OK);
    send(by, path, &[("id", &page.value("id")), ("text", table), ("take", take)]).await
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn every_bad_row_is_named_with_its_reasons_and_nothing_is_stored(db: PgPool) {
    sqlx::raw_sql(
        "insert into meetings (id, group_id, number, title, state, starts_at, minutes)
         select gen_random_uuid(), id, 13, 'Online Meeting', 'scheduled', '2026-03-19', 60
         from groups where slug = 'forms'",
    )
    .execute(&db)
    .await
    .unwrap();
    let sana = user(&db, "Sana");
    for (row, reasons) in [
        (",Mira Rao,,,,,", &["Write what is to be done."][..]),
        ("A,,tomorrow,ready,,,", &["like 2026-03-31.", "“ready” is no state"]),
        ("A,,,dropped,,,", &["Say why it is dropped."]),
        ("A,,,open,It is wet,,", &["A reason is for what is dropped."]),
        ("A,,,,,99,", &["The group has no meeting 99."]),
        ("A,,,,,13,", &["this one is scheduled."]),
        ("A,,,,,soon,", &["“soon” is no meeting"]),
        ("A,,,,,12,Lunch", &["Online Meeting 12 has no agenda item “Lunch”."]),
        ("A,,,,,,The new form", &["An agenda item needs the meeting"]),
        ("A,B", &["It has 2 cells, and the heading has 7."]),
        ("<script>,,1,,,,", &["like 2026-03-31."]),
    ] {
        let table = format!("action,owners,due,state,reason,meeting,item\nB,,,,,,\n\n{row}\n");
        for take in ["", "new"] {
            let page = send(&sana, ACTIONS, &[("text", &table), ("take", take)]).await;
            page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("1 of 2 rows is not right");
            page.shows("href=\"#line-4\"").shows("Line 4: ").hides("<script>,").hides("Bring in 1");
            for reason in reasons {
                page.shows(reason);
            }
        }
    }
    assert_eq!(count(&db, "action_items").await, 0);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_table_that_cannot_be_read_comes_back_with_a_sentence(db: PgPool) {
    let sana = user(&db, "Sana");
    for (field, table, sentence) in [
        ("text", "", "Paste the table, or choose a file."),
        ("text", "action\nA", "The heading lacks “owners” and “due”."),
        ("file", "action,owners,due,cost\nA,,,", "what is no column here: “cost”."),
        ("text", "action,owners,due\n\"A,,", "The quotes that begin in line 2 never end."),
    ] {
        let page = send(&sana, ACTIONS, &[(field, table)]).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(sentence).hides("What would be stored");
        page.shows(&format!("href=\"#{field}\""));
    }
    let large = "x".repeat(1024 * 1024 + 1);
    send(&sana, ACTIONS, &[("text", &large)]).await.is(StatusCode::PAYLOAD_TOO_LARGE);
    let larger = "x".repeat(2 * 1024 * 1024);
    send(&sana, ACTIONS, &[("text", &larger)]).await.is(StatusCode::PAYLOAD_TOO_LARGE);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_is_there_already_is_left_out_unless_it_is_chosen(db: PgPool) {
    assigned(&db, "Print the form.", "").await;
    let sana = user(&db, "Sana");
    let table = "action,owners,due,meeting\nPrint the form.,,,12\nPrint the form.,,,\n\
        Fold it.,,,12\nFold it.,Mira Rao,,12\n";

    let page = send(&sana, ACTIONS, &[("text", table)]).await;
    page.is(StatusCode::OK).shows("is there already").shows("is in line 4 already");
    page.shows("Bring in 2 action items").shows("Bring in all 4");
    bring_in(&sana, ACTIONS, table, "new").await.location();
    assert_eq!(count(&db, "action_items").await, 3);

    let page = send(&sana, ACTIONS, &[("text", table)]).await;
    page.shows("Bring in all 4").hides("Bring in 0");
    bring_in(&sana, ACTIONS, table, "all").await.location();
    assert_eq!(count(&db, "action_items").await, 7);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings"))
)]
async fn what_the_list_of_actions_gives_as_a_table_can_be_read_again(db: PgPool) {
    let sana = user(&db, "Sana");
    let table = sana.get(&format!("{LIST}.csv?state=all")).await.body;

    let page = send(&sana, ACTIONS, &[("text", &table)]).await;
    page.is(StatusCode::OK).shows("is there already").shows("<bdi>Ines Guest</bdi>");
    bring_in(&sana, ACTIONS, &table, "all").await.location();

    let twice = sana.get(&format!("{LIST}.csv?state=all")).await.body;
    // Without its address, each row is there twice.
    let rows = |table: &str| {
        let rows = table.lines().skip(1).filter_map(|row| row.split_once(','));
        let mut rows: Vec<_> = rows.map(|(_, row)| row.to_owned()).collect();
        rows.sort();
        rows
    };
    let expected = rows(&table).into_iter().flat_map(|row| [row.clone(), row]);
    assert_eq!(rows(&twice), expected.collect::<Vec<_>>());
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "wsis20"))
)]
async fn activities_are_brought_in_below_known_and_new_objectives(db: PgPool) {
    let chen = user(&db, "Chen");
    let table = "objective;activity;leads;due;status;progress\n\
        1;Send it round.;Mira Rao;2026-04-01;;\n\
        messages;Agree on three.;\"Chen Wei; Ines Guest\";;in progress;Two are *ready*.\n\
        Outreach;Write to all.;;;done;\n\
        outreach;Call them.;;;;\n\
        Awareness;Print it.;;;;\n";
    chen.get(PLAN).await.shows(ACTIVITIES);
    let page = send(&chen, ACTIVITIES, &[("text", table)]).await;
    page.is(StatusCode::OK).shows("Outreach (new)").shows("<bdi>Chen Wei</bdi>");
    page.shows("Bring in 4 activities").shows("is there already");
    assert_eq!(count(&db, "plan_items").await, 4);

    let press = [("id", &*page.value("id")), ("text", table), ("take", "new")];
    for _ in 0..2 {
        assert_eq!(send(&chen, ACTIVITIES, &press).await.location(), PLAN);
    }
    assert_eq!(count(&db, "plan_items").await, 9);
    let page = chen.get(PLAN).await;
    page.shows("Send it round.").shows("Outreach").shows("Call them.").shows("<em>ready</em>");
    assert!(page.body.find("Messages") < page.body.find("Agree on three."));

    for (row, reason) in [
        ("7,A,", "The plan has no objective 7."),
        (",A,", "Say which objective it stands below"),
        ("1,,", "Say what is to be done."),
        ("New,A,ready", "“ready” is no status"),
    ] {
        let table = format!("objective,activity,status\n{row}\n");
        let page = send(&chen, ACTIVITIES, &[("text", &table), ("take", "new")]).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(reason).shows("Line 2: ");
    }
    assert_eq!(count(&db, "plan_items").await, 9);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn only_those_who_record_and_edit_bring_tables_in(db: PgPool) {
    let table = [("text", "action,owners,due\nA,,\n"), ("take", "new")];
    for place in [ACTIONS, ACTIVITIES] {
        for by in ["Mira", "Omar"] {
            user(&db, by).get(place).await.is(StatusCode::FORBIDDEN);
            send(&user(&db, by), place, &table).await.is(StatusCode::FORBIDDEN);
        }
        send(&user(&db, "Nia"), place, &table).await.is(StatusCode::NOT_FOUND);
        send(&visitor(&db), place, &table).await.is(StatusCode::UNAUTHORIZED);
        assert!(visitor(&db).get(place).await.location().starts_with("/sign-in"));
    }
    // A meeting of another group is none of this one's.
    let other = [("text", "action,owners,due,meeting\nA,,,12\n"), ("take", "new")];
    let nia = user(&db, "Nia");
    let page = send(&nia, "/groups/quiet/actions/import", &other).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).shows("The group has no meeting 12.");

    sqlx::raw_sql("update plans set state = 'archived'").execute(&db).await.unwrap();
    user(&db, "Chen").get(ACTIVITIES).await.is(StatusCode::CONFLICT);
}
