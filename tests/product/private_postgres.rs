use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::unistd::geteuid;
use sqlx::{Connection, PgConnection};
use tempfile::TempDir;

use operations::private_postgres::PrivatePostgres;

const DIRECTORY: &str = "RAPPORTEUR_TEST_DIRECTORY";

#[test]
fn what_was_written_is_there_at_the_next_start() {
    let home = home();
    let directory = home.path().join("var/O'Brien's \"minutes\", 5%20");
    write(&start(&directory), "minutes");
    stops(&directory);

    let again = start(&directory);

    assert_eq!(read(&again), ["minutes"]);
    assert_eq!(again.directory(), directory.canonicalize().unwrap());
}

#[test]
fn nobody_else_on_the_machine_or_the_network_gets_in() {
    let home = home();
    let directory = home.path().join("postgres");
    let postgres = start(&directory);

    assert_eq!(answer(&postgres, "show listen_addresses"), "");
    assert_eq!(fs::metadata(&directory).unwrap().mode() & 0o777, 0o700);
}

#[test]
fn a_link_that_somebody_laid_is_not_written_through() {
    let home = home();
    let directory = home.path().join("postgres");
    drop(start(&directory));
    fs::remove_file(directory.join("server.log")).unwrap();
    std::os::unix::fs::symlink(home.path().join("prey"), directory.join("server.log")).unwrap();

    let refusal = PrivatePostgres::start(&directory).unwrap_err().to_string();

    assert!(refusal.contains("server.log"), "{refusal}");
    assert!(!home.path().join("prey").exists());
}

#[test]
fn the_log_does_not_grow_for_ever() {
    let home = home();
    let directory = home.path().join("postgres");
    drop(start(&directory));
    fs::write(directory.join("server.log"), vec![b'x'; 2 << 20]).unwrap();

    drop(start(&directory));

    assert!(fs::metadata(directory.join("server.log")).unwrap().len() < 1 << 20);
}

#[test]
fn the_last_of_two_programs_stops_the_server() {
    let home = home();
    let directory = home.path().join("postgres");
    let first = start(&directory);
    let second = start(&directory);
    write(&first, "minutes");

    drop(first);
    assert_eq!(read(&second), ["minutes"]);

    drop(second);
    stops(&directory);
}

#[test]
fn programs_that_start_at_once_share_one_server() {
    let home = home();
    let directory = home.path().join("postgres");
    std::thread::scope(|scope| {
        let starts: Vec<_> = (0..4).map(|_| scope.spawn(|| start(&directory))).collect();
        let running: Vec<_> = starts.into_iter().map(|start| start.join().unwrap()).collect();
        write(&running[0], "minutes");
        assert!(running.iter().all(|postgres| read(postgres) == ["minutes"]));
    });
    stops(&directory);
}

#[test]
fn a_server_that_was_killed_is_started_again() {
    let home = home();
    let directory = home.path().join("postgres");
    let killed = start(&directory);
    write(&killed, "minutes");

    signal("-KILL", &server_process(&directory));
    stops(&directory);

    // The first has not noticed yet, so that the dead process still has its number.
    assert_eq!(read(&start(&directory)), ["minutes"]);
}

#[test]
fn a_number_that_another_process_has_by_now_is_no_server() {
    let home = home();
    let directory = home.path().join("postgres");
    drop(start(&directory));
    stops(&directory);
    let mut stranger = Command::new("sleep");
    if geteuid().is_root() {
        let data = fs::metadata(directory.join("data")).unwrap();
        stranger.uid(data.uid()).gid(data.gid());
    }
    let mut stranger = stranger.arg("600").spawn().unwrap();
    let notes = format!("{}\n{}\n0\n5432\n\n\n\nready\n", stranger.id(), directory.display());
    fs::write(directory.join("data/postmaster.pid"), &notes).unwrap();
    fs::write(directory.join(".s.PGSQL.5432.lock"), &notes).unwrap();

    let postgres = PrivatePostgres::start(&directory);

    stranger.kill().unwrap();
    stranger.wait().unwrap();
    write(&postgres.unwrap(), "minutes");
}

#[test]
fn the_server_of_a_killed_program_is_taken_over() {
    let home = home();
    let directory = home.path().join("postgres");
    let mut program = Program::start(&directory);

    program.process.kill().unwrap();
    program.process.wait().unwrap();
    let server = server_process(&directory);

    let next = start(&directory);
    assert_eq!(server_process(&directory), server);
    drop(next);
    stops(&directory);
}

#[test]
fn ctrl_c_leaves_the_server_to_the_program() {
    let home = home();
    let directory = home.path().join("postgres");
    let mut program = Program::start(&directory);
    let server = server_process(&directory);

    signal("-INT", &format!("-{}", program.process.id()));
    program.process.wait().unwrap();

    let next = start(&directory);
    assert_eq!(server_process(&directory), server);
    write(&next, "minutes");
}

#[test]
fn what_an_interrupted_first_start_left_is_made_anew() {
    let home = home();
    let directory = home.path().join("postgres");
    fs::create_dir_all(directory.join("data.new/base")).unwrap();
    fs::write(directory.join("data.new/PG_VERSION"), "15\n").unwrap();

    write(&start(&directory), "minutes");

    assert!(!directory.join("data.new").exists());
}

#[test]
fn a_first_start_waits_for_the_end_of_the_one_that_was_killed() {
    let home = home();
    let directory = home.path().join("postgres");
    let mut killed = Program::launch(&directory);
    eventually("the first start has begun", || directory.join("data.new/base").exists());
    killed.kill().unwrap();
    killed.wait().unwrap();

    write(&start(&directory), "minutes");
}

