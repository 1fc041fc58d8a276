//! The answers that are kept, by address and encoding. When they take too much room, those go that
//! were asked for least recently.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::Answer;
use super::encoding::Encoding;

/// What an answer takes beside its bytes, most of it for its headers.
const AROUND: usize = 2 * 1024;

pub struct Store {
    pages: RwLock<Pages>,
    /// Goes up with each use.
    uses: AtomicU64,
    bytes: AtomicUsize,
    most: usize,
}

type Pages = HashMap<Box<str>, [Option<Arc<Entry>>; Encoding::COUNT]>;

pub struct Entry {
    pub answer: Answer,
    bytes: usize,
    /// The number of its last use.
    used: AtomicU64,
}

impl Store {
    pub fn of_bytes(most: usize) -> Self {
        Store {
            pages: RwLock::default(),
            uses: AtomicU64::new(0),
            bytes: AtomicUsize::new(0),
            most,
        }
    }

    pub fn find(&self, address: &str, encoding: Encoding) -> Option<Arc<Entry>> {
        let entry = self.read().get(address)?[encoding as usize].clone()?;
        entry.used.store(self.next_use(), Relaxed);
        Some(entry)
    }

    pub fn keep(&self, address: &str, encoding: Encoding, answer: Answer) {
        let bytes = AROUND + address.len() + answer.body.len();
        let used = AtomicU64::new(self.next_use());
        let entry = Arc::new(Entry { answer, bytes, used });

        let mut pages = self.write();
        let before = pages.entry(address.into()).or_default()[encoding as usize].replace(entry);
        let all = self.bytes() + bytes - before.map_or(0, |before| before.bytes);
        self.bytes.store(all, Relaxed);
        if all > self.most {
            self.make_room(&mut pages);
        }
    }

    /// To three quarters, so that it is not done at once again.
    fn make_room(&self, pages: &mut Pages) {
        let entries = pages.values().flatten().flatten();
        let mut uses: Vec<_> =
            entries.map(|entry| (entry.used.load(Relaxed), entry.bytes)).collect();
        uses.sort_unstable();
        let (mut left, mut last) = (self.bytes(), 0);
        for (used, bytes) in uses {
            if left <= self.most / 4 * 3 {
                break;
            }
            (left, last) = (left - bytes, used);
        }
        // Somebody may be reading, and use one meanwhile: what goes is counted as it goes.
        let mut bytes = 0;
        pages.retain(|_, encodings| {
            for place in encodings.iter_mut() {
                place.take_if(|entry| entry.used.load(Relaxed) <= last);
                bytes += place.as_ref().map_or(0, |entry| entry.bytes);
            }
            encodings.iter().any(Option::is_some)
        });
        self.bytes.store(bytes, Relaxed);
    }

    pub fn clear(&self) {
        let mut pages = self.write();
        pages.clear();
        self.bytes.store(0, Relaxed);
    }

    pub fn bytes(&self) -> usize {
        self.bytes.load(Relaxed)
    }

    fn next_use(&self) -> u64 {
        self.uses.fetch_add(1, Relaxed)
    }

    fn read(&self) -> RwLockReadGuard<'_, Pages> {
        self.pages.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Pages> {
        self.pages.write().unwrap_or_else(PoisonError::into_inner)
    }
}
