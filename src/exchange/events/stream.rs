//! Following a group: each event is sent as soon as it is committed, once, in order, for as long
//! as whoever follows may read it.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse;
use futures_util::{Stream, StreamExt, stream};
use tokio::sync::{broadcast, watch};
use tokio::time::{Instant, timeout};

use super::{Chosen, Event, Reading, after};
use access::rights::{Member, RecheckedAccess};
use base::ids::GroupId;
use platform::notifications::Following;
use platform::web::{Error, Result};

/// After so long, rights are asked for again, and what was missed is looked for.
const ASK_AGAIN: Duration = Duration::from_secs(15);
const COME_BACK: Duration = Duration::from_secs(2);

pub type Sent = Result<sse::Event, Infallible>;

struct Follower {
    asked: RecheckedAccess,
    group: GroupId,
    chosen: Chosen,
    news: broadcast::Receiver<Option<GroupId>>,
    leaving: watch::Receiver<bool>,
    ready: VecDeque<Event>,
    read_at: Instant,
    _place: Following,
}

/// What happens from `chosen.after` on. The first thing that is sent says where that is, so that
/// nothing is missed by who is cut off before the first event.
pub fn follow(
    by: &Member,
    asked: RecheckedAccess,
    chosen: Chosen,
) -> Result<impl Stream<Item = Sent> + use<>> {
    let token = asked.token().ok_or(Error::NoToken)?;
    let app = asked.app();
    let opening = sse::Event::default().comment("following").retry(COME_BACK);
    let opening = opening.id(chosen.after.to_string());
    let follower = Follower {
        group: by.group.id,
        chosen,
        news: app.notifications.listen(),
        leaving: app.notifications.leaving(),
        ready: VecDeque::new(),
        read_at: Instant::now(),
        _place: Following::begin(&app.notifications, (by.person.answers(), token))?,
        asked,
    };
    let events = stream::unfold(follower, |mut follower| async move {
        follower.next().await.map(|event| (Ok(event), follower))
    });
    Ok(stream::once(async { Ok(opening) }).chain(events))
}

impl Follower {
    /// The next event, once there is one; none, if there is nothing more to tell.
    async fn next(&mut self) -> Option<sse::Event> {
        loop {
            // What a slow reader was to get may no longer be theirs to read.
            if self.read_at.elapsed() > ASK_AGAIN {
                self.ready.clear();
            }
            if *self.leaving.borrow() {
                return None;
            }
            if let Some(event) = self.ready.pop_front() {
                self.chosen.after = event.id;
                return written(&event);
            }
            match self.read().await {
                Ok(()) if self.ready.is_empty() => self.wait().await,
                Ok(()) => {}
                // The database may be back before the next try.
                Err(Error::Unavailable | Error::Busy | Error::Internal(_)) => self.wait().await,
                Err(_) => return None,
            }
        }
    }

    async fn read(&mut self) -> Result<()> {
        let app = self.asked.app();
        let _turn = app.notifications.readers.acquire().await;
        let by = self.asked.member().await?;
        self.read_at = Instant::now();
        let told = after(&app.db, &app.config, &Reading::of(&by), &self.chosen).await?;
        self.ready = told.into();
        Ok(())
    }

    /// Until something may have happened in the group, or for a while.
    async fn wait(&mut self) {
        let news = async {
            while let Ok(Some(group)) = self.news.recv().await {
                if group == self.group {
                    break;
                }
            }
        };
        tokio::select! {
            _ = self.leaving.wait_for(|leaving| *leaving) => {}
            _ = timeout(ASK_AGAIN, news) => {}
        }
    }
}

fn written(event: &Event) -> Option<sse::Event> {
    sse::Event::default().event("change").id(event.id.to_string()).json_data(event).ok()
}
