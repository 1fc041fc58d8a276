//! Following the pages on which several people work: one stream for each browser, of what changed where, for as
//! long as whoever follows may read it.

mod store;
pub mod pages;

use std::convert::Infallible;
use std::time::Duration;

use axum::body::Bytes;
use chrono::{DateTime, Utc};
use futures_util::{Stream, stream};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};

use access::person::Person;
use base::ids::{PersonId, SessionId};
use platform::desk::Follower;
use platform::web::{App, Error, Result};

/// A line that is silent for longer is cut by proxies.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// So long somebody may still follow whose right has ended.
const ASK_AGAIN: Duration = Duration::from_secs(60);
const MOST_PAGES: usize = 12;
/// After how many milliseconds a browser comes back.
const COME_BACK: &str = "retry: 2000\n\n";

/// Who follows, as long as they are signed in.
#[derive(Clone, Copy, Debug)]
pub struct SignedIn {
    person: PersonId,
    session: Option<SessionId>,
    now: DateTime<Utc>,
}

struct Following {
    app: App,
    by: SignedIn,
    opening: Option<Bytes>,
    follower: Follower,
    heartbeat: Interval,
    ask_again: Interval,
}

/// None if there is nothing to follow.
pub async fn follow(
    app: &App,
    by: &Person,
    pages: &[String],
) -> Result<Option<impl Stream<Item = Result<Bytes, Infallible>> + use<>>> {
    if pages.len() > MOST_PAGES {
        return Err(Error::BadRequest("So many pages cannot be followed at once."));
    }
    let signed_in = SignedIn { person: by.id, session: by.session_id, now: app.clock.now() };
    let allowed = store::allowed(&app.db, signed_in, pages).await?;
    if allowed.is_empty() {
        return Ok(None);
    }
    let follower = app.notifications.desks.follow(by.id, allowed)?;
    // Only now, so that nothing is missed in between.
    app.notifications.desks.look_at(&app.db, follower.pages()).await?;
    let opening = [COME_BACK.as_bytes(), &follower.at()].concat();
    let following = Following {
        app: app.clone(),
        by: signed_in,
        opening: Some(opening.into()),
        follower,
        heartbeat: every(HEARTBEAT),
        ask_again: every(ASK_AGAIN),
    };
    Ok(Some(stream::unfold(following, |mut following| async move {
        following.next().await.map(|frames| (Ok(frames), following))
    })))
}

fn every(period: Duration) -> Interval {
    let mut ticks = interval_at(Instant::now() + period, period);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}

impl Following {
    async fn next(&mut self) -> Option<Bytes> {
        if let Some(opening) = self.opening.take() {
            return Some(opening);
        }
        loop {
            tokio::select! {
                frames = self.follower.next() => return frames,
                _ = self.heartbeat.tick() => return Some(Bytes::from_static(b":\n\n")),
                _ = self.ask_again.tick() => {
                    // What cannot be asked is asked in a minute; a database that is away tells nothing.
                    let pages = self.follower.pages();
                    let by = SignedIn { now: self.app.clock.now(), ..self.by };
                    match store::allowed(&self.app.db, by, pages).await {
                        // The browser asks again, as whoever is signed in then.
                        Ok(allowed) if allowed.is_empty() => return None,
                        Ok(allowed) => self.follower.keep(&allowed),
                        Err(_) => {}
                    }
                }
            }
        }
    }
}
