//! As many open connections as the server has places for: most systems give a program few at
//! first, and more if it asks.

use nix::sys::resource::{Resource, getrlimit, setrlimit};

/// For those who follow a group or a page, those whom pages are served to, and the database.
const WANTED: u64 = 10_240;

pub fn ask_for_enough() {
    let (given, most) = getrlimit(Resource::RLIMIT_NOFILE).unwrap_or((WANTED, WANTED));
    let more = WANTED.min(most);
    if given < more && setrlimit(Resource::RLIMIT_NOFILE, more, most).is_err() || more < WANTED {
        tracing::warn!(given, most, WANTED, "few files and connections may be open at once");
    }
}
