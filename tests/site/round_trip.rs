//! A report that was composed here and is read in again gives the same report.

use sqlx::PgPool;

use access::rights::May;
use base::policy::{DraftSummaries, RecordMeetings};
use exchange::imports::{self, Source};
use meetings::meeting::Meeting;
use summaries::draft as summaries;
use support::story_time;

const MODEL: &str = include_str!("../../demo/wg-strategy-45.md");

/// The same group again, where the meeting was never recorded.
async fn found_anew(db: &PgPool, slug: &'static str) {
    sqlx::query(
        "with copy as (
             insert into groups (id, slug, name, short_name)
             values (gen_random_uuid(), $1,
                     'MAG Working Group on IGF Strengthening and Strategy', 'WG-Strategy')
             returning id
         )
         insert into memberships (id, group_id, person_id, role, since)
         select gen_random_uuid(), copy.id, people.id, 'secretariat', '2022-01-01 00:00Z'
         from copy, people where name = 'Sana Karimi'",
    )
    .bind(slug)
    .execute(db)
    .await
    .unwrap();
}

/// What reading the model makes of Ben's suggestion.
async fn take_up_the_suggestion(db: &PgPool) {
    sqlx::query(
        "insert into action_items (id, group_id, meeting_id, item_id, text, html)
         select gen_random_uuid(), meetings.group_id, meetings.id, item_id,
                split_part(text, 'as an action point to ', 2), ''
         from contributions join meetings on meetings.id = meeting_id
         where speaker = 'Ben Wallis'",
    )
    .execute(db)
    .await
    .unwrap();
}

async fn read_in(db: &PgPool, slug: &str, report: &str) -> Meeting {
    let may = May::<RecordMeetings>::on_behalf_of(db, "sana@example.org", slug).await.unwrap();
    let import = Source::new("report.md", report.to_owned()).understood().unwrap();
    imports::import(db, &may, &import, story_time()).await.unwrap()
}

async fn composed(db: &PgPool, slug: &str, meeting: &Meeting) -> String {
    let may = May::<DraftSummaries>::on_behalf_of(db, "sana@example.org", slug).await.unwrap();
    summaries::draft(db, &may, meeting.path(&may.group).meeting).await.unwrap();
    summaries::find(db, meeting.id).await.unwrap().unwrap().markdown()
}

async fn composed_of_meeting_45(db: &PgPool) -> String {
    let may = May::<DraftSummaries>::on_behalf_of(db, "sana@example.org", "wg-strategy");
    let may = may.await.unwrap();
    let meeting = meetings::meeting::find(db, may.group.id, "45".parse().unwrap()).await;
    composed(db, "wg-strategy", &meeting.unwrap()).await
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn of_the_record_of_meeting_45(db: PgPool) {
    take_up_the_suggestion(&db).await;
    let report = composed_of_meeting_45(&db).await;
    found_anew(&db, "again").await;

    let meeting = read_in(&db, "again", &report).await;

    assert_eq!(composed(&db, "again", &meeting).await, report);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn of_a_record_with_everything_in_it(db: PgPool) {
    sqlx::raw_sql(
        "insert into decisions (id, group_id, meeting_id, item_id, number, text, html)
         select gen_random_uuid(), meetings.group_id, meetings.id, agenda_items.id, 1,
                'The communique is published.', ''
         from meetings join agenda_items on meeting_id = meetings.id
         where meetings.number = 45 and agenda_items.label = 'b';
         insert into action_items (id, group_id, meeting_id, item_id, text, html, due)
         select gen_random_uuid(), meetings.group_id, meetings.id, agenda_items.id,
                'Work with UN-DESA on a high level panel.', '', '2023-03-01'
         from meetings join agenda_items on meeting_id = meetings.id
         where meetings.number = 45 and agenda_items.label = '2';
         insert into action_items
             (id, group_id, meeting_id, item_id, text, html, due_next_meeting)
         select gen_random_uuid(), group_id, meeting_id, item_id, 'Send the list.', '', true
         from action_items;
         insert into action_owners (action_id, position, name)
         select action_items.id, position, name
         from action_items,
              (values (1, 'Ben Wallis'), (2, 'Sana Karimi')) as owner (position, name);
         insert into update_notes (id, meeting_id, contribution_id, dated, text, html)
         select gen_random_uuid(), meeting_id, id, '2022-10-05', 'It is published.', ''
         from contributions where text like 'Chris shared an update%';
         update contributions
         set item_id = (select id from agenda_items where meeting_id = contributions.meeting_id
                                                      and label = 'b')
         where text like 'Chris shared an update%';
         update contributions set text = 'We need a list of the successes.'
         where speaker = 'Wout de Natris';
         update contributions set capacity = 'Government of Switzerland' where speaker = 'Jorge Cancio'",
    )
    .execute(&db)
    .await
    .unwrap();
    take_up_the_suggestion(&db).await;
    let report = composed_of_meeting_45(&db).await;
    found_anew(&db, "again").await;

    let meeting = read_in(&db, "again", &report).await;

    assert_eq!(composed(&db, "again", &meeting).await, report);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_45"))
)]
async fn of_a_record_with_what_became_of_earlier_actions(db: PgPool) {
    sqlx::raw_sql(
        "update agenda_items set standing = true where label = '2';
         insert into action_items (id, group_id, text, html, due, made_at)
         select gen_random_uuid(), id, 'Ask ' || whom, '', due, '2022-09-01'
         from groups, (values ('the *Envoy*.', date '2022-09-20'), ('Chris.', null)) as ask (whom, due)
         where slug = 'wg-strategy';
         insert into action_owners (action_id, position, name)
         select id, 1, 'Ben Wallis' from action_items",
    )
    .execute(&db)
    .await
    .unwrap();
    take_up_the_suggestion(&db).await;
    let report = composed_of_meeting_45(&db).await;
    assert!(
        report.contains("Still open:\n\n- Ask Chris. *(owner: Ben Wallis)*\n\nOverdue:\n\n- Ask")
    );
    found_anew(&db, "again").await;

    let meeting = read_in(&db, "again", &report).await;

    assert_eq!(composed(&db, "again", &meeting).await, report);
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn of_the_model_itself(db: PgPool) {
    found_anew(&db, "first").await;
    found_anew(&db, "second").await;
    let meeting = read_in(&db, "first", MODEL).await;
    let report = composed(&db, "first", &meeting).await;

    let meeting = read_in(&db, "second", &report).await;

    assert_eq!(composed(&db, "second", &meeting).await, report);
}
