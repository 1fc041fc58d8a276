//! Word that something happened, from PostgreSQL to everything in this process that waits for it.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::PgListener;
use tokio::sync::broadcast;
use tokio::time::sleep;

use base::ids::GroupId;

/// What is heard in a process. It is a hint only: whoever missed it asks the database in a while.
pub struct Notifications {
    /// Where something happened; none, if that may have been missed.
    told: broadcast::Sender<Option<GroupId>>,
}

impl Default for Notifications {
    fn default() -> Self {
        Notifications { told: broadcast::Sender::new(256) }
    }
}

impl Notifications {
    pub fn listen(&self) -> broadcast::Receiver<Option<GroupId>> {
        self.told.subscribe()
    }
}

/// Passes news on until `stop`.
pub async fn watch(db: PgPool, notifications: Arc<Notifications>, stop: impl Future<Output = ()>) {
    let stop = pin!(stop);
    tokio::select! {
        () = stop => {}
        () = pass_on(&db, &notifications) => {}
    }
}

async fn pass_on(db: &PgPool, notifications: &Notifications) {
    loop {
        if let Ok(mut listener) = listen(db).await {
            // What happened before we listened was told to nobody here.
            let _ = notifications.told.send(None);
            while let Ok(Some(heard)) = listener.try_recv().await {
                let _ = notifications.told.send(heard.payload().parse().ok());
            }
        }
        sleep(Duration::from_secs(1)).await;
    }
}

async fn listen(db: &PgPool) -> sqlx::Result<PgListener> {
    let mut listener = PgListener::connect_with(db).await?;
    listener.listen("events").await?;
    Ok(listener)
}
