//! The PostgreSQL that the machine has installed; the program brings none of its own.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, ensure};

use super::place::Place;

const OLDEST: u32 = 15;

/// Debian, Red Hat, Homebrew on both kinds of Mac: `{parent}/{prefix}{version}/bin`.
const USUAL: [(&str, &str); 4] = [
    ("/usr/lib/postgresql", ""),
    ("/usr", "pgsql-"),
    ("/opt/homebrew/opt", "postgresql@"),
    ("/usr/local/opt", "postgresql@"),
];

#[derive(Debug)]
pub struct Programs {
    bin: PathBuf,
}

impl Programs {
    /// Data are served by the version that made them; new data are made by the newest.
    pub fn find(place: &Place) -> Result<Programs> {
        let made_by = fs::read_to_string(place.data().join("PG_VERSION")).ok();
        let made_by: Option<u32> = made_by.and_then(|version| version.trim().parse().ok());
        let fits = |version: u32| made_by.map_or(version >= OLDEST, |made_by| version == made_by);
        let mut found: Vec<_> = usual().into_iter().filter(|(version, _)| fits(*version)).collect();
        if found.is_empty() {
            found = on_path().into_iter().filter(|(version, _)| fits(*version)).collect();
        }
        let newest = found.into_iter().max_by_key(|(version, _)| *version);
        let (_, bin) = newest.with_context(|| match made_by {
            Some(version) => format!(
                "The data in {} were made by PostgreSQL {version}, which is not installed here; \
                 install it (Debian: apt-get install postgresql-{version}), or set DATABASE_URL.",
                place.directory.display()
            ),
            None => format!(
                "PostgreSQL {OLDEST} or newer is not installed here; install it \
                 (Debian: apt-get install postgresql), or set DATABASE_URL."
            ),
        })?;
        Ok(Programs { bin })
    }

    pub fn command(&self, name: &str, place: &Place) -> Command {
        let mut command = Command::new(self.bin.join(name));
        // Ours may be closed to the database's user.
        command.current_dir(&place.directory);
        for (name, _) in std::env::vars_os() {
            if name.as_encoded_bytes().starts_with(b"PG") {
                command.env_remove(name);
            }
        }
        if let Some(user) = &place.user {
            command.uid(user.uid.as_raw()).gid(user.gid.as_raw());
            command.env("HOME", &place.directory).env("USER", &user.name);
        }
        command
    }
}

pub fn succeeded(name: &str, output: &Output) -> Result<()> {
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "The database could not be made, because {name} failed ({}); mend that, or set \
         DATABASE_URL: {}",
        output.status,
        said.trim()
    );
    Ok(())
}

fn usual() -> Vec<(u32, PathBuf)> {
    let mut found = Vec::new();
    for (parent, prefix) in USUAL {
        for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let version = name.to_str().and_then(|name| name.strip_prefix(prefix)?.parse().ok());
            let bin = entry.path().join("bin");
            if let Some(version) = version
                && is_complete(&bin)
            {
                found.push((version, bin));
            }
        }
    }
    found
}

fn on_path() -> Vec<(u32, PathBuf)> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let complete = std::env::split_paths(&path).filter(|bin| is_complete(bin));
    complete.filter_map(|bin| Some((version(&bin)?, bin))).collect()
}

fn is_complete(bin: &Path) -> bool {
    ["initdb", "pg_ctl", "postgres"].iter().all(|name| bin.join(name).is_file())
}

/// Of "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)" the 15.
fn version(bin: &Path) -> Option<u32> {
    let output = Command::new(bin.join("postgres")).arg("--version").output().ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    said.split(") ").nth(1)?.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}
