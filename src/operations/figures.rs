//! How the product fares, in figures that Prometheus reads.

use std::sync::LazyLock;
use std::time::Duration;

use axum_prometheus::metrics::{Unit, describe_gauge, gauge};
use axum_prometheus::metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use axum_prometheus::utils::SECONDS_DURATION_BUCKETS;
use axum_prometheus::{EndpointLabel, PrometheusMetricLayer, PrometheusMetricLayerBuilder};
use sqlx::PgPool;
use tokio::time::{sleep, timeout};

use super::memory;
use crate::web::App;

const PATIENCE: Duration = Duration::from_secs(2);

pub type Traffic = PrometheusMetricLayer<'static>;

/// Of the whole process, like all that is measured here.
static FIGURES: LazyLock<(Traffic, PrometheusHandle)> = LazyLock::new(|| {
    PrometheusMetricLayerBuilder::new()
        .with_prefix("rapporteur")
        // The pattern, not the path: there are as many paths as somebody cares to ask for.
        .with_endpoint_label_type(EndpointLabel::MatchedPathWithFallbackFn(|_| "none".into()))
        .with_metrics_from_fn(recorder)
        .build_pair()
});

fn recorder() -> PrometheusHandle {
    let durations = Matcher::Suffix("_duration_seconds".into());
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(durations, SECONDS_DURATION_BUCKETS)
        .and_then(PrometheusBuilder::install_recorder)
        .expect("nobody else records");
    describe_gauge!("rapporteur_database_connections", "The connections to the database.");
    describe_gauge!("rapporteur_mails_waiting", "The mails that are still to be sent.");
    describe_gauge!(
        "process_resident_memory_bytes",
        Unit::Bytes,
        "The memory that the process has in use."
    );
    handle
}

/// The layer that counts requests and takes their time.
pub fn traffic() -> Traffic {
    FIGURES.0.clone()
}

/// Durations are kept one by one until somebody adds them up.
pub async fn keep_figures() {
    loop {
        sleep(Duration::from_secs(5)).await;
        FIGURES.1.run_upkeep();
    }
}

pub async fn render(app: &App) -> String {
    let idle = app.db.num_idle();
    let open = usize::try_from(app.db.size()).unwrap_or_default();
    for (state, connections) in [("idle", idle), ("in_use", open.saturating_sub(idle))] {
        gauge!("rapporteur_database_connections", "state" => state).set(connections as f64);
    }
    // Without a database the other figures are wanted all the more.
    if let Ok(Ok(mails)) = timeout(PATIENCE, mails_waiting(&app.db)).await {
        gauge!("rapporteur_mails_waiting").set(mails as f64);
    }
    if let Some(bytes) = memory::resident() {
        gauge!("process_resident_memory_bytes").set(bytes as f64);
    }
    FIGURES.1.render()
}

async fn mails_waiting(db: &PgPool) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "mails!" from mails where sent_at is null and given_up_at is null"#
    )
    .fetch_one(db)
    .await
}
