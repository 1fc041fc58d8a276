//! What every request can reach.

use std::sync::Arc;

use axum::extract::FromRef;
use sqlx::PgPool;

use crate::attempts::Attempts;
use crate::config::Config;
use crate::database::CustomPlans;
use crate::live::Live;
use crate::notifications::Notifications;
use crate::passwords::Passwords;
use crate::rate_limit::RateLimit;
use crate::web::public_cache::PublicCache;
use base::clock::Clock;

#[derive(Clone)]
pub struct App {
    pub db: PgPool,
    /// The same database, for searches.
    pub custom_plans: CustomPlans,
    pub config: Arc<Config>,
    pub clock: Clock,
    pub attempts: Arc<Attempts>,
    pub rate_limit: Arc<RateLimit>,
    pub passwords: Arc<Passwords>,
    pub notifications: Arc<Notifications>,
    pub live: Arc<Live>,
    pub public_cache: Arc<PublicCache>,
}

impl App {
    pub fn new(db: PgPool, config: Config, clock: Clock) -> Self {
        let rate_limit = RateLimit::new(config.api_requests);
        App {
            custom_plans: CustomPlans(db.clone()),
            db,
            config: Arc::new(config),
            clock,
            attempts: Arc::default(),
            rate_limit: Arc::new(rate_limit),
            passwords: Arc::default(),
            notifications: Arc::default(),
            live: Arc::default(),
            public_cache: Arc::default(),
        }
    }
}

impl FromRef<App> for PgPool {
    fn from_ref(app: &App) -> PgPool {
        app.db.clone()
    }
}

impl FromRef<App> for CustomPlans {
    fn from_ref(app: &App) -> CustomPlans {
        app.custom_plans.clone()
    }
}

impl FromRef<App> for Clock {
    fn from_ref(app: &App) -> Clock {
        app.clock
    }
}
