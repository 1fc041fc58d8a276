//! A connection's place among those that are served at once.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OwnedSemaphorePermit;

/// Requests come with that of their connection.
#[derive(Clone)]
pub struct Place(Arc<Mutex<Option<OwnedSemaphorePermit>>>);

impl Place {
    pub(super) fn of(permit: Option<OwnedSemaphorePermit>) -> Self {
        Place(Arc::new(Mutex::new(permit)))
    }

    /// To whoever asks for a page, from a connection that only follows from now on, and is closed
    /// afterwards.
    pub fn give_up(&self) {
        drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}
