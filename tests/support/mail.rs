//! Servers that mail.

use std::sync::Arc;

use sqlx::PgPool;

use crate::app;
use crate::smtp::MailServer;
use platform::web::App;

pub fn with_server(db: &PgPool, server: &MailServer) -> App {
    let app = app(db);
    let mut config = (*app.config).clone();
    config.smtp_url = Some(server.url.clone());
    App { config: Arc::new(config), ..app }
}
