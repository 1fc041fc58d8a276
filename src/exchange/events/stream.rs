//! Following a group: each event is sent as soon as it is committed, once, in order, for as long
//! as whoever follows may read it.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use futures_util::{Stream, StreamExt, stream};

use super::{Chosen, batch, latest, store};
use access::rights::{self, Member, RecheckedAccess};
use base::audience::Audience;
use base::ids::{GroupId, MeetingId, TokenId};
use platform::live::{Batch, Of, Place, Received, Subscription, frames};
use platform::web::{App, Error, Result};

const MOST_PER_TOKEN: usize = 10;
const MOST_PER_PERSON: usize = 20;
/// How many are read at once for who missed them.
const PAGE: usize = 50;
const COME_BACK: Duration = Duration::from_secs(2);

pub type Sent = Result<Bytes, Infallible>;

/// As small as can be, because there are many: they have no timer, and no statement while they
/// only wait.
struct Follower {
    app: App,
    group: GroupId,
    token: TokenId,
    meeting: Option<MeetingId>,
    /// Up to where they were told.
    after: i64,
    /// Up to where they missed what others were told.
    behind: Option<i64>,
    subscription: Subscription,
    _place: Place,
}

/// What happens after an event, or from now on.
pub async fn follow(
    app: &App,
    by: &Member,
    asked: &RecheckedAccess,
    after: Option<i64>,
    meeting: Option<MeetingId>,
) -> Result<impl Stream<Item = Sent> + use<>> {
    let token = asked.token().ok_or(Error::NoToken)?;
    let of_person = (Of::Person(by.person.answers()), MOST_PER_PERSON);
    let place = app.live.places.take([(Of::Token(token), MOST_PER_TOKEN), of_person])?;
    let latest = latest(&app.db, by.group.id).await?;
    let subscribed = Subscription::begin(&app.live, by.group.id, token, latest);
    let (subscription, position) = subscribed.ok_or(Error::Unavailable)?;
    asked.give_place_up();
    let after = after.unwrap_or(latest);
    let opening = frames::opening(after, COME_BACK);
    let follower = Follower {
        app: app.clone(),
        group: by.group.id,
        token,
        meeting,
        after,
        behind: Some(position).filter(|position| *position > after),
        subscription,
        _place: place,
    };
    let events = stream::unfold(follower, |mut follower| async move {
        follower.next().await.map(|frames| (Ok(frames), follower))
    });
    Ok(stream::once(async { Ok(opening) }).chain(events))
}

impl Follower {
    /// What is sent next, once there is something; none, if there is nothing more to tell.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            if let Some(upto) = self.behind {
                // Apart, because a statement under way takes much room.
                match Box::pin(self.read(upto)).await {
                    Ok(frames) if frames.is_empty() => continue,
                    Ok(frames) => return Some(frames),
                    // The database may be back when there is more to hear.
                    Err(Error::Unavailable | Error::Busy | Error::Internal(_)) => {}
                    Err(_) => return None,
                }
            }
            match self.subscription.next().await {
                Received::Batch(batch, audience) => {
                    let frames = self.take(&batch, audience);
                    if !frames.is_empty() {
                        return Some(frames);
                    }
                }
                Received::Heartbeat => return Some(frames::heartbeat()),
                Received::Behind(position) => self.missed(position),
                Received::Ended => return None,
            }
        }
    }

    fn take(&mut self, batch: &Arc<dyn Batch>, audience: Audience) -> Bytes {
        let (first, last) = batch.bounds();
        if self.behind.is_some() || first <= self.after {
            self.missed(last);
            return Bytes::new();
        }
        self.after = last;
        batch.frames(audience, self.meeting)
    }

    fn missed(&mut self, upto: i64) {
        let upto = self.behind.map_or(upto, |behind| behind.max(upto));
        self.behind = Some(upto).filter(|upto| *upto > self.after);
    }

    /// What they missed, a page of it, if they may still read it.
    async fn read(&mut self, upto: i64) -> Result<Bytes> {
        let app = &self.app;
        let _turn = app.live.readers.acquire().await;
        let asked = (self.group, self.token);
        let rights = rights::audiences(&app.db, &[asked], app.clock.now()).await?;
        let audience = *rights.get(&asked).ok_or(Error::NotFound)?;
        let chosen =
            Chosen { group: self.group, after: self.after, meeting: self.meeting, limit: PAGE };
        let rows = store::told_after(&app.db, audience, &chosen, Some(upto)).await?;
        let frames = batch::write(&app.config, &rows, audience, self.meeting)?;
        match rows.last() {
            Some(last) if rows.len() == PAGE => self.after = last.position,
            _ => (self.after, self.behind) = (upto, None),
        }
        Ok(frames)
    }
}
