//! Changes, counted: an answer holds as long as nothing changed since its making began.

use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

use super::Scope;
use base::ids::GroupId;

/// Groups share a place with one of a thousand others, and are forgotten together: so the room that
/// this takes does not grow with them.
const PLACES: usize = 1024;

/// How many changes there had been.
#[derive(Clone, Copy, Debug)]
pub struct Generation(u64);

pub struct Generations {
    count: AtomicU64,
    /// Each of these is the number of its last change.
    everything: AtomicU64,
    any: AtomicU64,
    groups: Box<[AtomicU64]>,
}

impl Default for Generations {
    fn default() -> Self {
        let zero = AtomicU64::default;
        let groups = (0..PLACES).map(|_| zero()).collect();
        Generations { count: zero(), everything: zero(), any: zero(), groups }
    }
}

impl Generations {
    pub fn now(&self) -> Generation {
        Generation(self.count.load(SeqCst))
    }

    /// Ends the generation of a group, or of everything. The change can be read by now.
    pub fn end(&self, group: Option<GroupId>) {
        let number = self.count.fetch_add(1, SeqCst) + 1;
        let last = group.map_or(&self.everything, |group| self.of(group));
        last.fetch_max(number, SeqCst);
        self.any.fetch_max(number, SeqCst);
    }

    /// Whether nothing has changed since then.
    pub fn holds(&self, scope: Scope, Generation(since): Generation) -> bool {
        let last = match scope {
            Scope::All => &self.any,
            Scope::Group(group) => self.of(group),
        };
        last.load(SeqCst) <= since && self.everything.load(SeqCst) <= since
    }

    fn of(&self, group: GroupId) -> &AtomicU64 {
        // The end of a UUIDv7 is random.
        let place = group.0.as_u128() % (PLACES as u128);
        &self.groups[place as usize]
    }
}
