//! Following a page on which several people work: two servers on one database, over the wire.

use axum::http::StatusCode;
use sqlx::PgPool;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::program::{PATIENCE, Program, home, url};
use support::user;

const AGENDA: &str = "/groups/forms/meetings/12/agenda";
const LAST: &str = "00000000-0000-7000-8000-0000000012a4";
const PAGE: &str = "agenda/00000000-0000-7000-8000-000000000012";

/// A browser that has the page open, and all that it was told.
struct Browser {
    line: TcpStream,
    heard: String,
}

impl Browser {
    async fn open(program: &Program, name: &str) -> Browser {
        let mut line = program.connect().await.unwrap();
        let ask = format!(
            "GET /live?follow={PAGE}&follow=agenda/nothing HTTP/1.1\r\nhost: test\r\n\
             accept: text/event-stream\r\naccept-encoding: gzip, br\r\ncookie: session={name}\r\n\r\n"
        );
        line.write_all(ask.as_bytes()).await.unwrap();
        Browser { line, heard: String::new() }
    }

    async fn hears(&mut self, text: &str) {
        while !self.heard.contains(text) {
            let mut some = [0; 4096];
            let length = timeout(PATIENCE, self.line.read(&mut some)).await;
            let length = length.unwrap_or_else(|_| panic!("no {text}: {}", self.heard)).unwrap();
            assert_ne!(length, 0, "it ended without {text}: {}", self.heard);
            self.heard.push_str(&String::from_utf8_lossy(&some[..length]));
        }
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "meeting_12", "now"))
)]
async fn who_has_a_page_open_at_one_server_is_told_what_changed_at_another(db: PgPool) {
    let (files, others) = (home(), home());
    let one = Program::start(files.path(), &[("DATABASE_URL", &*url(&db))]);
    let mut two = Program::start(others.path(), &[("DATABASE_URL", &*url(&db))]);

    let mut cleo = Browser::open(&two, "Cleo").await;
    cleo.hears("event: at").await;
    assert!(cleo.heard.contains("text/event-stream"), "{}", cleo.heard);
    assert!(!cleo.heard.to_lowercase().contains("content-encoding"), "{}", cleo.heard);
    let mut nia = Browser::open(&two, "Nia").await;
    nia.hears("204 No Content").await;

    let line = [("revision", "1"), ("line", "Any other business")];
    let at = format!("{AGENDA}/items/{LAST}");
    Program::post_to(one.address, &at, "Chen", &line).await.unwrap();
    cleo.hears(&format!("\"part\":\"row-{LAST}\"")).await;
    let row = format!("row-{LAST}");
    Program::post_to(one.address, "/live/here", "Chen", &[("page", PAGE), ("part", &row)])
        .await
        .unwrap();
    cleo.hears("event: here").await;
    for word in ["business", "Chen"] {
        assert!(!cleo.heard.contains(word), "{word} is not for the stream: {}", cleo.heard);
    }
    // Only those write there who draft the agenda.
    for name in ["Nia", "Mira", "Omar"] {
        let foreign = user(&db, name).post("/live/here", &[("page", PAGE), ("part", "bar")]).await;
        foreign.is(StatusCode::NOT_FOUND);
    }

    two.signal("TERM");
    two.ended().await;
    cleo.hears("\r\n0\r\n\r\n").await;
}
