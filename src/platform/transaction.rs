//! Transactions, and the rights by which a request was let in: they are asked again when its body
//! has come, and in each of its transactions, so that nobody writes whose rights ended while their
//! request was on its way.

use std::ops::{Deref, DerefMut};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool, Postgres};

use crate::error::Result;
use base::ids::{MembershipId, PersonId};

/// What a request was let in by.
pub trait Rights: Send + Sync {
    /// Whether they are as they were.
    fn ask_again(&self) -> Asking<'_>;

    /// The same within a transaction, which holds them until it commits.
    fn hold<'a>(&'a self, db: &'a mut PgConnection) -> Asking<'a>;

    /// The same for a statement that holds them itself, if they are a member's.
    fn terms(&self) -> Option<Terms> {
        None
    }
}

/// What has to be so when somebody's change is committed. `hold_standing` in the database reads it.
pub struct Terms {
    pub person: PersonId,
    pub membership: MembershipId,
    pub session_hash: Option<Vec<u8>>,
    pub token_hash: Option<Vec<u8>>,
    pub now: DateTime<Utc>,
    /// One of these is theirs.
    pub roles: Vec<String>,
    /// Whose tokens programs use.
    pub makers: Vec<String>,
}

pub type Asking<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

#[derive(Clone, Default)]
struct Slot(Arc<Mutex<Option<Arc<dyn Rights>>>>);

tokio::task_local! {
    static LET_IN_BY: Slot;
}

/// Keeps for each request by which rights it is let in. Whoever works without a request has none.
pub async fn rights_of_request(request: Request, next: Next) -> Response {
    LET_IN_BY.scope(Slot::default(), next.run(request)).await
}

/// For the extractors that let requests in; of several rights the last is asked again.
pub fn let_in_by(rights: impl Rights + 'static) {
    // Outside a request, as in a test, nobody is let in.
    let _ = LET_IN_BY.try_with(|slot| *slot.lock() = Some(Arc::new(rights)));
}

/// For whoever reads the body of a request, when it is there: it may have come slowly.
pub async fn ask_again() -> Result<()> {
    match rights() {
        Some(rights) => rights.ask_again().await,
        None => Ok(()),
    }
}

/// The terms of the request that is at work, for a statement that needs no transaction.
pub fn terms() -> Option<Terms> {
    rights()?.terms()
}

fn rights() -> Option<Arc<dyn Rights>> {
    LET_IN_BY.try_with(|slot| slot.lock().clone()).ok().flatten()
}

impl Slot {
    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Arc<dyn Rights>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A transaction. It commits only if the request that began it may still write.
pub struct Transaction {
    inner: sqlx::Transaction<'static, Postgres>,
    rights: Option<Arc<dyn Rights>>,
}

/// Begins a transaction. A request that is dropped while that is awaited would leave one open on
/// its connection, and later writes on it would vanish (transact-rs/sqlx #4385). So another task
/// awaits it.
pub async fn transaction(db: &PgPool) -> Result<Transaction> {
    let (db, rights) = (db.clone(), rights());
    #[expect(clippy::disallowed_methods, reason = "this is what to call in place of it")]
    let begun = tokio::spawn(async move { db.begin().await });
    let inner = begun.await.map_err(anyhow::Error::from)??;
    Ok(Transaction { inner, rights })
}

impl Transaction {
    pub async fn commit(mut self) -> Result<()> {
        if let Some(rights) = self.rights.take() {
            rights.hold(&mut self.inner).await?;
        }
        Ok(self.inner.commit().await?)
    }

    /// At once, and not when the connection is asked for the next time.
    pub async fn rollback(self) -> Result<()> {
        Ok(self.inner.rollback().await?)
    }
}

impl Deref for Transaction {
    type Target = PgConnection;

    fn deref(&self) -> &PgConnection {
        &self.inner
    }
}

impl DerefMut for Transaction {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.inner
    }
}
