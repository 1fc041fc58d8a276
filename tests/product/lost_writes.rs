//! What was answered with success is there, whoever hung up and whatever was killed.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sqlx::{AssertSqlSafe, Connection, PgConnection, PgPool};
use tokio::time::timeout;

use crate::program::{Leftover, PATIENCE, Program, home, private_url, send_signal};
use platform::web;
use support::slow_line::{line, slow_line};
use support::user;

const ITEMS: &str = "/groups/forms/meetings/12/agenda/items";

/// A request that is dropped while sqlx awaits `begin` hands its connection back inside a
/// transaction, unless somebody else awaits it (transact-rs/sqlx #4385, #4393).
#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn a_transaction_dropped_while_it_begins_swallows_no_later_write(db: PgPool) {
    let line = slow_line(&db, Duration::from_millis(4)).await;
    // Of one connection, so that the next to write gets the one that was dropped.
    let pool = web::pool(&line).max_connections(1).connect_with(line).await.unwrap();
    sqlx::query("create table acknowledged (n int)").execute(&db).await.unwrap();
    sqlx::query("grant all on acknowledged to public").execute(&db).await.unwrap();

    for n in 0..40 {
        let hung_up = timeout(Duration::from_micros(400 * n), web::transaction(&pool)).await;
        drop(hung_up);
        let n = i32::try_from(n).unwrap();
        sqlx::query("insert into acknowledged values ($1)").bind(n).execute(&pool).await.unwrap();
    }

    let there: Vec<i32> =
        sqlx::query_scalar("select n from acknowledged order by n").fetch_all(&db).await.unwrap();
    assert_eq!(there, (0..40).collect::<Vec<_>>());
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12"))
)]
async fn a_request_dropped_at_any_instant_swallows_no_later_write(db: PgPool) {
    let line = slow_line(&db, Duration::from_millis(3)).await;
    let pool = web::pool(&line).max_connections(1).connect_with(line).await.unwrap();
    let (chen, mira) = (user(&pool, "Chen"), user(&pool, "Mira"));
    let sign_in = "insert into sessions (id, token_hash, person_id, device, by_link, signed_in_at, \
                               seen_at, expires_at) \
         select gen_random_uuid(), sha256('Mira'), id, '', false, now(), now(), now() + interval '99 years' \
         from people where email = 'mira@example.org' on conflict do nothing";
    for n in 0..40 {
        let title = format!("Item {n}");
        let form = [("title", &*title)];
        let hung_up = timeout(Duration::from_millis(2 * n), chen.post(ITEMS, &form)).await;
        drop(hung_up);

        // Signing out is one statement, for which no transaction begins.
        sqlx::query(sign_in).execute(&db).await.unwrap();
        assert_eq!(mira.post("/sign-out", &[]).await.location(), "/");
        let left = "select count(*) from sessions where token_hash = sha256('Mira')";
        let left: i64 = sqlx::query_scalar(left).fetch_one(&db).await.unwrap();
        assert_eq!(left, 0, "signed out after {n}");
    }
}

#[sqlx::test(migrator = "support::MIGRATIONS")]
async fn a_connection_that_hangs_gives_its_place_to_another(db: PgPool) {
    let swallows = Arc::<AtomicBool>::default();
    let line = line(&db, Duration::ZERO, swallows.clone()).await;
    let pool = web::pool(&line).max_connections(1).connect_with(line).await.unwrap();
    swallows.store(true, Ordering::Relaxed);
    let hung_up = timeout(Duration::from_millis(100), sqlx::query("select 1").execute(&pool));
    assert!(hung_up.await.is_err());
    swallows.store(false, Ordering::Relaxed);

    let mut answered = false;
    for _ in 0..3 {
        answered |= sqlx::query("select 1").execute(&pool).await.is_ok();
    }
    assert!(answered);
}

#[tokio::test(flavor = "multi_thread")]
async fn killing_the_server_in_mid_work_loses_nothing_that_it_acknowledged() {
    let home = home();
    let leftover = Leftover(home.path());
    let acknowledged = Arc::<Mutex<BTreeSet<String>>>::default();
    let mut program = Program::start(home.path(), &[]);
    let mut db = PgConnection::connect(&private_url(home.path())).await.unwrap();
    for fixture in [
        include_str!("../fixtures/cast.sql"),
        include_str!("../fixtures/now.sql"),
        include_str!("../fixtures/meeting_12.sql"),
    ] {
        sqlx::raw_sql(AssertSqlSafe(fixture)).execute(&mut db).await.unwrap();
    }

    for round in 0..2 {
        let before = acknowledged.lock().unwrap().len();
        let (stop, address) = (Arc::<AtomicBool>::default(), program.address);
        let writers: Vec<_> = (0..4)
            .map(|writer| {
                let (acknowledged, stop) = (acknowledged.clone(), stop.clone());
                tokio::spawn(async move {
                    for n in 0.. {
                        let title = format!("Item {round}.{writer}.{n}");
                        let form = [("title", &*title)];
                        let answer = Program::post_to(address, ITEMS, "Chen", &form).await;
                        match answer {
                            Ok(answer) if answer.status == 303 => {
                                acknowledged.lock().unwrap().insert(title);
                            }
                            _ if stop.load(Ordering::Relaxed) => break,
                            Ok(answer) => assert_eq!(answer.status, 503, "{}", answer.head),
                            Err(_) => {}
                        }
                    }
                })
            })
            .collect();
        let enough = async {
            while acknowledged.lock().unwrap().len() < before + 30 {
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, enough).await.expect("writes are acknowledged");
        // The second time the database too, and first.
        if round == 1 {
            send_signal("KILL", leftover.process().unwrap());
        }
        program.kill().await;
        stop.store(true, Ordering::Relaxed);
        for writer in writers {
            writer.await.unwrap();
        }
        program = Program::start(home.path(), &[]);
    }

    let mut db = PgConnection::connect(&private_url(home.path())).await.unwrap();
    let there: Vec<String> =
        sqlx::query_scalar("select title from agenda_items").fetch_all(&mut db).await.unwrap();
    let there: BTreeSet<_> = there.into_iter().collect();
    let acknowledged = acknowledged.lock().unwrap().clone();
    let lost: Vec<_> = acknowledged.difference(&there).collect();
    assert!(acknowledged.len() >= 60 && lost.is_empty(), "lost: {lost:?}");
    let agenda = program.get("/groups/forms/meetings/12/agenda", "Chen").await.unwrap();
    assert!(acknowledged.iter().all(|title| agenda.body.contains(title)));
    program.signal("TERM");
    program.ended().await;
}
