//! What everybody may read, kept in each server as it is sent: the answers to whoever brings neither
//! a session nor a token nor a notice.
//!
//! Routes say which of their answers are kept (`Routes::shared`). A kept answer is of one group, or
//! of all of them. It is forgotten with every change there: at once by the server that makes the
//! change (`changes`), by the others when the database tells them (`follow`), and by each of them
//! after a minute, whatever was told.

mod generations;
mod encoding;
mod store;
mod shared;
mod changes;
mod front;

use std::sync::Arc;

use axum::body::Bytes;
use axum::http::HeaderMap;
use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::notifications::Notifications;
use base::ids::GroupId;
use encoding::Encoding;
use generations::{Generation, Generations};
use store::{Entry, Store};

pub use changes::changed;
pub use front::{Answered, before};
pub use shared::{Slot, share};

/// So long an answer is given again, if nobody tells that it has changed.
const LONGEST: TimeDelta = TimeDelta::seconds(60);
/// Of all answers together, in bytes.
const MOST: usize = 16 * 1024 * 1024;

/// Of what an answer is, and so with whose changes it is forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Group(GroupId),
    /// What tells of all groups, such as the first page.
    All,
}

pub struct PublicCache {
    generations: Generations,
    store: Store,
}

/// When the making of an answer began. What has changed since then may not be in it.
#[derive(Clone, Copy, Debug)]
struct Beginning {
    generation: Generation,
    at: DateTime<Utc>,
}

/// An answer, compressed or not, as it is sent.
struct Answer {
    scope: Scope,
    began: Beginning,
    /// The pattern of its address, for the log and the figures.
    endpoint: Arc<str>,
    headers: HeaderMap,
    body: Bytes,
}

impl Default for PublicCache {
    fn default() -> Self {
        PublicCache::of_bytes(MOST)
    }
}

impl PublicCache {
    fn of_bytes(most: usize) -> Self {
        PublicCache { generations: Generations::default(), store: Store::of_bytes(most) }
    }

    /// To be called before anything of an answer is read.
    fn begin(&self, now: DateTime<Utc>) -> Beginning {
        Beginning { generation: self.generations.now(), at: now }
    }

    fn find(&self, address: &str, encoding: Encoding, now: DateTime<Utc>) -> Option<Arc<Entry>> {
        self.store.find(address, encoding).filter(|entry| self.holds(&entry.answer, now))
    }

    fn keep(&self, address: &str, encoding: Encoding, answer: Answer) {
        // It is asked again when the answer is found: what changes now is not missed.
        if self.generations.holds(answer.scope, answer.began.generation) {
            self.store.keep(address, encoding, answer);
        }
    }

    fn holds(&self, answer: &Answer, now: DateTime<Utc>) -> bool {
        let age = now - answer.began.at;
        (TimeDelta::zero()..LONGEST).contains(&age)
            && self.generations.holds(answer.scope, answer.began.generation)
    }

    /// Forgets what is of a group and of all groups; everything, where it is not known what changed.
    pub fn forget(&self, group: Option<GroupId>) {
        self.generations.end(group);
        if group.is_none() {
            self.store.clear();
        }
    }

    /// Forgets what was told to have changed; false when nothing is told any more.
    pub async fn hear(&self, told: &mut Receiver<Option<GroupId>>) -> bool {
        match told.recv().await {
            Ok(group) => self.forget(group),
            Err(RecvError::Lagged(_)) => self.forget(None),
            Err(RecvError::Closed) => return false,
        }
        true
    }
}

/// Forgets what is told to have changed, on whichever server. It hears from the call on, and so
/// what is told before anybody awaits it.
pub fn follow(
    cache: Arc<PublicCache>,
    notifications: &Notifications,
) -> impl Future<Output = ()> + Send + use<> {
    let mut told = notifications.listen();
    async move { while cache.hear(&mut told).await {} }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const HERE: GroupId = GroupId(Uuid::from_u128(1));
    const ELSEWHERE: GroupId = GroupId(Uuid::from_u128(2));

    fn answer(began: Beginning, scope: Scope, size: usize) -> Answer {
        let body = Bytes::from(vec![b'a'; size]);
        Answer { scope, began, endpoint: "/".into(), headers: HeaderMap::new(), body }
    }

    fn found(cache: &PublicCache, address: &str, now: DateTime<Utc>) -> bool {
        cache.find(address, Encoding::Identity, now).is_some()
    }

    fn keep(cache: &PublicCache, address: &str, scope: Scope) {
        let began = cache.begin(DateTime::UNIX_EPOCH);
        cache.keep(address, Encoding::Identity, answer(began, scope, 10));
    }

    #[test]
    fn a_change_ends_what_is_of_its_group_and_of_all_groups() {
        let pages = [
            ("/here", Scope::Group(HERE)),
            ("/elsewhere", Scope::Group(ELSEWHERE)),
            ("/", Scope::All),
        ];
        for (changed, left) in [
            (Some(HERE), [false, true, false]),
            (Some(ELSEWHERE), [true, false, false]),
            (Some(GroupId(Uuid::from_u128(3))), [true, true, false]),
            (None, [false, false, false]),
        ] {
            let cache = PublicCache::default();
            for (address, scope) in pages {
                keep(&cache, address, scope);
                assert!(found(&cache, address, DateTime::UNIX_EPOCH), "{address}");
            }
            cache.forget(changed);
            let found = pages.map(|(address, _)| found(&cache, address, DateTime::UNIX_EPOCH));
            assert_eq!(found, left, "{changed:?}");
        }
    }

    #[test]
    fn an_answer_that_was_begun_before_a_change_is_not_kept_after_it() {
        for (changed, kept) in [(Some(HERE), false), (None, false), (Some(ELSEWHERE), true)] {
            let cache = PublicCache::default();
            let began = cache.begin(DateTime::UNIX_EPOCH);
            cache.forget(changed);
            cache.keep("/", Encoding::Identity, answer(began, Scope::Group(HERE), 10));
            assert_eq!(found(&cache, "/", DateTime::UNIX_EPOCH), kept, "{changed:?}");
        }
    }

    #[test]
    fn an_answer_is_given_for_a_minute() {
        let cache = PublicCache::default();
        keep(&cache, "/", Scope::All);
        for (seconds, given) in [(0, true), (59, true), (60, false), (3_600, false), (-1, false)] {
            let now = DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds);
            assert_eq!(found(&cache, "/", now), given, "after {seconds} s");
        }
    }

    #[test]
    fn what_was_asked_for_least_recently_makes_room() {
        let cache = PublicCache::of_bytes(100_000);
        let now = DateTime::UNIX_EPOCH;
        for page in 0..1_000 {
            let (address, began) = (format!("/{page}"), cache.begin(now));
            cache.keep(&address, Encoding::Gzip, answer(began, Scope::All, 1_000));
            let first = cache.find("/0", Encoding::Gzip, now);
            assert!(first.is_some(), "what is asked for all the time stays, also beside {page}");
            assert!(cache.store.bytes() <= 100_000, "{} bytes", cache.store.bytes());
        }
        assert!(cache.find("/999", Encoding::Gzip, now).is_some());
        assert!(cache.find("/1", Encoding::Gzip, now).is_none());
        assert!(cache.store.bytes() > 50_000, "no more goes than has to");
        cache.forget(None);
        assert_eq!(cache.store.bytes(), 0);
    }
}
