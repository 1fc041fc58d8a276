//! The program itself, as its operator meets it: started, asked over the wire, stopped, killed.

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use sqlx::PgPool;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

pub use support::PATIENCE;

pub struct Program {
    process: Child,
    pub address: SocketAddr,
    pub started_in: Duration,
    /// What it says on its standard output, up to being ready.
    pub said: String,
    log: Arc<Mutex<String>>,
    reader: JoinHandle<()>,
}

/// A directory that the private PostgreSQL's user can reach.
pub fn home() -> TempDir {
    let home = tempfile::tempdir_in("/tmp").unwrap();
    fs::set_permissions(home.path(), Permissions::from_mode(0o755)).unwrap();
    home
}

/// The address of the database of a story.
pub fn url(db: &PgPool) -> String {
    let options = db.connect_options();
    let host = options
        .get_socket()
        .map_or(options.get_host().to_owned(), |socket| socket.to_str().unwrap().to_owned());
    let (port, user) = (options.get_port(), options.get_username());
    let name = options.get_database().unwrap();
    format!("postgresql:///{name}?host={host}&port={port}&user={user}")
}

pub fn command(home: &Path, settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap());
    command.env("DATA_DIR", home.join("var")).env("LISTEN", "127.0.0.1:0");
    command.envs(settings.iter().copied());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What the program says when it does not get as far as serving.
pub fn refusal(home: &Path, settings: &[(&str, &str)]) -> Output {
    command(home, settings).output().unwrap()
}

impl Program {
    pub fn start(home: &Path, settings: &[(&str, &str)]) -> Program {
        let began = Instant::now();
        let mut process = command(home, settings).spawn().unwrap();
        let log = Arc::<Mutex<String>>::default();
        let mut stderr = process.stderr.take().unwrap();
        let kept = log.clone();
        let reader = thread::spawn(move || {
            let mut some = [0; 4096];
            while let Ok(length @ 1..) = stderr.read(&mut some) {
                kept.lock().unwrap().push_str(&String::from_utf8_lossy(&some[..length]));
            }
        });
        let mut said = String::new();
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        let ready = "Rapporteur is ready at http://";
        let address = loop {
            let mut line = String::new();
            if stdout.read_line(&mut line).unwrap() == 0 {
                panic!("it does not start: {said}{}", log.lock().unwrap());
            }
            said.push_str(&line);
            if let Some(address) = line.strip_prefix(ready) {
                break address.trim_end().trim_end_matches('/').parse().unwrap();
            }
        };
        Program { process, address, started_in: began.elapsed(), said, log, reader }
    }

    pub fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// Sends a signal: "TERM", "INT", "KILL".
    pub fn signal(&self, signal: &str) {
        send_signal(signal, self.process.id());
    }

    /// Waits for its end, and that of its log.
    pub async fn ended(&mut self) -> ExitStatus {
        let began = Instant::now();
        loop {
            let ended = self.process.try_wait().unwrap().filter(|_| self.reader.is_finished());
            if let Some(status) = ended {
                return status;
            }
            assert!(began.elapsed() < PATIENCE, "it does not end:\n{}", self.log());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    pub async fn kill(&mut self) {
        self.signal("KILL");
        self.ended().await;
    }

    /// A figure of the process from Linux, in MiB: VmRSS (now) or VmHWM (at most so far).
    pub fn memory(&self, figure: &str) -> u64 {
        let path = format!("/proc/{}/status", self.process.id());
        let status = fs::read_to_string(path).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix(&format!("{figure}:")));
        let kib: u64 = line.unwrap().split_whitespace().next().unwrap().parse().unwrap();
        kib / 1024
    }

    pub async fn get(&self, path: &str, session: &str) -> std::io::Result<Heard> {
        let head = format!("GET {path} HTTP/1.1\r\ncookie: session={session}\r\n");
        self.ask(&head, "").await
    }

    pub async fn get_at(address: SocketAddr, path: &str) -> std::io::Result<Heard> {
        ask(address, &format!("GET {path} HTTP/1.1\r\n"), "").await
    }

    pub async fn post_to(
        address: SocketAddr,
        path: &str,
        session: &str,
        form: &[(&str, &str)],
    ) -> std::io::Result<Heard> {
        let form = serde_html_form::to_string(form).unwrap();
        let head = format!(
            "POST {path} HTTP/1.1\r\ncookie: session={session}\r\nsec-fetch-site: same-origin\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n",
            form.len()
        );
        ask(address, &head, &form).await
    }

    pub async fn ask(&self, head: &str, body: &str) -> std::io::Result<Heard> {
        ask(self.address, head, body).await
    }

    pub async fn connect(&self) -> std::io::Result<TcpStream> {
        TcpStream::connect(self.address).await
    }
}

/// Sends a request on a connection of its own and reads the answer to its end.
async fn ask(address: SocketAddr, head: &str, body: &str) -> std::io::Result<Heard> {
    let mut line = TcpStream::connect(address).await?;
    let request = format!("{head}host: test\r\nconnection: close\r\n\r\n{body}");
    line.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    timeout(PATIENCE, line.read_to_end(&mut answer)).await??;
    Heard::read(&answer).ok_or_else(|| std::io::ErrorKind::UnexpectedEof.into())
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A whole answer, as it came over the wire.
#[derive(Debug)]
pub struct Heard {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Heard {
    fn read(answer: &[u8]) -> Option<Heard> {
        let answer = String::from_utf8_lossy(answer);
        let (head, body) = answer.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        Some(Heard { status, head: head.to_lowercase(), body: body.to_owned() })
    }
}

/// To one that may just have gone by itself.
pub fn send_signal(signal: &str, process: u32) {
    let mut kill = Command::new("kill");
    kill.args(["-s", signal, &process.to_string()]).stderr(Stdio::null()).status().unwrap();
}

/// The private PostgreSQL of a program, when it was stopped in mid-work.
pub struct Leftover<'a>(pub &'a Path);

impl Leftover<'_> {
    pub fn process(&self) -> Option<u32> {
        let notes = fs::read_to_string(self.0.join("var/postgres/data/postmaster.pid")).ok()?;
        notes.lines().next()?.trim().parse().ok()
    }
}

impl Drop for Leftover<'_> {
    fn drop(&mut self) {
        if let Some(process) = self.process() {
            let serves = fs::read_to_string(format!("/proc/{process}/comm"));
            if serves.is_ok_and(|name| name.trim() == "postgres") {
                send_signal("QUIT", process);
            }
        }
    }
}

/// Where the private PostgreSQL of a program listens.
pub fn private_url(home: &Path) -> String {
    let directory = home.join("var/postgres");
    format!("postgresql:///rapporteur?host={}&port=5432&user=rapporteur", directory.display())
}

/// Asks again until it is so.
pub async fn eventually(what: &str, within: Duration, mut done: impl AsyncFnMut() -> bool) {
    let began = Instant::now();
    while !done().await {
        assert!(began.elapsed() < within, "{what}: not within {within:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
