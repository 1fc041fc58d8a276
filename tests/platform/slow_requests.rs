//! A slow line has its time; what sends next to nothing has an end, and gets a page.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{self, Next};
use axum::routing::{get, post};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{interval, timeout};

use platform::web::{self, Form};
use support::PATIENCE;

const LONGEST: Duration = Duration::from_millis(400);

#[derive(serde::Deserialize)]
struct Words {
    words: String,
}

#[tokio::test]
async fn a_body_that_trickles_has_an_end() {
    let address = open().await;
    let mut line = ask(address, "POST /words", "content-length: 2000\r\n").await;
    let mut tick = interval(Duration::from_millis(20));
    let (mut read, mut write) = line.split();
    let trickle = async {
        // Nobody may read any more, when the answer is on its way.
        loop {
            let _ = write.write_all(b"w").await;
            tick.tick().await;
        }
    };
    let answer = tokio::select! {
        answer = rest(&mut read) => answer,
        never = trickle => never,
    };
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains("The request took too long to arrive."), "{answer}");
}

#[tokio::test]
async fn a_body_that_comes_slowly_but_surely_is_taken() {
    let address = open().await;
    let form = format!("words={}", "w".repeat(9_994));
    let mut line = ask(address, "POST /words", "content-length: 10000\r\n").await;
    let mut tick = interval(Duration::from_millis(100));
    // In a second, which is more than twice as long as an empty request may take.
    for part in form.as_bytes().chunks(1_000) {
        tick.tick().await;
        line.write_all(part).await.unwrap();
    }
    let answer = rest(&mut line).await;
    assert!(answer.ends_with("9994 words"), "{answer}");
}

#[tokio::test]
async fn work_without_an_end_is_ended() {
    let address = open().await;
    let answer = rest(&mut ask(address, "GET /endless", "").await).await;
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    assert!(answer.contains("retry-after: 2") && answer.contains("too much to do"), "{answer}");
}

#[tokio::test]
async fn who_sends_too_much_hears_so() {
    let address = open().await;
    let length = 8_000_000;
    let mut line = ask(address, "POST /words", &format!("content-length: {length}\r\n")).await;

    line.write_all(&vec![b'w'; length]).await.unwrap();

    let answer = rest(&mut line).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

async fn open() -> SocketAddr {
    let words = async |Form(form): Form<Words>| format!("{} words", form.words.len());
    let patience = |request: Request, next: Next| web::limit_time_to(LONGEST, request, next);
    let app = Router::new()
        .route("/words", post(words))
        .route("/endless", get(std::future::pending::<()>))
        .layer(middleware::from_fn(patience))
        .layer(middleware::from_fn(web::answer));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { axum::serve(listener, app).await });
    address
}

async fn ask(address: SocketAddr, what: &str, headers: &str) -> TcpStream {
    let mut line = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "{what} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\n{headers}\r\n"
    );
    line.write_all(head.as_bytes()).await.unwrap();
    line
}

async fn rest(line: &mut (impl AsyncReadExt + Unpin)) -> String {
    let mut answer = Vec::new();
    // The line may be cut after the answer, because not all that was sent is read.
    let _ = timeout(PATIENCE, line.read_to_end(&mut answer)).await.expect("an answer");
    String::from_utf8_lossy(&answer).into_owned()
}
