//! A slow line between the product and its database: each answer comes a while later.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::task::JoinSet;
use tokio::time::sleep;

/// The way to the same database over a slow line, for as long as the runtime lives.
pub async fn slow_line(db: &PgPool, delay: Duration) -> PgConnectOptions {
    line(db, delay, Arc::default()).await
}

/// One that swallows, for ever, what goes over it while it is told to.
pub async fn line(db: &PgPool, delay: Duration, swallows: Arc<AtomicBool>) -> PgConnectOptions {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let options = (*db.connect_options()).clone();
    let database = Database::of(&options);
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let mut lines = JoinSet::new();
        while let Ok((near, _)) = listener.accept().await {
            let (database, swallows) = (database.clone(), swallows.clone());
            lines.spawn(async move {
                match database {
                    Database::Socket(path) => {
                        pass_on(near, UnixStream::connect(path).await.unwrap(), delay, &swallows)
                            .await
                    }
                    Database::Address(address) => {
                        pass_on(near, TcpStream::connect(address).await.unwrap(), delay, &swallows)
                            .await
                    }
                }
            });
        }
    });
    let name = options.get_database().unwrap_or_default().to_owned();
    let options =
        PgConnectOptions::new_without_pgpass().database(&name).username(options.get_username());
    options.host("127.0.0.1").port(port).ssl_mode(PgSslMode::Disable)
}

#[derive(Clone)]
enum Database {
    Socket(PathBuf),
    Address(String),
}

impl Database {
    fn of(options: &PgConnectOptions) -> Database {
        let (host, port) = (options.get_host(), options.get_port());
        let folder = options.get_socket().map(PathBuf::as_path);
        match folder.or(host.starts_with('/').then(|| Path::new(host))) {
            Some(folder) => Database::Socket(folder.join(format!(".s.PGSQL.{port}"))),
            None => Database::Address(format!("{host}:{port}")),
        }
    }
}

async fn pass_on<F: AsyncRead + AsyncWrite>(
    near: TcpStream,
    far: F,
    delay: Duration,
    swallows: &AtomicBool,
) {
    let (near, far) = (near.into_split(), tokio::io::split(far));
    tokio::join!(
        copy(near.0, far.1, Duration::ZERO, swallows),
        copy(far.0, near.1, delay, swallows)
    );
}

async fn copy(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    delay: Duration,
    swallows: &AtomicBool,
) {
    let mut some = [0; 8192];
    while let Ok(length @ 1..) = from.read(&mut some).await {
        if swallows.load(Ordering::Relaxed) {
            std::future::pending().await
        }
        sleep(delay).await;
        if to.write_all(&some[..length]).await.is_err() {
            break;
        }
    }
    let _ = to.shutdown().await;
}
