//! Everybody in this process who has such a page open, and who writes on it. Those who follow are told which part
//! changed, with no word of what it says: their browsers fetch that with their own rights.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use sqlx::PgPool;
use tokio::sync::mpsc;

use super::news::{News, Writer};
use crate::error::{Error, Result};
use base::ids::PersonId;

/// By one server, and by one person.
const MOST: usize = 4_000;
const MOST_OF_ONE: usize = 4;
/// How much waits for who is slow, until they are told where the pages stand instead.
const QUEUE: usize = 32;
/// Somebody who does not write for so long has stopped.
const WRITES_FOR: Duration = Duration::from_secs(12);
const TOLD_EVERY: Duration = Duration::from_secs(1);

#[derive(Default)]
pub struct Live(Mutex<State>);

#[derive(Default)]
struct State {
    pages: HashMap<String, Page>,
    streams: HashMap<PersonId, usize>,
    count: usize,
    next: u64,
    closed: bool,
}

#[derive(Default)]
struct Page {
    revision: i64,
    followers: HashMap<u64, Line>,
    writers: Vec<(Writer, Instant)>,
}

struct Line {
    to: mpsc::Sender<Bytes>,
    /// Whether something did not fit.
    behind: Arc<AtomicBool>,
}

/// One who follows some pages.
pub struct Follower {
    live: Arc<Live>,
    id: u64,
    person: PersonId,
    pages: Vec<String>,
    from: mpsc::Receiver<Bytes>,
    behind: Arc<AtomicBool>,
}

impl Live {
    pub fn follow(self: &Arc<Self>, person: PersonId, pages: Vec<String>) -> Result<Follower> {
        let mut state = self.state();
        if state.closed || state.count >= MOST {
            return Err(Error::Busy);
        }
        let of_one = state.streams.entry(person).or_default();
        if *of_one >= MOST_OF_ONE {
            return Err(Error::TooMany(Duration::from_secs(30)));
        }
        *of_one += 1;
        state.count += 1;
        state.next += 1;
        let id = state.next;
        let (to, from) = mpsc::channel(QUEUE);
        let behind = Arc::<AtomicBool>::default();
        for page in &pages {
            let page = state.pages.entry(page.clone()).or_default();
            page.followers.insert(id, Line { to: to.clone(), behind: behind.clone() });
        }
        Ok(Follower { live: self.clone(), id, person, pages, from, behind })
    }

    /// What a server told.
    pub(crate) fn hear(&self, news: &str) {
        let Ok(news) = serde_json::from_str::<News>(news) else { return };
        let mut state = self.state();
        let Some(page) = state.pages.get_mut(&news.page) else { return };
        let mut frames = String::new();
        if let Some(revision) = news.revision {
            page.revision = page.revision.max(revision);
            let parts = news.parts.unwrap_or_else(|| vec!["main".to_owned()]);
            for part in parts {
                let told =
                    serde_json::json!({ "page": news.page, "part": part, "revision": revision });
                let _ = write!(frames, "event: changed\ndata: {told}\n\n");
            }
        }
        if let Some(writer) = news.writer {
            let now = Instant::now();
            page.writers.retain(|(one, since)| {
                one.person != writer.person && now.duration_since(*since) < WRITES_FOR
            });
            page.writers.push((writer, now));
            let told = serde_json::json!({ "page": news.page });
            let _ = write!(frames, "event: here\ndata: {told}\n\n");
        }
        page.send(&frames.into());
    }

    /// Whether somebody's writing was told within the last second.
    pub fn was_just_told(&self, page: &str, person: PersonId) -> bool {
        let (state, now) = (self.state(), Instant::now());
        let writers = state.pages.get(page).into_iter().flat_map(|page| &page.writers);
        let mut of_person = writers.filter(|(writer, _)| writer.person == person);
        of_person.any(|(_, since)| now.duration_since(*since) < TOLD_EVERY)
    }

    /// Who else writes on a page.
    pub fn writers(&self, page: &str, but: PersonId) -> Vec<Writer> {
        let (state, now) = (self.state(), Instant::now());
        let writers = state.pages.get(page).into_iter().flat_map(|page| &page.writers);
        let here = writers.filter(|(_, since)| now.duration_since(*since) < WRITES_FOR);
        here.map(|(writer, _)| writer.clone()).filter(|writer| writer.person != but).collect()
    }

    /// Finds what nobody told of: in one statement, for all pages that are followed.
    pub(crate) async fn look(&self, db: &PgPool) -> Result<()> {
        let pages: Vec<_> = self.state().pages.keys().cloned().collect();
        self.look_at(db, &pages).await
    }

    /// The same for some pages.
    pub async fn look_at(&self, db: &PgPool, pages: &[String]) -> Result<()> {
        if pages.is_empty() {
            return Ok(());
        }
        let stand = sqlx::query!(
            "select desks.page, desks.revision from desks where desks.page = any($1)",
            pages,
        )
        .fetch_all(db)
        .await?;
        let mut state = self.state();
        for now in stand {
            if let Some(page) =
                state.pages.get_mut(&now.page).filter(|page| page.revision < now.revision)
            {
                page.revision = now.revision;
                page.send(&at(&now.page, now.revision).into());
            }
        }
        Ok(())
    }

    /// All streams end.
    pub(crate) fn close(&self) {
        *self.state() = State { closed: true, ..State::default() };
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Page {
    fn send(&self, frames: &Bytes) {
        for line in self.followers.values() {
            if line.to.try_send(frames.clone()).is_err() {
                line.behind.store(true, Ordering::Relaxed);
            }
        }
    }
}

impl Follower {
    /// Where the pages stand that are followed.
    pub fn at(&self) -> Bytes {
        let state = self.live.state();
        let stand =
            self.pages.iter().filter_map(|page| Some(at(page, state.pages.get(page)?.revision)));
        stand.collect::<String>().into()
    }

    /// What is told next; none once the program leaves.
    pub async fn next(&mut self) -> Option<Bytes> {
        let frames = self.from.recv().await?;
        match self.from.is_empty() && self.behind.swap(false, Ordering::Relaxed) {
            true => Some(self.at()),
            false => Some(frames),
        }
    }

    pub fn pages(&self) -> &[String] {
        &self.pages
    }

    /// Follows only these from now on.
    pub fn keep(&mut self, allowed: &[String]) {
        let (kept, gone) = self.pages.drain(..).partition(|page| allowed.contains(page));
        self.pages = kept;
        leave(&mut self.live.state(), self.id, &gone);
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        let mut state = self.live.state();
        leave(&mut state, self.id, &self.pages);
        if let Some(of_one) = state.streams.get_mut(&self.person) {
            *of_one -= 1;
            if *of_one == 0 {
                state.streams.remove(&self.person);
            }
            state.count -= 1;
        }
    }
}

fn leave(state: &mut State, id: u64, pages: &[String]) {
    for name in pages {
        if let Some(page) = state.pages.get_mut(name) {
            page.followers.remove(&id);
            if page.followers.is_empty() {
                state.pages.remove(name);
            }
        }
    }
}

fn at(page: &str, revision: i64) -> String {
    format!("event: at\ndata: {}\n\n", serde_json::json!({ "page": page, "revision": revision }))
}

#[cfg(test)]
mod tests;
