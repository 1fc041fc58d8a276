//! Reminds people while the server runs.

use std::time::Duration;

use tokio::time::{Instant, interval_at};

use super::remind_due;
use platform::web::App;

const EVERY: Duration = Duration::from_secs(5 * 60);

/// A server that was down in the morning makes up for it before noon, or on the next day.
pub async fn watch(app: App) {
    let mut wakes = interval_at(Instant::now() + EVERY, EVERY);
    loop {
        wakes.tick().await;
        match remind_due(&app).await {
            Ok(0) => {}
            Ok(mailed) => tracing::info!(mailed, "reminders are on their way"),
            Err(error) => tracing::warn!(%error, "reminders could not be looked for"),
        }
    }
}
