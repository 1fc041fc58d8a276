//! The first start makes the database in which the record will be kept.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result};

use super::place::Place;
use super::programs::{Programs, succeeded};

/// Made beside its place and then renamed, so that what was interrupted is never taken for whole.
pub fn create(place: &Place, programs: &Programs, gate: &File) -> Result<()> {
    let made = place.directory.join("data.new");
    // Not every system has C.UTF-8.
    initdb(place, programs, gate, &made, "C.UTF-8")
        .or_else(|_| initdb(place, programs, gate, &made, "C"))?;
    create_database(place, programs, &made)?;
    fs::rename(&made, place.data())?;
    File::open(&place.directory)?.sync_all()?;
    Ok(())
}

fn initdb(
    place: &Place,
    programs: &Programs,
    gate: &File,
    made: &Path,
    locale: &str,
) -> Result<()> {
    if made.exists() {
        fs::remove_dir_all(made).with_context(|| format!("cannot remove {}", made.display()))?;
    }
    let mut initdb = programs.command("initdb", place);
    initdb.args(["--username=rapporteur", "--encoding=UTF8", "--data-checksums"]);
    initdb.args(["--auth-local=trust", "--auth-host=reject"]);
    initdb.arg(format!("--locale={locale}")).arg("--pgdata").arg(made);
    // It holds the gate too: when we are killed, the next start waits for its end.
    initdb.stdin(gate.try_clone()?);
    succeeded("initdb", &initdb.output().context("cannot run initdb")?)
}

/// In single-user mode, which needs neither a client nor a running server.
fn create_database(place: &Place, programs: &Programs, made: &Path) -> Result<()> {
    let mut single = programs.command("postgres", place);
    single.args(["--single", "-D"]).arg(made).arg("postgres");
    single.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut single = single.spawn().context("cannot run postgres")?;
    if let Some(mut input) = single.stdin.take() {
        writeln!(input, "create database rapporteur")?;
    }
    succeeded("postgres", &single.wait_with_output()?)
}
