//! The private PostgreSQL is started, found running, mended after a crash, and stopped.

use std::fs;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::place::{Place, SOCKET};
use super::poll;
use super::programs::Programs;

/// It may have to recover from a crash.
const TO_START: Duration = Duration::from_secs(60);
/// The program itself is to leave within ten seconds.
const TO_STOP: Duration = Duration::from_secs(3);
const LONGEST_LOG: u64 = 1 << 20;

#[derive(PartialEq)]
enum State {
    Down,
    Busy,
    Ready,
}

/// The server's process, unless another program's server runs already.
pub fn start(place: &Place, programs: &Programs) -> Result<Option<Child>> {
    let mut server: Option<Child> = None;
    let ready = poll::within(TO_START, || {
        match (state(place), &mut server) {
            (State::Ready, _) => return Ok(true),
            (State::Busy, _) => {}
            (State::Down, None) => server = Some(spawn(place, programs)?),
            (State::Down, Some(server)) => ensure!(
                server.try_wait()?.is_none(),
                "PostgreSQL did not start ({}); {} tells more, and DATABASE_URL names another.",
                complaint(place),
                place.directory.join("server.log").display()
            ),
        }
        Ok(false)
    })?;
    ensure!(
        ready,
        "PostgreSQL runs in {} but gives no answer; look into its server.log, then start again.",
        place.directory.display()
    );
    Ok(server)
}

/// What takes longer than our patience ends by itself, and the next start waits for it.
pub fn stop(place: &Place, programs: &Programs, mut server: Option<Child>) {
    if state(place) != State::Down {
        let mut pg_ctl = programs.command("pg_ctl", place);
        pg_ctl.args(["stop", "--mode=fast", "--no-wait", "--pgdata"]).arg(place.data());
        pg_ctl.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let told = pg_ctl.status();
        tracing::debug!(?told, "told the private PostgreSQL to stop");
    }
    let gone = poll::within(TO_STOP, || match &mut server {
        Some(server) => Ok(server.try_wait()?.is_some()),
        None => Ok(state(place) == State::Down),
    });
    if !matches!(gone, Ok(true)) {
        tracing::warn!(?gone, "The private PostgreSQL is still stopping.");
    }
}

fn state(place: &Place) -> State {
    let data = place.data();
    let Ok(notes) = fs::read_to_string(data.join("postmaster.pid")) else { return State::Down };
    let ready = notes.lines().nth(7).is_some_and(|status| status.trim() == "ready");
    if ready && UnixStream::connect(place.socket()).is_ok() {
        State::Ready
    } else if is_served(&data, &notes) {
        State::Busy
    } else {
        State::Down
    }
}

/// Whether any process of a server is left on these data. Its number alone says little: the dead
/// keep theirs until somebody buries them, and after a crash it may have been given to another.
fn is_served(data: &Path, notes: &str) -> bool {
    let serves = |process: &Path| {
        fs::read_link(process.join("cwd")).is_ok_and(|cwd| cwd == data)
            && fs::read_to_string(process.join("comm")).is_ok_and(|name| name.trim() == "postgres")
    };
    let named = notes.lines().next().unwrap_or_default();
    serves(&Path::new("/proc").join(named))
        || fs::read_dir("/proc").into_iter().flatten().flatten().any(|entry| serves(&entry.path()))
}

fn spawn(place: &Place, programs: &Programs) -> Result<Child> {
    clear_leftovers(place);
    let log = place.open("server.log")?;
    if log.metadata()?.len() > LONGEST_LOG {
        log.set_len(0)?;
    }
    let sockets = place.directory.to_string_lossy().replace('"', "\"\"");
    let mut postgres = programs.command("postgres", place);
    postgres.arg("-D").arg(place.data());
    for setting in [
        "listen_addresses=",
        "port=5432",
        &format!("unix_socket_directories=\"{sockets}\""),
        "unix_socket_permissions=0700",
        "max_connections=60",
        "shared_buffers=64MB",
        "timezone=UTC",
        "log_timezone=UTC",
        // Without the details, which quote what people wrote.
        "log_error_verbosity=terse",
    ] {
        postgres.args(["-c", setting]);
    }
    postgres.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
    // In a group of its own, Ctrl-C reaches only us.
    postgres.process_group(0);
    postgres.spawn().context("PostgreSQL could not be run; set DATABASE_URL to use another")
}

/// PostgreSQL believes a leftover number of a process. We have looked, where that can be seen.
fn clear_leftovers(place: &Place) {
    if Path::new("/proc/self/cwd").exists() {
        let _ = fs::remove_file(place.data().join("postmaster.pid"));
        let _ = fs::remove_file(place.socket());
        let _ = fs::remove_file(place.directory.join(format!("{SOCKET}.lock")));
    }
}

fn complaint(place: &Place) -> String {
    let log = fs::read(place.directory.join("server.log")).unwrap_or_default();
    let log = String::from_utf8_lossy(&log);
    let fatal = log.lines().rev().find_map(|line| Some(line.split_once("FATAL:")?.1.trim()));
    fatal.or(log.lines().last()).unwrap_or("it says nothing").to_owned()
}