#[test]
fn data_of_a_version_that_is_not_installed_are_refused_with_the_way_out() {
    let home = home();
    let directory = home.path().join("postgres");
    drop(start(&directory));
    fs::write(directory.join("data/PG_VERSION"), "99\n").unwrap();

    let refusal = PrivatePostgres::start(&directory).unwrap_err().to_string();

    assert!(refusal.contains("made by PostgreSQL 99, which is not installed here"), "{refusal}");
    assert!(refusal.contains("apt-get install postgresql-99"), "{refusal}");
}

#[test]
fn a_server_that_cannot_start_says_why() {
    let home = home();
    let directory = home.path().join("postgres");
    drop(start(&directory));
    fs::write(directory.join("data/postgresql.conf"), "nonsense = 1\n").unwrap();

    let refusal = PrivatePostgres::start(&directory).unwrap_err().to_string();

    assert!(refusal.contains("PostgreSQL did not start (configuration file"), "{refusal}");
    assert!(refusal.contains("server.log"), "{refusal}");
}

#[test]
fn a_home_closed_to_the_database_sends_its_data_elsewhere() {
    if !geteuid().is_root() {
        return; // An ordinary user's server runs as that user, who can enter the home.
    }
    let home = home();
    fs::set_permissions(home.path(), Permissions::from_mode(0o700)).unwrap();
    let wanted = home.path().join("checkout/var/postgres");

    let postgres = start(&wanted);
    let refuge = Refuge(postgres.directory().to_owned());
    write(&postgres, "minutes");
    drop(postgres);

    assert!(refuge.0.starts_with("/var/lib/rapporteur"), "{}", refuge.0.display());
    let metadata = fs::metadata(&refuge.0).unwrap();
    assert_eq!(metadata.mode() & 0o777, 0o700);
    assert_ne!(metadata.uid(), 0);

    // Also when the home has been opened in the meantime.
    fs::set_permissions(home.path(), Permissions::from_mode(0o755)).unwrap();
    assert_eq!(read(&start(&wanted)), ["minutes"]);
}

#[test]
fn data_that_were_closed_off_are_not_begun_anew_elsewhere() {
    if !geteuid().is_root() {
        return; // An ordinary user's server runs as that user, who can enter the home.
    }
    let home = home();
    let wanted = home.path().join("postgres");
    drop(start(&wanted));
    fs::set_permissions(home.path(), Permissions::from_mode(0o700)).unwrap();

    let refusal = PrivatePostgres::start(&wanted).unwrap_err().to_string();

    assert!(refusal.contains("can no longer reach its data"), "{refusal}");
}

#[test]
fn a_path_too_long_for_a_socket_is_no_obstacle_to_root_and_explained_to_others() {
    let home = home();
    let wanted = home.path().join("long".repeat(30));

    let started = PrivatePostgres::start(&wanted);

    if geteuid().is_root() {
        let _refuge = Refuge(started.unwrap().directory().to_owned());
    } else {
        assert!(started.unwrap_err().to_string().contains("choose a shorter DATA_DIR"));
    }
}

#[test]
#[ignore = "is the program in the stories above"]
fn program() {
    let Some(directory) = std::env::var_os(DIRECTORY) else { return };
    let _postgres = start(Path::new(&directory));
    eprintln!("ready");
    // Until the story ends, however that happens.
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

/// A process of its own, which can be killed and interrupted.
struct Program {
    process: Child,
}

impl Program {
    fn start(directory: &Path) -> Program {
        let mut process = Program::launch(directory);
        let mut output = BufReader::new(process.stderr.take().unwrap()).lines();
        assert!(output.any(|line| line.unwrap() == "ready"), "the program starts");
        Program { process }
    }

    fn launch(directory: &Path) -> Child {
        // What runs the tests in the background may have them ignore Ctrl-C.
        Command::new("env")
            .arg("--default-signal=INT")
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", "--ignored", "--nocapture", "private_postgres::program"])
            .env(DIRECTORY, directory)
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }
}

/// Outside of the story's own directory, so it is cleared away by name.
struct Refuge(PathBuf);

impl Drop for Refuge {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn home() -> TempDir {
    let home = tempfile::tempdir_in("/tmp").unwrap();
    fs::set_permissions(home.path(), Permissions::from_mode(0o755)).unwrap();
    home
}

fn start(directory: &Path) -> PrivatePostgres {
    PrivatePostgres::start(directory).unwrap()
}

/// On a busy machine the server's last writes may outlast the program's patience.
fn stops(directory: &Path) {
    let socket = directory.join(".s.PGSQL.5432");
    eventually("the server stops", || UnixStream::connect(&socket).is_err());
}

fn server_process(directory: &Path) -> String {
    let notes = fs::read_to_string(directory.join("data/postmaster.pid")).unwrap();
    notes.lines().next().unwrap().to_owned()
}

fn signal(signal: &str, process: &str) {
    assert!(Command::new("kill").args([signal, "--", process]).status().unwrap().success());
}

fn eventually(what: &str, condition: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !condition() {
        assert!(Instant::now() < deadline, "{what}");
        std::thread::park_timeout(Duration::from_millis(5));
    }
}

fn write(postgres: &PrivatePostgres, line: &str) {
    answer(postgres, &format!("create table lines as select '{line}' as line; select ''"));
}

fn read(postgres: &PrivatePostgres) -> Vec<String> {
    vec![answer(postgres, "select line from lines")]
}

#[tokio::main(flavor = "current_thread")]
async fn answer(postgres: &PrivatePostgres, statement: &str) -> String {
    let mut connection = PgConnection::connect(&postgres.url()).await.unwrap();
    let row = sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).fetch_one(&mut connection).await;
    let answer = sqlx::Row::get(&row.unwrap(), 0);
    connection.close().await.unwrap();
    answer
}
