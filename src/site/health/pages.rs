//! What programs ask that look after the product.

use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::{ConnectInfo, State};
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Extension, Router};
use sqlx::PgPool;
use tokio::time::timeout;

use super::figures;
use platform::web::{Anyone, App, Error, Result};

const PATIENCE: Duration = Duration::from_millis(2_800);

/// Who passes a request on says so.
const PASSED_ON: [&str; 4] = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];

/// Whether the process is up.
pub async fn health(_: Anyone) -> impl IntoResponse {
    plain("text/plain; charset=utf-8", "up\n".into())
}

/// Whether it can work, which it cannot without its database.
pub async fn readiness(_: Anyone, State(db): State<PgPool>) -> Result<impl IntoResponse> {
    let asked = timeout(PATIENCE, sqlx::query!("select 1 as one").fetch_one(&db)).await;
    asked.map_err(|_| Error::Unavailable)??;
    Ok(plain("text/plain; charset=utf-8", "ready\n".into()))
}

/// For whoever is on this machine; where the figures have a listener of their own, only there.
pub async fn metrics(
    _: Anyone,
    State(app): State<App>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
) -> Result<impl IntoResponse> {
    let here = peer.is_some_and(|peer| peer.0.0.ip().to_canonical().is_loopback());
    let passed_on = PASSED_ON.iter().any(|name| headers.contains_key(*name));
    match here && !passed_on && app.config.metrics_listen.is_none() {
        true => Ok(figures_page(&app).await),
        false => Err(Error::NotFound),
    }
}

/// What METRICS_LISTEN serves.
pub fn apart(app: App) -> Router {
    let page = async |State(app): State<App>| figures_page(&app).await;
    Router::new().route("/metrics", get(page)).with_state(app)
}

async fn figures_page(app: &App) -> impl IntoResponse + use<> {
    plain("text/plain; version=0.0.4; charset=utf-8", figures::render(app).await)
}

fn plain(kind: &'static str, text: String) -> ([(HeaderName, &'static str); 2], String) {
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-store")], text)
}
