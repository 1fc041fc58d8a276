//! The fixed limits that `script/bench` measures the product against. They are written by hand and
//! never derived from the product: the same bytes sent from memory; three prepared statements
//! over five small tables; one insert with its commit.
//!
//! It reads a folder of answers: `NAME.ENCODING` is a body, `NAME.ENCODING.head` its headers, one
//! a line. `identity` is the encoding of what is not compressed.

mod answers;
mod tables;

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Router, serve};
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use tokio::net::TcpListener;
use uuid::Uuid;

use answers::Answers;

/// As many connections as the product has.
const CONNECTIONS: u32 = 16;

#[derive(Clone)]
struct Limits {
    answers: Arc<Answers>,
    db: PgPool,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [database, listen, folder] = arguments.as_slice() else {
        anyhow::bail!("usage: bare DATABASE_URL LISTEN FOLDER");
    };
    let pool = PgPoolOptions::new().max_connections(CONNECTIONS).test_before_acquire(false);
    let db = pool.connect(database).await?;
    let answers = Answers::read(folder)?;
    tables::make(&db, &answers).await?;
    let limits = Limits { answers: Arc::new(answers), db };
    let routes = Router::new()
        .route("/memory/{name}", get(from_memory))
        .route("/statements/{name}", get(by_statements))
        .route("/insert", post(insert))
        .with_state(limits);
    serve(TcpListener::bind(listen).await?, routes).await?;
    Ok(())
}

async fn from_memory(
    State(limits): State<Limits>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    match limits.answers.find(&name, &headers) {
        Some(answer) => answer.send(answer.body.clone()),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Who asks, what they may, and what is there to read.
async fn by_statements(
    State(limits): State<Limits>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(answer) = limits.answers.find(&name, &headers) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match tables::page(&limits.db, &name, answer.encoding).await {
        Ok(Some(body)) => answer.send(body.into()),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => failed(&error),
    }
}

async fn insert(State(limits): State<Limits>, text: Bytes) -> Response {
    match tables::insert(&limits.db, Uuid::now_v7(), &text).await {
        Ok(()) => (StatusCode::SEE_OTHER, [(header::LOCATION, "/")]).into_response(),
        Err(error) => failed(&error),
    }
}

fn failed(error: &sqlx::Error) -> Response {
    eprintln!("{error}");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
