//! What whoever runs the product asks it.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::StatusCode;
use sqlx::PgPool;

use crate::program::{Program, eventually, home, url};
use support::{Answer, User, visitor};

#[tokio::test]
async fn without_its_database_the_process_is_up_and_not_ready() {
    let nowhere = platform::web::connect("postgresql://127.0.0.1:1/nothing").unwrap();
    let probe = visitor(&nowhere);

    probe.get("/healthz").await.is(StatusCode::OK);
    let began = Instant::now();
    let answer = probe.get("/readyz").await;

    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    answer.is(StatusCode::SERVICE_UNAVAILABLE).shows("Not available just now");
    assert_eq!(answer.header("retry-after"), "2");
}

#[sqlx::test(migrator = "support::MIGRATIONS")]
async fn with_its_database_it_is_ready(db: PgPool) {
    assert_eq!(visitor(&db).get("/readyz").await.is(StatusCode::OK).body, "ready\n");
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("cast")))]
async fn figures_are_for_whoever_is_on_the_machine(db: PgPool) {
    let here = visitor(&db);
    ask_for_figures(&here, "127.0.0.1:50000", &[]).await.is(StatusCode::OK);
    ask_for_figures(&here, "[::ffff:127.0.0.1]:50000", &[]).await.is(StatusCode::OK);

    here.get("/metrics").await.is(StatusCode::NOT_FOUND);
    for header in ["x-forwarded-for", "forwarded", "x-real-ip", "via"] {
        let passed_on = ask_for_figures(&here, "127.0.0.1:50000", &[(header, "192.0.2.7")]).await;
        passed_on.is(StatusCode::NOT_FOUND);
    }
}

#[sqlx::test(
    migrator = "support::MIGRATIONS",
    fixtures(path = "../fixtures", scripts("cast", "mails"))
)]
async fn figures_name_patterns_and_no_address_that_somebody_asked_for(db: PgPool) {
    let visitor = visitor(&db);
    visitor.get("/sign-in/link/0123456789?x=private").await;
    visitor.get("/wp-login.php").await;
    let strange = visitor.request("SNEEZE", "/sign-in").body(Body::empty()).unwrap();
    visitor.send(strange).await;

    let figures = ask_for_figures(&visitor, "127.0.0.1:50000", &[]).await;

    let link = r#"_requests_total{method="GET",status="404",endpoint="/sign-in/link/{token}"}"#;
    figures.shows(link).shows(r#"endpoint="none""#);
    figures.shows(r#"_requests_microseconds_total{method="GET",endpoint="/sign-in/link/{token}"}"#);
    figures.shows(r#"rapporteur_http_requests_duration_seconds_bucket{method="GET",le="0.005"}"#);
    figures.shows(r#"rapporteur_database_connections{state="in_use"}"#);
    figures.shows("rapporteur_mails_waiting 1\n").shows("process_resident_memory_bytes ");
    figures.shows("rapporteur_mails_undelivered{reason=\"given_up\"} 1\n");
    figures.shows("rapporteur_mails_undelivered{reason=\"refused\"} 1\n");
    for told in ["0123456789", "private", "wp-login", "SNEEZE"] {
        figures.hides(told);
    }
}

#[sqlx::test(migrator = "support::MIGRATIONS", fixtures(path = "../fixtures", scripts("mails")))]
async fn a_figure_that_cannot_be_read_is_left_out(db: PgPool) {
    let here = visitor(&db);
    let nowhere = visitor(&platform::web::connect("postgresql://127.0.0.1:1/nothing").unwrap());

    ask_for_figures(&here, "127.0.0.1:50000", &[]).await.shows("rapporteur_mails_waiting 1\n");
    let figures = ask_for_figures(&nowhere, "127.0.0.1:50000", &[]).await;

    figures.is(StatusCode::OK).shows("process_resident_memory_bytes ");
    figures.hides("rapporteur_mails_waiting");
}

#[sqlx::test(migrator = "support::MIGRATIONS")]
async fn figures_with_an_address_of_their_own_are_only_there(db: PgPool) {
    let (home, database) = (home(), url(&db));
    let own = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let settings = [("DATABASE_URL", &*database), ("METRICS_LISTEN", &own.to_string())];
    let mut program = Program::start(home.path(), &settings);

    assert_eq!(program.get("/metrics", "").await.unwrap().status, 404);
    let there = Program::get_at(own, "/metrics").await.unwrap();
    assert!(there.body.contains("rapporteur_http_requests_total{"), "{there:?}");
    assert_eq!(Program::get_at(own, "/sign-in").await.unwrap().status, 404);

    program.signal("TERM");
    assert!(program.ended().await.success());
    eventually("nobody listens", Duration::from_secs(1), async || {
        Program::get_at(own, "/metrics").await.is_err()
    })
    .await;
}

pub async fn ask_for_figures(user: &User, peer: &str, headers: &[(&str, &str)]) -> Answer {
    let peer: SocketAddr = peer.parse().unwrap();
    let mut request = user.request("GET", "/metrics").extension(ConnectInfo(peer));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    user.send(request.body(Body::empty()).unwrap()).await
}
