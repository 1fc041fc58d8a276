//! A database from before local times were kept: what people had typed is found again, by the
//! rules that were used then, and instants follow those of today.

use std::borrow::Cow;

use sqlx::PgPool;
use sqlx::migrate::Migrator;

use meetings::zone_rules;

/// The last migration before local times were kept.
const BEFORE: i64 = 28;

#[sqlx::test(migrations = false)]
async fn meetings_planned_by_the_rules_of_2025_move_to_the_hour_that_was_meant(db: PgPool) {
    let old = support::MIGRATIONS.iter().filter(|migration| migration.version <= BEFORE);
    let old = Migrator {
        migrations: Cow::Owned(old.cloned().collect()),
        ignore_missing: true,
        ..Migrator::DEFAULT
    };
    // The database of a story may have all tables from the beginning.
    sqlx::raw_sql("drop schema public cascade; create schema public").execute(&db).await.unwrap();
    old.run(&db).await.unwrap();
    for (nth, (zone, was, is)) in (1..).zip(PLANNED) {
        let plan = format!(
            "insert into groups (id, slug, name, short_name, time_zone)
             values (gen_random_uuid(), 'g{nth}', 'Group {nth}', 'G{nth}', '{zone}');
             insert into meetings (id, group_id, number, title, state, starts_at, minutes)
             select gen_random_uuid(), id, {nth}, 'Online Meeting', 'scheduled', '{was}', 60
             from groups where slug = 'g{nth}'"
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(plan)).execute(&db).await.unwrap();
        assert!(!is.is_empty());
    }
    sqlx::raw_sql(
        "insert into meetings (id, group_id, number, title, state, starts_at, minutes)
         select gen_random_uuid(), id, 99, 'Online Meeting', 'held', '2096-12-10 15:00Z', 60
         from groups where slug = 'g1'",
    )
    .execute(&db)
    .await
    .unwrap();

    support::MIGRATIONS.run(&db).await.unwrap();
    let moved = PLANNED.iter().filter(|(_, was, is)| was != is).count();
    assert_eq!(zone_rules::follow(&support::app(&db)).await.unwrap(), moved);
    assert_eq!(zone_rules::follow(&support::app(&db)).await.unwrap(), 0);

    let instants = "select to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || 'Z'
                    from meetings order by number";
    let instants: Vec<String> = sqlx::query_scalar(instants).fetch_all(&db).await.unwrap();
    let expected = PLANNED.iter().map(|(_, _, is)| (*is).to_owned());
    assert_eq!(instants, expected.chain(["2096-12-10 15:00Z".to_owned()]).collect::<Vec<_>>());
}

/// A zone of record, the instant that was kept, and the one that was meant by the rules of 2026.
const PLANNED: &[(&str, &str, &str)] = &[
    ("America/Vancouver", "2030-12-10 15:00Z", "2030-12-10 14:00Z"),
    ("Canada/Pacific", "2030-12-10 15:00Z", "2030-12-10 14:00Z"),
    ("America/Vancouver", "2030-07-10 14:00Z", "2030-07-10 14:00Z"),
    ("America/Edmonton", "2030-01-15 16:00Z", "2030-01-15 15:00Z"),
    ("America/Inuvik", "2030-01-15 16:00Z", "2030-01-15 15:00Z"),
    ("America/Winnipeg", "2030-01-15 15:00Z", "2030-01-15 14:00Z"),
    ("Africa/Casablanca", "2030-03-15 13:00Z", "2030-03-15 14:00Z"),
    // In Ramadan clocks showed UTC already.
    ("Africa/Casablanca", "2030-01-15 14:00Z", "2030-01-15 14:00Z"),
    ("Africa/El_Aaiun", "2030-06-15 13:00Z", "2030-06-15 14:00Z"),
    ("America/New_York", "2030-12-10 14:00Z", "2030-12-10 14:00Z"),
    ("Asia/Kathmandu", "2030-12-10 14:00Z", "2030-12-10 14:00Z"),
    // The second half past two, and the first.
    ("Europe/Berlin", "2030-10-27 01:30Z", "2030-10-27 01:30Z"),
    ("Europe/Berlin", "2030-10-27 00:30Z", "2030-10-27 00:30Z"),
    ("Australia/Lord_Howe", "2030-04-06 15:15Z", "2030-04-06 15:15Z"),
    ("UTC", "2030-12-10 14:00Z", "2030-12-10 14:00Z"),
];
