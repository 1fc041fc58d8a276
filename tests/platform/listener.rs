use std::net::SocketAddr;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::routing::{get, post};
use axum::{Extension, Router};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, Semaphore, oneshot};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use platform::web::listener::{Limits, Place, serve_within};

type Frames = Result<Vec<u8>, std::io::Error>;

/// Longer than anything here takes: a story that needs it has failed.
const PATIENCE: Duration = Duration::from_secs(20);
const LONG: Duration = Duration::from_secs(600);
const SHORT: Duration = Duration::from_millis(200);
const HELLO: &str = "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";

#[tokio::test]
async fn a_head_that_does_not_end_is_cut_off() {
    let door = open(Limits { head: SHORT, ..patient() }, hello()).await;

    let mut dawdler = door.client("GET / HTTP/1.1\r\nhost:").await;

    assert_eq!(rest(&mut dawdler).await, "");
}

#[tokio::test]
async fn an_idle_connection_is_closed_after_its_answer() {
    let door = open(Limits { head: SHORT, ..patient() }, hello()).await;

    let mut idler = door.client("GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;

    assert!(rest(&mut idler).await.ends_with("hello"));
}

#[tokio::test]
async fn an_answer_that_nobody_takes_is_given_up() {
    let app = hello().route("/large", get(|| async { vec![b'x'; 32 << 20] }));
    let door = open(Limits { stalled: SHORT, connections: 1, ..patient() }, app).await;

    let _deaf = door.client("GET /large HTTP/1.1\r\nhost: x\r\n\r\n").await;

    assert!(rest(&mut door.client(HELLO).await).await.ends_with("hello"));
}

#[tokio::test]
async fn idle_connections_keep_nobody_out() {
    let limits = Limits { connections: 8, head: SHORT, head_when_crowded: SHORT, ..patient() };
    let door = open(limits, hello()).await;

    let mut idle = Vec::new();
    for _ in 0..40 {
        idle.push(door.client("").await);
    }

    assert!(rest(&mut door.client(HELLO).await).await.ends_with("hello"));
}

#[tokio::test]
async fn no_more_are_served_at_once_than_there_are_places() {
    let places = Arc::new(Semaphore::new(4));
    let app = Router::new().route(
        "/",
        get(async move || {
            let taken = places.try_acquire();
            for _ in 0..100 {
                tokio::task::yield_now().await;
            }
            if taken.is_ok() { "served in turn" } else { "too many" }
        }),
    );
    let door = open(Limits { connections: 4, ..patient() }, app).await;

    let mut clients = Vec::new();
    for _ in 0..20 {
        clients.push(door.client(HELLO).await);
    }

    for client in &mut clients {
        assert!(rest(client).await.ends_with("served in turn"));
    }
}

#[tokio::test]
async fn who_only_follows_keeps_nobody_out() {
    let follow = async |Extension(place): Extension<Place>| {
        place.give_up();
        ([("connection", "close")], Body::from_stream(futures_util::stream::pending::<Frames>()))
    };
    let app = hello().route("/events", get(follow));
    let door = open(Limits { connections: 1, ..patient() }, app).await;
    let mut followers = Vec::new();
    for _ in 0..3 {
        let mut follower = door.client("GET /events HTTP/1.1\r\nhost: x\r\n\r\n").await;
        timeout(PATIENCE, follower.read_exact(&mut [0; 12])).await.unwrap().unwrap();
        followers.push(follower);
    }

    assert!(rest(&mut door.client(HELLO).await).await.ends_with("hello"));
}

#[tokio::test]
async fn the_last_places_are_given_back_sooner() {
    let limits = Limits { connections: 4, head_when_crowded: SHORT, ..patient() };
    let door = open(limits, hello()).await;
    let mut idle = Vec::new();
    for _ in 0..4 {
        idle.push(door.client("").await);
    }

    assert!(rest(&mut door.client(HELLO).await).await.ends_with("hello"));
}

#[tokio::test]
async fn the_product_learns_who_calls() {
    let whoami = |ConnectInfo(client): ConnectInfo<SocketAddr>| async move { client.to_string() };
    let door = open(patient(), Router::new().route("/", get(whoami))).await;

    let mut caller = door.client(HELLO).await;

    let own = caller.local_addr().unwrap().to_string();
    assert!(rest(&mut caller).await.ends_with(&own));
}

#[tokio::test]
async fn half_sent_requests_do_not_hold_up_the_leaving() {
    let arrived = Arc::new(Notify::new());
    let read = async |arrived: Arc<Notify>, body: Body| {
        arrived.notify_one();
        axum::body::to_bytes(body, 1000).await.map(drop).map_err(|_| "cut off")
    };
    let app = Router::new().route(
        "/",
        post({
            let arrived = arrived.clone();
            move |body: Body| read(arrived, body)
        }),
    );
    let door = open(Limits { leave: SHORT, ..patient() }, app).await;
    let _half_a_head = door.client("POST / HTTP/1.1\r\nhost:").await;
    let _half_a_body =
        door.client("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nhalf").await;
    timeout(PATIENCE, arrived.notified()).await.unwrap();

    door.leave.send(()).unwrap();

    timeout(PATIENCE, door.left).await.expect("the server leaves").unwrap();
}

#[tokio::test]
async fn an_idle_browser_does_not_hold_up_the_leaving() {
    let door = open(patient(), hello()).await;
    let mut browser = door.client("GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let mut first = [0; 1];
    browser.read_exact(&mut first).await.unwrap();
    let _ahead = door.client("").await;

    door.leave.send(()).unwrap();

    timeout(PATIENCE, door.left).await.expect("the server leaves").unwrap();
}

#[tokio::test]
async fn who_was_let_in_is_answered_before_the_leaving() {
    let arrived = Arc::new(Notify::new());
    let app = Router::new().route(
        "/",
        get({
            let arrived = arrived.clone();
            async move || {
                arrived.notify_one();
                tokio::time::sleep(SHORT).await;
                "saved"
            }
        }),
    );
    let door = open(patient(), app).await;
    let mut writer = door.client("GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    timeout(PATIENCE, arrived.notified()).await.unwrap();

    door.leave.send(()).unwrap();
    refuses(door.address).await;

    assert!(rest(&mut writer).await.ends_with("saved"));
    timeout(PATIENCE, door.left).await.expect("the server leaves").unwrap();
}

#[test]
fn running_out_of_descriptors_passes() {
    let itself = std::env::current_exe().unwrap();
    let story = "listener::more_clients_come_than_there_are_descriptors";
    let output = Command::new("sh")
        .args(["-c", "ulimit -n 40 && exec \"$0\" --exact --ignored \"$1\""])
        .args([itself.to_str().unwrap(), story])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);

    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

#[tokio::test]
#[ignore = "takes all descriptors of its process; another test runs it in one of its own"]
async fn more_clients_come_than_there_are_descriptors() {
    let door = open(patient(), hello()).await;
    let mut crowd = Vec::new();
    let refused = loop {
        match timeout(PATIENCE, TcpStream::connect(door.address)).await.unwrap() {
            Ok(client) => crowd.push(client),
            Err(error) => break error,
        }
        assert!(crowd.len() < 100, "the descriptors are limited");
    };
    assert_eq!(refused.raw_os_error(), Some(nix::libc::EMFILE));

    drop(crowd);

    assert!(rest(&mut door.client(HELLO).await).await.ends_with("hello"));
}

struct Door {
    address: SocketAddr,
    leave: oneshot::Sender<()>,
    left: JoinHandle<()>,
}

impl Door {
    async fn client(&self, words: &str) -> TcpStream {
        let mut client = TcpStream::connect(self.address).await.unwrap();
        client.write_all(words.as_bytes()).await.unwrap();
        client
    }
}

async fn open(limits: Limits, app: Router) -> Door {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (leave, told) = oneshot::channel();
    let left = tokio::spawn(serve_within(limits, listener, app, async { told.await.unwrap() }));
    Door { address, leave, left }
}

/// Each story shortens the one limit that it is about.
fn patient() -> Limits {
    Limits { connections: 64, head: LONG, head_when_crowded: LONG, stalled: LONG, leave: LONG }
}

fn hello() -> Router {
    Router::new().route("/", get(|| async { "hello" }))
}

async fn rest(client: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let read = timeout(PATIENCE, client.read_to_end(&mut answer)).await;
    read.expect("the server closes the connection").unwrap();
    String::from_utf8(answer).unwrap()
}

async fn refuses(address: SocketAddr) {
    let refused = async { while TcpStream::connect(address).await.is_ok() {} };
    timeout(PATIENCE, refused).await.expect("the server takes nobody new");
}
