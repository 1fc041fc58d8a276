//! The program starts, says why it cannot, leaves in order, and outlives its database's absence.

use std::path::Path;
use std::time::{Duration, Instant};

use sqlx::{Connection, PgConnection, PgPool};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use crate::program::{
    Leftover, PATIENCE, Program, command, eventually, home, refusal, send_signal, url,
};
use operations::private_postgres::PrivatePostgres;

/// In which the program has to have left.
const TO_LEAVE: Duration = Duration::from_secs(10);

/// In which it says that it has no database: it waits for three seconds, and not for thirty.
const TO_ANSWER: Duration = Duration::from_secs(10);

/// In which it works again, once its database does.
const SOON: Duration = Duration::from_secs(5);

/// In which it is there, where it has a database already. Without optimisation it takes longer.
const TO_START: Duration = Duration::from_secs(if cfg!(debug_assertions) { 5 } else { 1 });

#[tokio::test]
async fn it_starts_with_a_database_of_its_own_and_stops_it_again() {
    let home = home();
    let leftover = Leftover(home.path());
    let mut first = Program::start(home.path(), &[]);
    assert_eq!(first.get("/readyz", "").await.unwrap().status, 200);
    let link = first.said.split(&format!("http://{}", first.address)).nth(1).unwrap();
    let link = link.split_whitespace().next().unwrap();
    assert!(link.starts_with("/welcome/"), "{}", first.said);
    assert_eq!(first.get(link, "").await.unwrap().status, 200);
    first.signal("INT");
    first.signal("INT");
    assert!(first.ended().await.success(), "{}", first.log());
    // Its last writes may outlast the program's patience where the disk is busy.
    let has_left = async || leftover.process().is_none();
    eventually("PostgreSQL leaves with the program", PATIENCE, has_left).await;

    // Once is enough where the machine is not busy with other things.
    let mut warm = Vec::new();
    while warm.iter().all(|time| *time > TO_START) {
        assert!(warm.len() < 5, "{warm:?}");
        let mut again = Program::start(home.path(), &[]);
        warm.push(again.started_in);
        again.signal("TERM");
        again.ended().await;
    }
}

