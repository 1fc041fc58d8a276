//! Word that something happened, from PostgreSQL to everything in this process that waits for it.

use std::collections::HashMap;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::PgListener;
use tokio::sync::{Semaphore, broadcast, watch as flag};
use tokio::time::sleep;

use crate::error::{Error, Result};
use base::ids::{GroupId, PersonId, TokenId};

const MOST_PER_TOKEN: usize = 10;
/// However many tokens somebody has, others find a place too.
const MOST_PER_PERSON: usize = 20;
/// They are connections too, of which the pages need the others.
const MOST: usize = 256;
const READERS: usize = 4;

/// What is heard in a process. It is a hint only: whoever missed it asks the database in a while.
pub struct Notifications {
    /// Where something happened; none, if that may have been missed.
    told: broadcast::Sender<Option<GroupId>>,
    leaving: flag::Sender<bool>,
    open: Mutex<HashMap<(PersonId, TokenId), usize>>,
    /// So that those who follow do not keep the pages waiting for the database.
    pub readers: Semaphore,
}

/// The place of one who follows, among those of a token and of whoever answers for it.
pub struct Following {
    among: Arc<Notifications>,
    of: (PersonId, TokenId),
}

impl Default for Notifications {
    fn default() -> Self {
        Notifications {
            told: broadcast::Sender::new(256),
            leaving: flag::Sender::new(false),
            open: Mutex::default(),
            readers: Semaphore::new(READERS),
        }
    }
}

impl Notifications {
    pub fn listen(&self) -> broadcast::Receiver<Option<GroupId>> {
        self.told.subscribe()
    }

    /// Told when the program leaves.
    pub fn leaving(&self) -> flag::Receiver<bool> {
        self.leaving.subscribe()
    }
}

impl Following {
    pub fn begin(among: &Arc<Notifications>, of: (PersonId, TokenId)) -> Result<Following> {
        let mut open = among.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.values().sum::<usize>() >= MOST {
            return Err(Error::Busy);
        }
        let theirs = open.iter().filter(|((person, _), _)| *person == of.0);
        let theirs: usize = theirs.map(|(_, places)| places).sum();
        let by_this = open.get(&of).copied().unwrap_or_default();
        if by_this >= MOST_PER_TOKEN || theirs >= MOST_PER_PERSON {
            return Err(Error::TooMany(Duration::from_secs(30)));
        }
        *open.entry(of).or_default() += 1;
        Ok(Following { among: among.clone(), of })
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        let mut open = self.among.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mine) = open.get_mut(&self.of) {
            *mine -= 1;
        }
        open.retain(|_, open| *open > 0);
    }
}

/// Passes news on until `stop`, and tells those who follow that it is time to leave.
pub async fn watch(db: PgPool, notifications: Arc<Notifications>, stop: impl Future<Output = ()>) {
    let stop = pin!(stop);
    tokio::select! {
        () = stop => {}
        () = pass_on(&db, &notifications) => {}
    }
    notifications.leaving.send_replace(true);
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
