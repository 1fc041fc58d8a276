//! PostgreSQL tells in files how far it is; the program looks again until they say so.

use std::time::{Duration, Instant};

use anyhow::Result;

const INTERVAL: Duration = Duration::from_millis(5);

/// Whether `done` came true in time.
pub fn within(timeout: Duration, mut done: impl FnMut() -> Result<bool>) -> Result<bool> {
    let deadline = Instant::now() + timeout;
    while !done()? {
        if Instant::now() > deadline {
            return Ok(false);
        }
        pause();
    }
    Ok(true)
}

#[expect(clippy::disallowed_methods, reason = "the server's files cannot be waited for")]
fn pause() {
    std::thread::sleep(INTERVAL);
}
