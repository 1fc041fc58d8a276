//! Following a group while others write: the program itself, over the wire, one of it or two.

use std::time::Duration;

use serde_json::Value;
use sqlx::PgPool;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::program::{PATIENCE, Program, home, url};
use support::events::EVENTS;
use support::{secret, user};

/// Somebody who follows, and all that they have heard.
struct Follower {
    line: TcpStream,
    heard: String,
}

impl Follower {
    async fn of(program: &Program, name: &str, header: &str) -> Follower {
        let mut line = program.connect().await.unwrap();
        let ask = format!(
            "GET {EVENTS} HTTP/1.1\r\nhost: test\r\naccept: text/event-stream\r\n\
             accept-encoding: gzip, br\r\nauthorization: Bearer {}\r\n{header}\r\n",
            secret(name)
        );
        line.write_all(ask.as_bytes()).await.unwrap();
        Follower { line, heard: String::new() }
    }

    async fn begun(program: &Program, name: &str, header: &str) -> Follower {
        let mut follower = Follower::of(program, name, header).await;
        follower.hears(": following").await;
        follower
    }

    async fn hears(&mut self, text: &str) {
        while !self.heard.contains(text) {
            self.hears_more(text).await;
        }
    }

    async fn hears_more(&mut self, wanted: &str) {
        let mut some = [0; 4096];
        let length = timeout(PATIENCE, self.line.read(&mut some)).await;
        let length = length.unwrap_or_else(|_| panic!("no {wanted}: {}", self.heard)).unwrap();
        assert_ne!(length, 0, "it ended without {wanted}: {}", self.heard);
        self.heard.push_str(&String::from_utf8_lossy(&some[..length]));
    }

    /// The ids of so many events.
    async fn hears_of(&mut self, events: usize) -> Vec<i64> {
        while self.ids().len() < events {
            self.hears_more("event").await;
        }
        self.ids()
    }

    /// Everything up to the end of the answer.
    async fn ends(&mut self) -> &str {
        self.hears("\r\n0\r\n\r\n").await;
        &self.heard
    }

    /// The ids of the events that were heard to their end.
    fn ids(&self) -> Vec<i64> {
        let whole = self.heard.split("data: ").skip(1).filter_map(|rest| rest.split_once('\n'));
        let events = whole.filter_map(|(data, _)| serde_json::from_str::<Value>(data).ok());
        events.map(|event| event["id"].as_i64().unwrap()).collect()
    }

    fn texts(&self) -> usize {
        self.heard.matches("event: change").count()
    }
}

fn start(db: &PgPool) -> (TempDir, Program) {
    let files = home();
    let program = Program::start(files.path(), &[("DATABASE_URL", &*url(db))]);
    (files, program)
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings", "now"))
)]
async fn mira_follows_at_one_server_what_is_written_at_others_and_goes_on_at_another(db: PgPool) {
    let ((_one, one), (_two, two)) = (start(&db), start(&db));
    let sana = user(&db, "Sana");
    sana.says("Before anybody follows.").await;

    let mut mira = Follower::begun(&one, "Mira", "").await;
    assert!(mira.heard.to_lowercase().contains("content-type: text/event-stream"));
    assert!(!mira.heard.to_lowercase().contains("content-encoding"));
    sana.says("One.").await;
    sana.says("Two.").await;
    let ids = mira.hears_of(2).await;
    assert!(ids[0] < ids[1]);
    drop(mira);

    sana.says("Three, while nobody follows.").await;
    let header = format!("last-event-id: {}\r\n", ids[0]);
    let mut again = Follower::begun(&two, "Mira", &header).await;
    let later = again.hears_of(2).await;
    assert_eq!(later[0], ids[1], "neither lost nor doubled");
    assert!(later[1] > ids[1]);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings", "now"))
)]
async fn a_stream_ends_with_the_right_to_read_and_with_the_program(db: PgPool) {
    let (_files, mut program) = start(&db);
    let sana = user(&db, "Sana");
    let mut streams = Vec::new();
    for name in ["Mira", "Omar", "Chen", "Cleo"] {
        streams.push(Follower::begun(&program, name, "").await);
    }
    for change in [
        "update tokens set revoked_at = now() where person_id in (select id from people where name = 'Mira Rao')",
        "update memberships set until = now() where person_id in (select id from people where name = 'Omar Haddad')",
        "update people set suspended_at = now() where name = 'Chen Wei'",
    ] {
        sqlx::query(change).execute(&db).await.unwrap();
    }

    sana.says("Not for everybody.").await;

    for ended in &mut streams[..3] {
        let heard = ended.ends().await;
        assert!(!heard.contains("event: change"), "{heard}");
    }
    let cleo = &mut streams[3];
    cleo.hears("event: change").await;
    assert_eq!(cleo.texts(), 1);

    program.signal("TERM");
    cleo.ends().await;
    assert!(program.ended().await.success());
    assert!(!program.log().contains("slow clients"), "{}", program.log());
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings", "now"))
)]
async fn a_follower_hears_nothing_hidden_and_what_was_missed_when_the_line_was_cut(db: PgPool) {
    let (_files, program) = start(&db);
    let sana = user(&db, "Sana");
    let mut omar = Follower::begun(&program, "Omar", "").await;
    let invited = [
        ("id", "00000000-0000-7000-8000-0000000012ff"),
        ("email", "tariq@example.org"),
        ("role", "member"),
    ];
    sana.post("/groups/forms/invitations", &invited).await.location();
    let cut = "select count(pg_terminate_backend(pid)) from pg_stat_activity
         where datname = current_database() and query ilike 'listen%'";
    let lines: i64 = sqlx::query_scalar(cut).fetch_one(&db).await.unwrap();
    assert!(lines > 0);

    sana.says("One.").await;

    omar.hears("event: change").await;
    assert!(omar.heard.contains("contribution") && !omar.heard.contains("invitation"));
    assert_eq!(omar.texts(), 1);
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "belongings", "now"))
)]
async fn a_token_follows_ten_times_at_once(db: PgPool) {
    let (_files, program) = start(&db);
    let mut open = Vec::new();
    for _ in 0..10 {
        open.push(Follower::begun(&program, "Mira", "").await);
    }

    Follower::of(&program, "Mira", "").await.hears("HTTP/1.1 429").await;
    Follower::begun(&program, "Omar", "").await;

    drop(open.pop());
    let free = async || {
        let mut next = Follower::of(&program, "Mira", "").await;
        next.hears("\r\n\r\n").await;
        next.heard.starts_with("HTTP/1.1 200")
    };
    crate::program::eventually("a place", Duration::from_secs(20), free).await;
}
