//! What every request can reach.

use std::sync::Arc;

use axum::extract::FromRef;
use sqlx::PgPool;

use crate::attempts::Attempts;
use crate::config::Config;
use crate::notifications::Notifications;
use crate::passwords::Passwords;
use crate::rate_limit::RateLimit;
use base::clock::Clock;

#[derive(Clone)]
pub struct App {
    pub db: PgPool,
    pub config: Arc<Config>,
    pub clock: Clock,
    pub attempts: Arc<Attempts>,
    pub rate_limit: Arc<RateLimit>,
    pub passwords: Arc<Passwords>,
    pub notifications: Arc<Notifications>,
}

impl App {
    pub fn new(db: PgPool, config: Config, clock: Clock) -> Self {
        let rate_limit = Arc::new(RateLimit::new(config.api_requests));
        let (attempts, passwords, notifications) = (Arc::default(), Arc::default(), Arc::default());
        App { db, config: Arc::new(config), clock, attempts, rate_limit, passwords, notifications }
    }
}

impl FromRef<App> for PgPool {
    fn from_ref(app: &App) -> PgPool {
        app.db.clone()
    }
}

impl FromRef<App> for Clock {
    fn from_ref(app: &App) -> Clock {
        app.clock
    }
}
