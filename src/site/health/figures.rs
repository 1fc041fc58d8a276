//! How the product fares, in figures that Prometheus reads.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use metrics::{Gauge, Unit, counter, describe_gauge, gauge, histogram, with_local_recorder};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use sqlx::PgPool;
use tokio::time::{sleep, timeout};

use super::memory;
use platform::web::App;
use platform::web::public_cache::Answered;

const PATIENCE: Duration = Duration::from_secs(2);

/// In seconds, from the time of most pages up to what a request may take.
const BUCKETS: [f64; 11] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// Of the whole process: it can have one global recorder.
static FIGURES: LazyLock<PrometheusHandle> = LazyLock::new(|| {
    let durations = Matcher::Suffix("_duration_seconds".into());
    PrometheusBuilder::new()
        .set_buckets_for_metric(durations, &BUCKETS)
        .and_then(PrometheusBuilder::install_recorder)
        .expect("nobody else records")
});

/// A request that is not answered yet, also if whoever sent it has hung up since.
struct Pending(Gauge);

impl Pending {
    fn begun() -> Self {
        let pending = gauge!("rapporteur_http_requests_pending");
        pending.increment(1);
        Pending(pending)
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        self.0.decrement(1);
    }
}

/// The layer that counts requests and takes their time.
pub async fn traffic(request: Request, next: Next) -> Response {
    LazyLock::force(&FIGURES);
    let _pending = Pending::begun();
    // The pattern, not the path: there are as many paths as somebody cares to ask for.
    let pattern = request.extensions().get::<MatchedPath>().cloned();
    let method = request.method().clone();
    let began = Instant::now();
    let response = next.run(request).await;
    count(&Answered {
        method: &method,
        status: response.status(),
        endpoint: pattern.as_ref().map_or("none", MatchedPath::as_str),
        took: began.elapsed(),
    });
    response
}

/// Of each route only how often and how long in all: how the durations are spread is told of all
/// together, because buckets for each route would be most of a megabyte.
pub fn count(answered: &Answered) {
    let method = name_of(answered.method);
    let route = [("method", method.to_owned()), ("endpoint", answered.endpoint.to_owned())];
    let in_all = counter!("rapporteur_http_requests_microseconds_total", &route);
    in_all.increment(u64::try_from(answered.took.as_micros()).unwrap_or(u64::MAX));
    let [by, to] = route;
    let times = [by, ("status", answered.status.as_u16().to_string()), to];
    counter!("rapporteur_http_requests_total", &times).increment(1);
    let took = answered.took.as_secs_f64();
    histogram!("rapporteur_http_requests_duration_seconds", "method" => method).record(took);
}

/// A method can be any word that somebody sends.
fn name_of(method: &Method) -> &'static str {
    const KNOWN: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    KNOWN.into_iter().find(|known| *known == method.as_str()).unwrap_or("other")
}

/// Durations are kept one by one until somebody adds them up.
pub async fn keep_figures() {
    loop {
        sleep(Duration::from_secs(5)).await;
        FIGURES.run_upkeep();
    }
}

pub async fn render(app: &App) -> String {
    // Without a database the other figures are wanted all the more.
    let mails = timeout(PATIENCE, mails(&app.db)).await.ok().and_then(Result::ok);
    FIGURES.render() + &state([&app.db, &app.custom_plans.0], mails)
}

/// What holds at this moment, recorded for one answer: a figure that can't be read is left out,
/// rather than given as it was the last time or in another app of the process.
fn state(pools: [&PgPool; 2], mails: Option<Mails>) -> String {
    let recorder = PrometheusBuilder::new().build_recorder();
    with_local_recorder(&recorder, || {
        describe_gauge!("rapporteur_database_connections", "The connections to the database.");
        let idle: usize = pools.iter().map(|pool| pool.num_idle()).sum();
        let open = pools
            .iter()
            .map(|pool| usize::try_from(pool.size()).unwrap_or_default())
            .sum::<usize>();
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
