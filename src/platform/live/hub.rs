//! A hub for each group that somebody in this process follows: up to where all of them were told,
//! who they are, and what each was last found to be allowed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use tokio::sync::{Notify, Semaphore, broadcast, watch};

use super::places::{Places, give_back};
use base::audience::Audience;
use base::ids::{GroupId, MeetingId, TokenId};

/// How many batches are kept for who is slow, all in a group together.
const KEPT: usize = 16;
const READERS: usize = 4;

/// What happened in a group, read once for all who follow it.
pub trait Batch: Send + Sync {
    /// The places of its first event and of its last.
    fn bounds(&self) -> (i64, i64);

    /// What goes over the line to these, of one meeting if they follow only that: made once for
    /// all of them, and empty if they are told of none of it.
    fn frames(&self, to: Audience, of: Option<MeetingId>) -> Bytes;
}

/// What those who were asked for may hear, if anything.
pub type Rights = HashMap<TokenId, Option<Audience>>;

/// A group of which more is to be read for who follows it.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    pub group: GroupId,
    pub after: i64,
}

/// Everybody in this process who follows a group.
pub struct Live {
    hubs: Mutex<Hubs>,
    wanted: Notify,
    pub places: Arc<Places>,
    /// So that those who read by themselves do not keep the pages waiting for the database.
    pub readers: Semaphore,
}

#[derive(Default)]
struct Hubs {
    of: HashMap<GroupId, Hub>,
    closed: bool,
}

struct Hub {
    position: i64,
    due: bool,
    /// By how many streams each token follows.
    tokens: HashMap<TokenId, usize>,
    standing: watch::Sender<Standing>,
    updates: broadcast::Sender<Update>,
}

/// What was found last.
#[derive(Default)]
pub(super) struct Standing {
    pub rights: Rights,
    /// How often all have heard that they still follow.
    pub heartbeats: u32,
}

#[derive(Clone)]
pub(super) enum Update {
    /// And after how many heartbeats it was read.
    Batch(Arc<dyn Batch>, u32),
    Heartbeat,
}

/// What comes from now on, and up to where the others were told.
pub(super) struct Joined {
    pub updates: broadcast::Receiver<Update>,
    pub standing: watch::Receiver<Standing>,
    pub position: i64,
}

impl Default for Live {
    fn default() -> Self {
        Live {
            hubs: Mutex::default(),
            wanted: Notify::new(),
            places: Arc::default(),
            readers: Semaphore::new(READERS),
        }
    }
}

impl Live {
    /// One more stream, from now on; none once the program leaves. The first who follows a group
    /// says which event is its latest.
    pub(super) fn join(&self, group: GroupId, token: TokenId, latest: i64) -> Option<Joined> {
        let mut hubs = self.hubs();
        if hubs.closed {
            return None;
        }
        let hub = hubs.of.entry(group).or_insert_with(|| {
            self.wanted.notify_one();
            Hub::at(latest)
        });
        *hub.tokens.entry(token).or_default() += 1;
        let (updates, standing) = (hub.updates.subscribe(), hub.standing.subscribe());
        Some(Joined { updates, standing, position: hub.position })
    }

    /// The same for a stream that is there.
    pub(super) fn renew(&self, group: GroupId) -> Option<(broadcast::Receiver<Update>, i64)> {
        self.hubs().of.get(&group).map(|hub| (hub.updates.subscribe(), hub.position))
    }

    pub(super) fn leave(&self, group: GroupId, token: TokenId) {
        let mut hubs = self.hubs();
        if let Some(hub) = hubs.of.get_mut(&group) {
            give_back(&mut hub.tokens, token);
            if hub.tokens.is_empty() {
                hubs.of.remove(&group);
            }
        }
    }

    /// Something may have happened there, or anywhere.
    pub fn mark_due(&self, group: Option<GroupId>) {
        let mut hubs = self.hubs();
        let of = hubs.of.iter_mut().filter(|(of, _)| group.is_none_or(|group| group == **of));
        of.for_each(|(_, hub)| hub.due = true);
    }

    /// Something is due without anybody's having marked it: until then nobody need look.
    pub async fn wanted(&self) {
        self.wanted.notified().await;
    }

    /// What is due, and could not be read, is read soon.
    pub fn try_again(&self) {
        self.wanted.notify_one();
    }

    pub fn due(&self) -> Vec<Due> {
        let hubs = self.hubs();
        let due = hubs.of.iter().filter(|(_, hub)| hub.due);
        due.map(|(group, hub)| Due { group: *group, after: hub.position }).collect()
    }

    /// Who follows these.
    pub fn tokens(&self, groups: &[GroupId]) -> Vec<(GroupId, TokenId)> {
        let hubs = self.hubs();
        let of = groups.iter().filter_map(|group| Some((*group, hubs.of.get(group)?)));
        of.flat_map(|(group, hub)| hub.tokens.keys().map(move |token| (group, *token))).collect()
    }

    /// Hands on what was read, if anything, to whoever may hear it: their rights were asked for
    /// after that. `more`: there is more to read.
    pub fn publish(&self, read: Due, rights: Rights, batch: Option<Arc<dyn Batch>>, more: bool) {
        let mut hubs = self.hubs();
        let Some(hub) = hubs.at(read) else { return };
        hub.due = more;
        let mut heartbeats = 0;
        hub.standing.send_modify(|standing| {
            standing.rights = rights;
            heartbeats = standing.heartbeats;
        });
        if let Some(batch) = batch {
            // First, so that whoever subscribes meanwhile reads it by themselves.
            hub.position = batch.bounds().1;
            let _ = hub.updates.send(Update::Batch(batch, heartbeats));
        }
    }

    /// Nothing happened there.
    pub fn is_read(&self, read: Due) {
        if let Some(hub) = self.hubs().at(read) {
            hub.due = false;
        }
    }

    /// So that nobody takes a silent line for a dead one.
    pub fn heartbeat(&self) {
        for hub in self.hubs().of.values() {
            hub.standing.send_modify(|standing| standing.heartbeats += 1);
            let _ = hub.updates.send(Update::Heartbeat);
        }
    }

    /// All streams end.
    pub fn close(&self) {
        *self.hubs() = Hubs { closed: true, ..Hubs::default() };
    }

    fn hubs(&self) -> MutexGuard<'_, Hubs> {
        self.hubs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Hubs {
    /// That of a group, unless another took its place since it was due.
    fn at(&mut self, read: Due) -> Option<&mut Hub> {
        self.of.get_mut(&read.group).filter(|hub| hub.position == read.after)
    }
}

impl Hub {
    /// What was told just now, it may have missed.
    fn at(position: i64) -> Hub {
        Hub {
            position,
            due: true,
            tokens: HashMap::new(),
            standing: watch::Sender::default(),
            updates: broadcast::Sender::new(KEPT),
        }
    }
}
