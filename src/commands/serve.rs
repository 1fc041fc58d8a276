//! The server, from start to stop.

use std::future::Future;
use std::net::SocketAddr;

use anyhow::{Context, Result};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::database;
use crate::clock::Clock;
use crate::config::Config;
use crate::routes;
use crate::web::App;

pub async fn serve(mut config: Config) -> Result<()> {
    let stop = stop_signal()?;
    let listener = TcpListener::bind(config.listen).await;
    let listener = listener.with_context(|| format!("Cannot listen on {}", config.listen))?;
    config.listen = listener.local_addr()?;

    let database = database::open(&config).await?;
    let app = App::new(database, config, Clock::default());
    println!("Rapporteur is ready at {}", app.config.address("/"));
    let service = routes::app(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop).await?;
    Ok(())
}

/// Ctrl-C, or the word of whoever supervises us.
fn stop_signal() -> Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
