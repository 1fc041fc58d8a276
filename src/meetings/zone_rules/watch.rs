//! Follows the rules of time zones while the server runs, because a machine gets new ones.

use std::time::Duration;

use tokio::time::{Instant, interval_at};

use super::follow;
use platform::web::App;

const EVERY: Duration = Duration::from_secs(60 * 60);

/// The first time at the start, before anybody reads a time.
pub async fn watch(app: App) {
    let mut wakes = interval_at(Instant::now() + EVERY, EVERY);
    loop {
        wakes.tick().await;
        if let Err(error) = follow(&app).await {
            tracing::warn!(%error, "times to come could not be held against the time zone rules");
        }
    }
}
