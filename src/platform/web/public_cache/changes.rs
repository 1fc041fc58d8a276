//! What a request changes, so that the answers of before are forgotten when it is answered.

use std::sync::{Arc, Mutex, PoisonError};

use super::{PublicCache, Slot};
use base::ids::GroupId;

tokio::task_local! {
    static CHANGES: Changes;
}

#[derive(Clone, Default)]
struct Changes(Arc<Mutex<Vec<Option<GroupId>>>>);

/// For whoever writes down a change: where it is, or that it is everywhere. What is changed without
/// a request, the database tells.
pub fn changed(group: Option<GroupId>) {
    let _ = CHANGES.try_with(|changes| {
        changes.0.lock().unwrap_or_else(PoisonError::into_inner).push(group);
    });
}

/// Forgets at its end, also when a request is dropped: it may have committed by then.
struct Forgetting {
    cache: Arc<PublicCache>,
    changes: Changes,
    slot: Slot,
    /// Whether the request did nothing in the group that it names, but for what is noted.
    refused: bool,
}

impl Drop for Forgetting {
    fn drop(&mut self) {
        let noted = self.changes.0.lock().unwrap_or_else(PoisonError::into_inner);
        let named = self.slot.group().filter(|_| !self.refused).map(Some);
        let mut places: Vec<_> = noted.iter().copied().chain(named).collect();
        places.sort_unstable();
        places.dedup();
        for place in places {
            self.cache.forget(place);
        }
    }
}

/// Awaits the answer to a request that may change something; what it changed is forgotten then.
pub async fn forget_after<T>(
    cache: &Arc<PublicCache>,
    slot: Slot,
    answer: impl Future<Output = T>,
    refused: impl FnOnce(&T) -> bool,
) -> T {
    let changes = Changes::default();
    let mut forgetting =
        Forgetting { cache: cache.clone(), changes: changes.clone(), slot, refused: false };
    let answer = CHANGES.scope(changes, answer).await;
    forgetting.refused = refused(&answer);
    answer
}
