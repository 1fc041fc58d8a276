//! A long record is read in parts, and a link to an entry leads to the part that has it.

use axum::http::StatusCode;
use sqlx::PgPool;

use support::recording::RECORD;
use support::user;

/// 150 contributions each on the items 1, 1.a and 2, none on the third, and a decision on no item.
async fn much_is_said(db: &PgPool) {
    sqlx::raw_sql(
        "insert into contributions (id, meeting_id, item_id, position, speaker, text, html)
         select gen_random_uuid(), meeting_id, id, n, 'Ines', '', '<p>Said ' || nth || '-' || n || '.</p>'
         from (select id, meeting_id, row_number() over (order by id) as nth from agenda_items
               where meeting_id = '00000000-0000-7000-8000-000000000012') as item,
              generate_series(1, 150) as n
         where nth < 4;

         insert into decisions (id, group_id, meeting_id, number, text, html)
         select gen_random_uuid(), group_id, id, 7, 'Yes.', '<p>Decided at the end.</p>'
         from meetings where number = 12;

         insert into update_notes (id, meeting_id, contribution_id, dated, text, html)
         select gen_random_uuid(), meeting_id, id, '2026-03-05', 'Noted later.', '<p>Noted later.</p>'
         from contributions where html = '<p>Said 2-51.</p>';",
    )
    .execute(db)
    .await
    .unwrap();
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_short_record_is_one_page(db: PgPool) {
    let mira = user(&db, "Mira");
    // An empty one has a single part, whichever is asked for.
    for part in ["", "?page=2", "?page=last"] {
        let page = mira.get(&format!("{RECORD}{part}")).await;
        page.is(StatusCode::OK).shows("no item").shows("The new form").hides("Parts of the record");
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_long_record_is_read_in_parts_of_100_entries(db: PgPool) {
    much_is_said(&db).await;
    let mira = user(&db, "Mira");

    let first = mira.get(RECORD).await;
    first.shows("Entries 1–100 of 451").shows(&format!("href=\"{RECORD}?page=5\""));
    first.shows("Said 1-1.").shows("Said 1-100.").hides("Said 1-101.").hides("continued");
    first.hides("Said 2-51.").hides("Noted later.").hides("printers").hides("Decided at the end.");

    let third = mira.get(&format!("{RECORD}?page=3")).await;
    third.shows("Entries 201–300 of 451").shows("Its first page (continued)");
    third.shows("Said 2-51.").shows("Noted later.").shows("Said 2-150.");
    third.hides("Said 2-50.").hides("Said 3-1.").hides("The new form</h2>").hides("AoB");

    for last in ["5", "6", "last"] {
        let last = mira.get(&format!("{RECORD}?page={last}")).await;
        last.shows("Entries 401–451 of 451").shows("Update from the printers (continued)");
        last.shows("Said 3-101.").shows("AoB").shows("Decided at the end.").hides("Said 3-100.");
    }
    mira.get(&format!("{RECORD}?page=zebra")).await.is(StatusCode::OK).shows("Said 1-1.");
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_link_to_an_entry_leads_to_its_part(db: PgPool) {
    much_is_said(&db).await;
    let mira = user(&db, "Mira");
    for (html, shown) in [
        ("<p>Said 1-3.</p>", "Entries 1–100 of 451"),
        ("<p>Said 2-51.</p>", "Entries 201–300 of 451"),
        ("<p>Said 3-150.</p>", "Entries 401–451 of 451"),
    ] {
        let id: String = sqlx::query_scalar("select id::text from contributions where html = $1")
            .bind(html)
            .fetch_one(&db)
            .await
            .unwrap();
        let part = mira.get(&format!("{RECORD}?entry={id}")).await;
        part.shows(shown).shows(&format!("id=\"entry-{id}\"")).shows(html);
    }
    for entry in ["zebra", "00000000-0000-7000-8000-000000000012"] {
        let part = mira.get(&format!("{RECORD}?entry={entry}")).await;
        part.is(StatusCode::OK).shows("Entries 1–100 of 451");
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn no_part_names_who_is_not_to_be_named(db: PgPool) {
    much_is_said(&db).await;
    sqlx::query(
        "update contributions
         set speaker = 'Zora Quiet', attribution = 'withheld', html = '<p>Zora Quiet agrees.</p>'
         where html = '<p>Said 2-51.</p>'",
    )
    .execute(&db)
    .await
    .unwrap();
    let second = format!("{RECORD}?page=3");
    user(&db, "Sana").get(&second).await.shows("Zora Quiet");
    user(&db, "Omar").get(&second).await.shows("agrees.").hides("Zora");
}
