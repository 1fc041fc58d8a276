//! Forgets, while the server runs, what nobody confirmed in time.

use std::time::Duration;

use tokio::time::interval;

use super::forget_expired;
use platform::web::App;

const EVERY: Duration = Duration::from_secs(60 * 60);

pub async fn watch(app: App) {
    let mut wakes = interval(EVERY);
    loop {
        wakes.tick().await;
        if let Err(error) = forget_expired(&app).await {
            tracing::warn!(%error, "comments that nobody confirmed could not be forgotten");
        }
    }
}
