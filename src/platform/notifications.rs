//! Word that something happened, from PostgreSQL to everything in this process that waits for it.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::PgListener;
use tokio::sync::broadcast;
use tokio::time::{interval, sleep};

use crate::desk;
use base::ids::GroupId;

const LOOK_AGAIN: Duration = Duration::from_secs(30);

/// What is heard in a process. It is a hint only: whoever missed it asks the database in a while.
pub struct Notifications {
    /// Those who have pages open on which several people work.
    pub desks: Arc<desk::Live>,
    /// Where something happened; none, if that may have been missed.
    told: broadcast::Sender<Option<GroupId>>,
}

impl Default for Notifications {
    fn default() -> Self {
        Notifications { desks: Arc::default(), told: broadcast::Sender::new(256) }
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
    notifications.desks.close();
}

async fn pass_on(db: &PgPool, notifications: &Notifications) {
    loop {
        if let Ok(mut listener) = listen(db).await {
            // What happened before we listened was told to nobody here.
            let _ = notifications.told.send(None);
            hear(db, &mut listener, notifications).await;
        }
        sleep(Duration::from_secs(1)).await;
    }
}

/// Until the line is lost. What was told to nobody is looked for now and then.
async fn hear(db: &PgPool, listener: &mut PgListener, notifications: &Notifications) {
    let mut looks = interval(LOOK_AGAIN);
    loop {
        tokio::select! {
            heard = listener.try_recv() => match heard {
                Ok(Some(heard)) if heard.channel() == desk::CHANNEL => {
                    notifications.desks.hear(heard.payload());
                }
                Ok(Some(heard)) => {
                    let _ = notifications.told.send(heard.payload().parse().ok());
                }
                _ => return,
            },
            _ = looks.tick() => {
                if let Err(error) = notifications.desks.look(db).await {
                    tracing::warn!(%error, "nobody could look what changed on pages");
                }
            }
        }
    }
}

async fn listen(db: &PgPool) -> sqlx::Result<PgListener> {
    let mut listener = PgListener::connect_with(db).await?;
    listener.listen_all(["events", desk::CHANNEL]).await?;
    Ok(listener)
}
