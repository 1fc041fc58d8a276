//! Invented data for measurements: as much as was asked for, always the same, and such as the
//! product itself would have stored.

use axum::http::StatusCode;
use sqlx::{AssertSqlSafe, PgPool};

use operations::seed::{Totals, fill, sign_in};
use plans::versions;
use summaries::editions;
use support::snapshot::Snapshot;
use support::{User, story_time, user, visitor};

const TOTALS: Totals = Totals { groups: 2, meetings: 40, items: 130, contributions: 500, seed: 7 };
const GROUP: &str = "/groups/group-1";

async fn seed(db: &PgPool, totals: Totals) -> anyhow::Result<()> {
    fill(&db.connect_options(), totals).await
}

async fn count(db: &PgPool, of: &'static str) -> i64 {
    sqlx::query_scalar(AssertSqlSafe(format!("select count(*) from {of}")))
        .fetch_one(db)
        .await
        .unwrap()
}

/// Everything in the database, in short.
async fn dump(db: &PgPool) -> Vec<(String, i64, String)> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select tablename::text from pg_tables
         where schemaname = 'public' and tablename not in ('_sqlx_migrations', 'renderings') order by 1",
    )
    .fetch_all(db)
    .await
    .unwrap();
    let mut dump = Vec::new();
    for table in tables {
        // Where the words of a summary are found has an id of PostgreSQL's own making.
        let row = if table == "edition_parts" { "to_jsonb(row) - 'id'" } else { "row" };
        let hash = format!(
            "select count(*), md5(coalesce(string_agg(({row})::text, ';' order by ({row})::text), ''))
             from (select * from {table}{}) as row",
            // The operator has been there since the migration, whenever that was.
            if table == "people" { " where name not like 'The operator%'" } else { "" }
        );
        let (rows, hash) = sqlx::query_as(AssertSqlSafe(hash)).fetch_one(db).await.unwrap();
        dump.push((table, rows, hash));
    }
    dump
}

#[sqlx::test(migrator = "support::MIGRATIONS")]
async fn the_same_seed_gives_the_same_data(db: PgPool) {
    let snapshot = Snapshot::of(&db).await;
    let mut dumps = Vec::new();
    for totals in [TOTALS, TOTALS, Totals { seed: 8, ..TOTALS }] {
        seed(&db, totals).await.unwrap();
        dumps.push(dump(&db).await);
        snapshot.put_back().await;
    }

    assert_eq!(dumps[0], dumps[1]);
    for (one, other) in dumps[0].iter().zip(&dumps[2]).filter(|(one, _)| one.1 > 0) {
        assert_ne!(one.2, other.2, "another seed gives the same {}", one.0);
    }
}

#[sqlx::test(migrator = "support::MIGRATIONS")]
async fn there_is_as_much_as_was_asked_for(db: PgPool) {
    seed(&db, TOTALS).await.unwrap();

    let asked = [("groups", 2), ("meetings", 40), ("agenda_items", 130), ("contributions", 500)];
    for (table, rows) in asked {
        assert_eq!(count(&db, table).await, rows, "{table}");
    }
    // Whatever is edited from its first revision on has that revision in the history.
    for (table, subject) in [
        ("meetings", "meeting"),
        ("agenda_items", "agenda item"),
        ("contributions", "contribution"),
        ("decisions", "decision"),
        ("action_items", "action item"),
        ("summary_sections", "section"),
        ("plans", "plan"),
    ] {
        let told = sqlx::query_scalar(AssertSqlSafe(format!(
            "select count(*) from {table} join history on subject_id = {table}.id
             and history.revision = 1 and subject = '{subject}' and content is not null"
        )));
        let told: i64 = told.fetch_one(&db).await.unwrap();
        assert!(told > 0 && told == count(&db, table).await, "{told} of {table}");
    }
    assert_eq!(count(&db, "groups where last_meeting <> 19").await, 0);
    let series = "groups where last_decision <> (select max(number) from decisions
                  where group_id = groups.id)";
    assert_eq!(count(&db, series).await, 0);
}

#[sqlx::test(migrator = "support::MIGRATIONS")]
async fn what_is_published_of_it_passes_every_check(db: PgPool) {
    seed(&db, TOTALS).await.unwrap();

    let (editions, versions) =
        (editions::verify(&db).await.unwrap(), versions::verify(&db).await.unwrap());
    assert_eq!((editions.off.as_slice(), versions.off.as_slice()), (&[][..], &[][..]));
    assert_eq!((editions.editions, editions.groups), (22, 2));
    assert_eq!((versions.versions, versions.plans), (2, 2));
}

