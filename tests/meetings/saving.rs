//! A contribution is saved in three statements, and leaves what it leaves otherwise.

use axum::http::StatusCode;
use sqlx::{AssertSqlSafe, PgConnection, PgPool};

use support::locks::{hold_meeting, until_somebody_waits};
use support::queries::describe;
use support::recording::{ITEM_1A, id_of};
use support::{Answer, user};

const ADD: &str = "/groups/forms/meetings/12/record/contributions";
const ID: &str = "00000000-0000-7000-8000-0000000099c1";

/// What one contribution leaves in every table, without what is new each time.
const LEFT: &str = "
    select array[
        (select jsonb_agg(to_jsonb(said)) from contributions said),
        (select jsonb_agg(to_jsonb(logged) - 'id' - 'at' order by logged.id) from history logged),
        (select jsonb_agg(to_jsonb(event) - 'history_id' order by event.position)
         from events event),
        (select jsonb_agg(to_jsonb(tie)) from ties tie),
        (select jsonb_agg(to_jsonb(speaker) order by speaker.name) from group_speakers speaker),
        (select jsonb_agg(to_jsonb(item) order by item.id) from agenda_items item)
    ]::text";
const EMPTIED: &str = "
    set session_replication_role = replica;
    delete from ties; delete from contributions; delete from events; delete from history;
    delete from group_speakers; update agenda_items set outcome = 'planned', reason = '';
    reset session_replication_role";
/// Whoever finds that something is no longer as it was read adds nothing.
const NOT_AT_ONCE: &str = "
    do $$ begin execute (
        select regexp_replace(pg_get_functiondef('add_contribution'::regproc),
                              'AS \\$function\\$.*', 'AS ''begin return false; end''')
    ); end $$";

async fn run(db: &PgPool, sql: &'static str) {
    sqlx::raw_sql(sql).execute(db).await.unwrap();
}

async fn text(db: &PgPool, sql: &'static str) -> String {
    sqlx::query_scalar(sql).fetch_one(db).await.unwrap()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "wsis20"))
)]
async fn what_is_added_at_once_is_what_is_added_otherwise(db: PgPool) {
    let (sana, mira) = (user(&db, "Sana"), id_of(&db, "Mira").await);
    let plan = text(
        &db,
        "select item_id::text from plan_places join groups on groups.id = group_id
         where groups.slug = 'forms' and is_open and activity = 1 limit 1",
    )
    .await;
    let forms: [&[(&str, &str)]; 5] = [
        &[("speaker", &mira), ("capacity", "For *all*"), ("text", "One **form**.")],
        &[("guest", "Zoë Guest"), ("text", "Two\r\n\r\n- forms"), ("attribution", "withheld")],
        &[("speaker", &mira), ("text", "On a plan."), ("plan", &plan)],
        &[("guest", "Guest"), ("speaker", &mira), ("text", "Both.")],
        &[("guest", "Guest"), ("text", " ")],
    ];
    let mut left = Vec::new();
    for way in ["select", NOT_AT_ONCE] {
        run(&db, way).await;
        for outcome in ["", "update agenda_items set outcome = 'not_addressed', reason = 'Late.'"] {
            for form in forms {
                run(&db, EMPTIED).await;
                run(&db, outcome).await;
                let form = [form, &[("item", ITEM_1A), ("id", ID)]].concat();
                let answer = sana.post(ADD, &form).await;
                left.push((way, (answer.status, text(&db, LEFT).await)));
            }
        }
    }
    let (at_once, otherwise) = left.split_at(left.len() / 2);
    for (at_once, otherwise) in at_once.iter().zip(otherwise) {
        assert_eq!(at_once.1, otherwise.1);
    }
    let added = at_once.iter().filter(|(_, (status, _))| *status == StatusCode::SEE_OTHER);
    assert_eq!(added.count(), 6);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_contribution_is_saved_in_three_statements(db: PgPool) {
    let (sana, mira) = (user(&db, "Sana"), id_of(&db, "Mira").await);
    for speaker in [("speaker", mira.as_str()), ("guest", "Guest")] {
        let form = [speaker, ("item", ITEM_1A), ("text", "Quick.")];
        // That somebody is there is noted once a minute.
        sana.get("/groups/forms").await;
        let (answer, statements) = describe(sana.post(ADD, &form)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert!(statements.len() <= 3, "{statements:#?}");
    }
}

/// Sends a contribution that waits for its meeting until that has been changed by `sql`.
async fn meanwhile(db: &PgPool, sql: &'static str) -> Answer {
    let mut held = hold_meeting(db).await;
    let sana = user(db, "Sana");
    let sent = tokio::spawn(async move {
        let form = [("item", ITEM_1A), ("id", ID), ("guest", "Guest"), ("text", "Late.")];
        sana.post(ADD, &form).await
    });
    until_somebody_waits(db).await;
    let changing: &mut PgConnection = &mut held;
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(changing).await.unwrap();
    held.commit().await.unwrap();
    sent.await.unwrap()
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn what_changes_while_a_contribution_waits_is_seen(db: PgPool) {
    let nothing_is_left = async || {
        let left = "select count(*)::text from contributions where text = 'Late.'";
        assert_eq!(text(&db, left).await, "0");
    };
    let sql = "update meetings set state = 'scheduled' where number = 12";
    assert_eq!(meanwhile(&db, sql).await.status, StatusCode::CONFLICT);
    nothing_is_left().await;
    run(&db, "update meetings set state = 'in_session' where number = 12").await;

    let sql = "update memberships set role = 'member' from people \
               where people.id = person_id and people.name like 'Sana%'";
    assert_eq!(meanwhile(&db, sql).await.status, StatusCode::FORBIDDEN);
    nothing_is_left().await;
    run(
        &db,
        "update memberships set role = 'secretariat' from people \
              where people.id = person_id and people.name like 'Sana%'",
    )
    .await;

    let sql = "delete from sessions using people where people.id = person_id and people.name like 'Sana%'";
    meanwhile(&db, sql).await;
    nothing_is_left().await;
}