#[test]
fn a_wrong_setting_is_named_and_nothing_begins() {
    let home = home();
    let file = home.path().join("file");
    std::fs::write(&file, "").unwrap();
    for (name, value) in [
        ("LISTEN", "foo"),
        ("METRICS_LISTEN", "9090"),
        ("BASE_URL", "ftp://example.org"),
        ("BASE_URL", "https://example.org/below"),
        ("SMTP_URL", "http://user:secret@example.org"),
        ("MAIL_FROM", "nobody"),
        ("TRUSTED_PROXIES", "x"),
        ("DATABASE_URL", "mysql://user:secret@example.org"),
        ("DATA_DIR", file.to_str().unwrap()),
        ("RUST_LOG", "nonsense"),
        ("RUST_LOG", "info,sqlx=loud"),
    ] {
        let output = refusal(home.path(), &[(name, value)]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{name}={value}: {said}");
        assert!(said.starts_with(&format!("rapporteur: {name} cannot be used: ")), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(!said.contains("secret"), "{said}");
    }
}

#[test]
fn an_address_that_is_taken_is_named() {
    let home = home();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    for name in ["LISTEN", "METRICS_LISTEN"] {
        let output = refusal(home.path(), &[(name, &address)]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        let sentence = format!("rapporteur: The address {address} in {name} cannot be listened on");
        assert!(said.starts_with(&sentence) && said.lines().count() == 1, "{said}");
    }
}

#[test]
fn a_database_that_is_not_there_is_one_sentence() {
    let home = home();
    // The second takes connections and says nothing.
    let deaf = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let deaf = format!("postgres://someone:secret@{}/x", deaf.local_addr().unwrap());
    for address in ["postgres://someone:secret@127.0.0.1:1/x", &deaf] {
        let began = Instant::now();
        let output = refusal(home.path(), &[("DATABASE_URL", address)]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(began.elapsed() < TO_LEAVE, "{:?}", began.elapsed());
        assert_eq!(output.status.code(), Some(1));
        let sentence = "rapporteur: The database in DATABASE_URL cannot be reached: ";
        assert!(said.starts_with(sentence) && said.lines().count() == 1, "{said}");
        assert!(!said.contains("secret"), "{said}");
    }
}

#[sqlx::test(migrator = "support::MIGRATIONS")]
async fn a_database_of_a_newer_version_is_left_alone(db: PgPool) {
    sqlx::query("update _sqlx_migrations set version = 9999 where version = 1")
        .execute(&db)
        .await
        .unwrap();
    let home = home();

    let output = refusal(home.path(), &[("DATABASE_URL", &url(&db))]);

    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("made by a newer version of Rapporteur"), "{said}");
}

#[sqlx::test]
async fn several_servers_start_at_once_on_one_empty_database(db: PgPool) {
    let (home, database) = (home(), url(&db));
    let mut servers: Vec<_> = std::thread::scope(|scope| {
        let start = || Program::start(home.path(), &[("DATABASE_URL", &database)]);
        let starts: Vec<_> = (0..4).map(|_| scope.spawn(start)).collect();
        starts.into_iter().map(|start| start.join().unwrap()).collect()
    });
    for server in &mut servers {
        assert_eq!(server.get("/readyz", "").await.unwrap().status, 200);
        server.signal("TERM");
        assert!(server.ended().await.success());
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "mails"))
)]
async fn it_leaves_in_time_whoever_is_slow(db: PgPool) {
    let (home, database) = (home(), url(&db));
    let deaf = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mail = format!("smtp://{}", deaf.local_addr().unwrap());
    let settings = [("DATABASE_URL", &*database), ("SMTP_URL", &mail)];
    let mut program = Program::start(home.path(), &settings);
    let _mail_under_way = deaf.accept().await.unwrap();
    let mut slow = Vec::new();
    for words in [
        "",
        "GET /sign-in HTTP/1.1\r\nhost:",
        "GET /sign-in HTTP/1.1\r\nhost: x\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\nhost: x\r\ncontent-length: 900\r\n\
         content-type: application/x-www-form-urlencoded\r\n\r\nemail=mi",
    ] {
        for _ in 0..20 {
            let mut line = program.connect().await.unwrap();
            line.write_all(words.as_bytes()).await.unwrap();
            slow.push(line);
        }
    }
    // They do not keep anybody else waiting.
    assert_eq!(program.get("/sign-in", "").await.unwrap().status, 200);

    let began = Instant::now();
    program.signal("TERM");
    assert!(program.ended().await.success());

    assert!(began.elapsed() < TO_LEAVE, "{:?}", began.elapsed());
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn nobody_has_to_listen_to_what_it_says(db: PgPool) {
    let (home, database) = (home(), url(&db));
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let settings = [("DATABASE_URL", &*database), ("LISTEN", &free.to_string())];
    let mut deaf = command(home.path(), &settings).spawn().unwrap();
    drop((deaf.stdout.take(), deaf.stderr.take()));

    eventually("it serves", TO_LEAVE, async || {
        Program::get_at(free, "/readyz").await.is_ok_and(|answer| answer.status == 200)
    })
    .await;
    send_signal("TERM", deaf.id());
    assert!(deaf.wait().unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn it_waits_for_its_database_and_then_works_on() {
    let (home, files) = (home(), home());
    let directory = home.path().join("postgres");
    let postgres = PrivatePostgres::start(&directory).unwrap();
    let program = Program::start(files.path(), &[("DATABASE_URL", &postgres.url())]);
    run(&postgres, include_str!("../fixtures/cast.sql")).await.unwrap();
    let page = "/groups/forms/meetings";
    assert_eq!(program.get(page, "Nia").await.unwrap().status, 200);

    drop(postgres);
    is_away(&program, [page, "/readyz", "/nowhere", page]).await;
    assert_eq!(program.get("/healthz", "").await.unwrap().status, 200);

    let postgres = PrivatePostgres::start(&directory).unwrap();
    let back = Instant::now();
    run(&postgres, include_str!("../fixtures/mails.sql")).await.unwrap();
    is_back(&program).await;
    let sent =
        "do $$ begin assert (select count(*) = 2 from mails where sent_at is not null); end $$";
    eventually("mail is back", SOON.saturating_sub(back.elapsed()), async || {
        run(&postgres, sent).await.is_ok()
    })
    .await;

    let hanging = Hanging::all_of(&directory);
    is_away(&program, ["/readyz", page]).await;
    drop(hanging);
    is_back(&program).await;

    // What it writes down itself quotes nobody.
    run(&postgres, "update people set email = 'mira@example.org'").await.unwrap_err();
    let log = std::fs::read_to_string(directory.join("server.log")).unwrap();
    assert!(log.contains("duplicate key") && !log.contains("(mira@"), "{log}");
}

async fn run(postgres: &PrivatePostgres, statements: &'static str) -> sqlx::Result<()> {
    let mut db = PgConnection::connect(&postgres.url()).await?;
    sqlx::raw_sql(statements).execute(&mut db).await.map(drop)
}

async fn is_away<const PAGES: usize>(program: &Program, pages: [&str; PAGES]) {
    for page in pages {
        let began = Instant::now();
        let answer = program.get(page, "Nia").await.unwrap();
        assert!(began.elapsed() < TO_ANSWER, "{:?}", began.elapsed());
        assert_eq!(answer.status, 503, "{}", answer.head);
        assert!(answer.head.contains("retry-after: 2"), "{}", answer.head);
    }
}

async fn is_back(program: &Program) {
    eventually("pages are back", SOON, async || {
        program.get("/groups/forms/meetings", "Nia").await.unwrap().status == 200
    })
    .await;
}

/// The processes of a PostgreSQL, stopped for a while.
struct Hanging(Vec<u32>);

impl Hanging {
    fn all_of(directory: &Path) -> Hanging {
        let data = directory.join("data");
        let processes = std::fs::read_dir("/proc").unwrap().flatten().filter(|process| {
            std::fs::read_link(process.path().join("cwd")).is_ok_and(|cwd| cwd == data)
        });
        let numbers = processes.filter_map(|process| process.file_name().to_str()?.parse().ok());
        let hanging = Hanging(numbers.collect());
        hanging.0.iter().for_each(|process| send_signal("STOP", *process));
        hanging
    }
}

impl Drop for Hanging {
    fn drop(&mut self) {
        self.0.iter().for_each(|process| send_signal("CONT", *process));
    }
}
