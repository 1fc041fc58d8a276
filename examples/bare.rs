//! The bare handler that `script/bench` measures the product against: it has the database run
//! the same statements, prepared as the product's are, and answers the same bytes from memory. It
//! reads what to do from a file.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use sqlx::postgres::PgPoolOptions;
use sqlx::{AssertSqlSafe, Executor, PgPool, RawSql};
use tokio::net::TcpListener;
use uuid::Uuid;

/// One address: what it has the database do, and what it answers.
#[derive(Deserialize)]
struct Handler {
    statements: Vec<Statement>,
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

#[derive(Deserialize)]
struct Statement {
    /// What a connection begins with, if the statement takes values.
    prepare: Option<String>,
    /// With `:id:` where the id of what is made stands: another one each time.
    run: String,
}

#[derive(Clone)]
struct Bare {
    db: PgPool,
    handlers: Arc<HashMap<String, Arc<Ready>>>,
}

struct Ready {
    statements: Vec<Statement>,
    answer: (StatusCode, Vec<(HeaderName, HeaderValue)>, Bytes),
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let [database, listen, file] = arguments()?;
    let handlers: HashMap<String, Handler> = serde_json::from_slice(&std::fs::read(file)?)?;
    let statements = handlers.values().flat_map(|handler| &handler.statements);
    let prepared: Vec<_> = statements.filter_map(|each| each.prepare.clone()).collect();
    let prepared = Arc::new(prepared.join(";"));
    let options = PgPoolOptions::new().max_connections(16).after_connect(move |connection, _| {
        let prepared = prepared.clone();
        Box::pin(async move { connection.execute(raw(&prepared)).await.map(drop) })
    });
    let db = options.connect(&database).await?;
    let handlers =
        handlers.into_iter().map(|(path, handler)| Ok((path, Arc::new(ready(handler)?))));
    let handlers = Arc::new(handlers.collect::<anyhow::Result<_>>()?);
    let bare = Router::new().fallback(answer).with_state(Bare { db, handlers });
    axum::serve(TcpListener::bind(listen).await?, bare).await?;
    Ok(())
}

fn arguments() -> anyhow::Result<[String; 3]> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    arguments.try_into().map_err(|_| anyhow::anyhow!("usage: bare DATABASE_URL LISTEN FILE"))
}

fn ready(handler: Handler) -> anyhow::Result<Ready> {
    let headers = handler
        .headers
        .iter()
        .map(|(name, value)| Ok((name.parse::<HeaderName>()?, value.parse::<HeaderValue>()?)));
    let headers = headers.collect::<anyhow::Result<_>>()?;
    let status = StatusCode::from_u16(handler.status)?;
    let answer = (status, headers, Bytes::from(handler.body));
    Ok(Ready { statements: handler.statements, answer })
}

async fn answer(State(bare): State<Bare>, asked: Uri) -> Response {
    let Some(handler) = bare.handlers.get(asked.path()).cloned() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // In a task of its own: a request that is dropped would leave its transaction open.
    let (db, ready) = (bare.db.clone(), handler.clone());
    let ran = tokio::spawn(async move { run(&db, &ready.statements).await });
    if let Err(error) = ran.await.expect("it does not panic") {
        eprintln!("{}: {error}", asked.path());
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let (status, headers, body) = &handler.answer;
    let mut response = (*status, body.clone()).into_response();
    response.headers_mut().extend(headers.iter().cloned());
    response
}

/// All on one connection, because some of them are one transaction.
async fn run(db: &PgPool, statements: &[Statement]) -> sqlx::Result<()> {
    let (mut connection, id) = (db.acquire().await?, Uuid::now_v7().to_string());
    for Statement { run, .. } in statements {
        connection.fetch_all(raw(&run.replace(":id:", &id))).await?;
    }
    Ok(())
}

fn raw(sql: &str) -> RawSql {
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
}
