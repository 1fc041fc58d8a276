//! Without DATABASE_URL the program keeps its record in a PostgreSQL of its own,
//! on a unix socket only, started and stopped with the program.

mod poll;
mod user;
mod place;
mod programs;
mod data;
mod server;

use std::fs::File;
use std::path::Path;
use std::process::Child;

use anyhow::Result;

use place::Place;
use programs::Programs;

/// The server, in use by this program and perhaps by others: the last one out stops it.
#[derive(Debug)]
pub struct PrivatePostgres {
    place: Place,
    programs: Programs,
    gate: File,
    users: Option<File>,
    server: Option<Child>,
}

impl PrivatePostgres {
    /// Starts the server, or joins the one that runs. Blocks: on the first start for some seconds.
    pub fn start(dir: &Path) -> Result<PrivatePostgres> {
        let place = Place::choose(dir)?;
        let gate = place.open("start.lock")?;
        gate.lock()?;
        let users = place.open("users.lock")?;
        users.lock_shared()?;

        let programs = Programs::find(&place)?;
        if !place.has_data() {
            data::create(&place, &programs, &gate)?;
        }
        let server = server::start(&place, &programs)?;
        gate.unlock()?;
        Ok(PrivatePostgres { place, programs, gate, users: Some(users), server })
    }

    pub fn url(&self) -> String {
        let host: String = self.place.directory.as_os_str().as_encoded_bytes().iter().fold(
            String::new(),
            |host, byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' => {
                    host + char::from(*byte).encode_utf8(&mut [0; 4])
                }
                byte => format!("{host}%{byte:02X}"),
            },
        );
        format!("postgresql:///rapporteur?host={host}&port=5432&user=rapporteur")
    }

    /// Where the data are, which need not be where they were wanted.
    pub fn directory(&self) -> &Path {
        &self.place.directory
    }

    fn is_used_by_others(&self) -> bool {
        self.place.open("users.lock").is_ok_and(|users| users.try_lock().is_err())
    }
}

impl Drop for PrivatePostgres {
    fn drop(&mut self) {
        // Nobody may join between our look at who is left and the end of the server.
        let closed = self.gate.lock();
        // Not only closed: a process that is just being started holds a copy for a moment.
        let left = self.users.take().map(|users| users.unlock());
        tracing::debug!(?left, "left the private PostgreSQL");
        if closed.is_ok() && !self.is_used_by_others() {
            server::stop(&self.place, &self.programs, self.server.take());
        }
    }
}
