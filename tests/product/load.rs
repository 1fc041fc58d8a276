//! Many people at once, and what the server needs for them.

use std::sync::Arc;
use std::time::{Duration, Instant};

use sqlx::PgPool;

use crate::policy::address;
use crate::program::{Program, home, url};
use platform::passwords::Passwords;
use site::routes::routes;
use support::user;

const PASSWORD: &str = "correct horse battery";

/// Nobody waits longer while the others sign in. Without optimisation it takes longer.
const SOON: Duration = Duration::from_millis(if cfg!(debug_assertions) { 1_500 } else { 500 });

/// In MiB.
const MOST_UNDER_LOAD: u64 = 200;

/// Of its own. With 29 more, which the optimised program has of its file and can drop, it stays under 60.
const MOST_AFTER_A_WALK: u64 = 30;

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "now", "meeting_12", "belongings", "crowd"))
)]
async fn two_hundred_sign_in_at_once_and_others_read_on(db: PgPool) {
    let (home, database) = (home(), url(&db));
    let hash = Passwords::default().hash(PASSWORD).await.unwrap();
    sqlx::query("update people set password_hash = $1").bind(hash).execute(&db).await.unwrap();
    // Each from an address of their own, as through a proxy.
    let settings = [("DATABASE_URL", &*database), ("TRUSTED_PROXIES", "127.0.0.1")];
    let program = Arc::new(Program::start(home.path(), &settings));

    let sign_ins: Vec<_> = (1..=200)
        .map(|n| {
            let program = program.clone();
            tokio::spawn(async move {
                let form = format!("email=person{n}%40example.org&password={PASSWORD}");
                let form = form.replace(' ', "+");
                let head = format!(
                    "POST /sign-in HTTP/1.1\r\nx-forwarded-for: 10.0.0.{n}\r\n\
                     sec-fetch-site: same-origin\r\ncontent-length: {}\r\n\
                     content-type: application/x-www-form-urlencoded\r\n",
                    form.len()
                );
                // Who is told to come back later does so.
                loop {
                    let status = program.ask(&head, &form).await.unwrap().status;
                    if status != 503 {
                        break status;
                    }
                }
            })
        })
        .collect();
    let mut reading = Vec::new();
    while sign_ins.iter().any(|sign_in| !sign_in.is_finished()) {
        let began = Instant::now();
        let page = program.get("/groups/forms/meetings", "Chen").await.unwrap();
        assert_eq!(page.status, 200);
        reading.push(began.elapsed());
    }

    for sign_in in sign_ins {
        assert_eq!(sign_in.await.unwrap(), 303);
    }
    let memory = program.memory("VmHWM");
    assert!(memory < MOST_UNDER_LOAD, "{memory} MiB");
    // The machine may be busy with something else for a moment.
    reading.sort();
    let longest = reading[reading.len() * 98 / 100];
    assert!(longest < SOON, "{longest:?} of {} readings", reading.len());
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "now", "meeting_12", "belongings", "links"))
)]
async fn a_walk_through_all_pages_leaves_the_server_small(db: PgPool) {
    let (home, database) = (home(), url(&db));
    user(&db, "Sana").post("/groups/forms/meetings/12/summary", &[]).await.location();
    // Each thread keeps some memory for itself, and there are as many as the machine has cores.
    let settings = [("DATABASE_URL", &*database), ("TOKIO_WORKER_THREADS", "2")];
    let program = Program::start(home.path(), &settings);
    for _ in 0..3 {
        for person in ["Chen", "Sana", "Mira", "Ada", ""] {
            for route in routes().table().iter().filter(|route| route.method == "GET") {
                program.get(&address(route.path, "in session"), person).await.unwrap();
            }
        }
    }
    let memory = program.memory("RssAnon");
    assert!(memory <= MOST_AFTER_A_WALK, "{memory} MiB");
}