#[sqlx::test(migrator = "support::MIGRATIONS")]
async fn everybody_finds_their_pages_in_it(db: PgPool) {
    seed(&db, TOTALS).await.unwrap();
    let (now, until) = (story_time(), story_time() + chrono::TimeDelta::hours(1));
    let sessions = sign_in(&mut db.acquire().await.unwrap(), now, until).await.unwrap();
    let whats: Vec<_> = sessions.iter().map(|session| session.what).collect();
    assert_eq!(whats.len(), 6, "{whats:?}");
    let who = |what: &str| -> User {
        let session = sessions.iter().find(|session| session.what == what).unwrap();
        user(&db, &session.session)
    };

    let public = ["", "/meetings", "/meetings/16", "/meetings/16/agenda", "/plans"];
    let editions = ["/meetings/16/summary/editions/1", "/plans/working-methods/versions/1"];
    for path in public.iter().chain(&editions).chain(&["/plans/action-plan"]) {
        let path = format!("{GROUP}{path}");
        visitor(&db).get(&path).await.is(StatusCode::OK);
        who("observer").get(&path).await.is(StatusCode::OK);
    }
    let internal = ["/meetings/16/record", "/meetings/18/summary", "/actions", "/members"];
    for path in internal {
        who("member").get(&format!("{GROUP}{path}")).await.is(StatusCode::OK);
        who("member of all").get(&format!("/groups/group-2{path}")).await.is(StatusCode::OK);
        let hidden = visitor(&db).get(&format!("{GROUP}{path}")).await;
        assert_ne!(hidden.status, StatusCode::OK, "{path}");
    }
    who("secretariat").get(&format!("{GROUP}/meetings/18/summary/edit")).await;
    who("co-chair").get(&format!("{GROUP}/meetings/20")).await.is(StatusCode::NOT_FOUND);
    who("administrator").get("/administration").await.is(StatusCode::OK).shows("group-2");
    who("member").get("/groups/group-2/members").await.is(StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "support::MIGRATIONS")]
async fn what_was_invented_can_be_worked_on(db: PgPool) {
    seed(&db, TOTALS).await.unwrap();
    let (now, until) = (story_time(), story_time() + chrono::TimeDelta::hours(1));
    let sessions = sign_in(&mut db.acquire().await.unwrap(), now, until).await.unwrap();
    let secretariat = user(&db, &sessions[1].session);
    let record = format!("{GROUP}/meetings/16/record");
    let page = secretariat.get(&record).await;
    let from = page.body.find(&format!("{record}/contributions/")).expect("an edit link");
    let link = page.body[from..].split('"').next().unwrap().to_owned();

    let form = secretariat.get(&link).await;
    let corrected = [
        ("revision", "1"),
        ("item", &selected(&form.body, "item")),
        ("guest", "Ines Guest"),
        ("text", "Something else."),
    ];
    let saved = secretariat.post(link.trim_end_matches("/edit"), &corrected).await;
    saved.location();
    secretariat.get(&record).await.shows("Something else.");
}

/// What a form's choice was set to.
fn selected(page: &str, name: &str) -> String {
    let select = page.split(&format!("name=\"{name}\"")).nth(1).unwrap();
    let option = select.split("</select>").next().unwrap().split(" selected").next().unwrap();
    let value = option.rsplit("value=\"").next().unwrap();
    value.split('"').next().unwrap().to_owned()
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_database_that_holds_peoples_data_stays_as_it_is(db: PgPool) {
    let before = dump(&db).await;
    let refused = seed(&db, TOTALS).await.unwrap_err().to_string();

    assert!(refused.starts_with("The database holds people’s data"), "{refused}");
    assert_eq!(dump(&db).await, before);
}

#[sqlx::test(migrator = "support::MIGRATIONS")]
async fn a_filling_that_was_broken_off_is_not_taken_for_whole(db: PgPool) {
    let much = Totals { contributions: 100_000, ..TOTALS };
    let some = async { while count(&db, "pg_tables where tablename = 'laid_aside'").await == 0 {} };
    tokio::select! {
        _ = seed(&db, much) => panic!("it was not broken off"),
        () = some => {}
    }

    let refused = seed(&db, TOTALS).await.unwrap_err().to_string();
    assert!(refused.contains("was begun and has not ended"), "{refused}");
}

#[sqlx::test(migrator = "support::MIGRATIONS")]
async fn nothing_that_was_laid_aside_is_lost(db: PgPool) {
    let structure = async || -> Vec<String> {
        let told = "select pg_get_indexdef(indexrelid) from pg_index
                    join pg_class on pg_class.oid = indexrelid
                    where relnamespace = 'public'::regnamespace
                    union all
                    select conrelid::regclass || conname || pg_get_constraintdef(oid)
                    from pg_constraint where connamespace = 'public'::regnamespace
                    order by 1";
        sqlx::query_scalar(told).fetch_all(&db).await.unwrap()
    };
    let before = structure().await;
    seed(&db, TOTALS).await.unwrap();
    assert_eq!(structure().await, before);
}

#[sqlx::test(migrator = "support::MIGRATIONS")]
async fn nobody_can_sign_in_unless_the_operator_says_so(db: PgPool) {
    seed(&db, TOTALS).await.unwrap();

    assert_eq!(count(&db, "sessions").await, 0);
    assert_eq!(count(&db, "people where password_hash is not null").await, 0);
    let refused = seed(&db, TOTALS).await.unwrap_err().to_string();
    assert!(refused.contains("people’s data"), "a second time: {refused}");
}
