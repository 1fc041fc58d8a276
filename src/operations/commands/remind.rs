//! Reminding people at the operator's word, and not only every few minutes.

use anyhow::Result;
use sqlx::PgPool;

use super::database;
use actions::reminders::remind_due;
use base::clock::Clock;
use platform::config::Config;
use platform::web::App;

/// Keeps to the rules, so that nobody gets a second mail or one at night.
pub async fn remind(config: Config) -> Result<()> {
    let database = database::open(&config).await?;
    let app = App::new(PgPool::clone(&database), config, Clock::default());
    let mailed = remind_due(&app).await;
    database.close().await;
    match mailed? {
        1 => println!("1 reminder is written. The server sends it."),
        mailed => println!("{mailed} reminders are written. The server sends them."),
    }
    Ok(())
}
