//! How the product fares, in figures that Prometheus reads.

use std::sync::LazyLock;
use std::time::Duration;

use axum_prometheus::metrics::{
    Unit, counter, describe_gauge, gauge, histogram, with_local_recorder,
};
use axum_prometheus::metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use axum_prometheus::utils::{
    SECONDS_DURATION_BUCKETS, requests_duration_name, requests_total_name,
};
use axum_prometheus::{EndpointLabel, PrometheusMetricLayer, PrometheusMetricLayerBuilder};
use sqlx::PgPool;
use tokio::time::{sleep, timeout};

use super::memory;
use platform::web::App;
use platform::web::public_cache::Answered;

const PATIENCE: Duration = Duration::from_secs(2);

pub type Traffic = PrometheusMetricLayer<'static>;

/// Of the whole process: it can have one global recorder.
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
    PrometheusBuilder::new()
        .set_buckets_for_metric(durations, SECONDS_DURATION_BUCKETS)
        .and_then(PrometheusBuilder::install_recorder)
        .expect("nobody else records")
}

/// The layer that counts requests and takes their time.
pub fn traffic() -> Traffic {
    FIGURES.0.clone()
}

/// Counts what that layer does not see, as it does.
pub fn count(answered: &Answered) {
    let labels = [
        ("method", answered.method.to_string()),
        ("status", answered.status.as_u16().to_string()),
        ("endpoint", answered.endpoint.to_owned()),
    ];
    counter!(requests_total_name(), &labels).increment(1);
    histogram!(requests_duration_name(), &labels).record(answered.took.as_secs_f64());
}

/// Durations are kept one by one until somebody adds them up.
pub async fn keep_figures() {
    loop {
        sleep(Duration::from_secs(5)).await;
        FIGURES.1.run_upkeep();
    }
}

pub async fn render(app: &App) -> String {
    // Without a database the other figures are wanted all the more.
    let mails = timeout(PATIENCE, mails(&app.db)).await.ok().and_then(Result::ok);
    FIGURES.1.render() + &state(&app.db, mails)
}

/// What holds at this moment, recorded for one answer: a figure that can't be read is left out,
/// rather than given as it was the last time or in another app of the process.
fn state(db: &PgPool, mails: Option<Mails>) -> String {
    let recorder = PrometheusBuilder::new().build_recorder();
    with_local_recorder(&recorder, || {
        describe_gauge!("rapporteur_database_connections", "The connections to the database.");
        let idle = db.num_idle();
        let open = usize::try_from(db.size()).unwrap_or_default();
        for (state, connections) in [("idle", idle), ("in_use", open.saturating_sub(idle))] {
            gauge!("rapporteur_database_connections", "state" => state).set(connections as f64);
        }
        if let Some(mails) = mails {
            describe_gauge!("rapporteur_mails_waiting", "The mails that are still to be sent.");
            gauge!("rapporteur_mails_waiting").set(mails.waiting as f64);
            let what = "The mails of the last 30 days that could not be delivered.";
            describe_gauge!("rapporteur_mails_undelivered", what);
            for (reason, count) in [("refused", mails.refused), ("given_up", mails.given_up)] {
                gauge!("rapporteur_mails_undelivered", "reason" => reason).set(count as f64);
            }
        }
        if let Some(bytes) = memory::resident() {
            let what = "The memory that the process has in use.";
            describe_gauge!("process_resident_memory_bytes", Unit::Bytes, what);
            gauge!("process_resident_memory_bytes").set(bytes as f64);
        }
    });
    recorder.handle().render()
}

struct Mails {
    waiting: i64,
    /// By a mail server, for good.
    refused: i64,
    /// After the last try.
    given_up: i64,
}

async fn mails(db: &PgPool) -> sqlx::Result<Mails> {
    sqlx::query_as!(
        Mails,
        r#"
        select count(*) filter (where given_up_at is null) as "waiting!",
               count(*) filter (where given_up_at is not null and refused) as "refused!",
               count(*) filter (where given_up_at is not null and not refused) as "given_up!"
        from mails
        where sent_at is null and void_at is null and recipient <> ''
        "#
    )
    .fetch_one(db)
    .await
}
