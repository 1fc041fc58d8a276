//! What one of those who follow a group gets of its hub.

use std::sync::Arc;

use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::watch;

use super::hub::{Batch, Joined, Live, Standing, Update};
use base::audience::Audience;
use base::ids::{GroupId, TokenId};

/// What waited for so many heartbeats is read again: it may no longer be theirs to read as it was.
const STALE: u32 = 2;

pub struct Subscription {
    live: Arc<Live>,
    group: GroupId,
    token: TokenId,
    updates: broadcast::Receiver<Update>,
    standing: watch::Receiver<Standing>,
}

pub enum Received {
    /// What happened, for whoever hears what these hear.
    Batch(Arc<dyn Batch>, Audience),
    Heartbeat,
    /// They missed something, were slow, or nobody asked for their right to hear it: they have to
    /// read by themselves up to there.
    Behind(i64),
    /// They may hear nothing more, or the program leaves.
    Ended,
}

impl Subscription {
    /// And up to where the others were told; none once the program leaves. The first who follows
    /// a group says which event is its latest.
    pub fn begin(
        live: &Arc<Live>,
        group: GroupId,
        token: TokenId,
        latest: i64,
    ) -> Option<(Self, i64)> {
        let Joined { updates, standing, position } = live.join(group, token, latest)?;
        Some((Subscription { live: live.clone(), group, token, updates, standing }, position))
    }

    /// As soon as there is something. The rights are those that were found last, also where it
    /// waited long to be taken.
    pub async fn next(&mut self) -> Received {
        let update = match self.updates.recv().await {
            Ok(update) => update,
            Err(RecvError::Lagged(_)) => return self.renew(),
            Err(RecvError::Closed) => return Received::Ended,
        };
        let (rights, heartbeats) = {
            let standing = self.standing.borrow();
            (standing.rights.get(&self.token).copied(), standing.heartbeats)
        };
        match (rights, update) {
            (Some(None), _) => Received::Ended,
            (_, Update::Heartbeat) => Received::Heartbeat,
            (Some(Some(audience)), Update::Batch(batch, then)) if heartbeats - then < STALE => {
                Received::Batch(batch, audience)
            }
            (_, Update::Batch(..)) => self.renew(),
        }
    }

    fn renew(&mut self) -> Received {
        match self.live.renew(self.group) {
            Some((updates, position)) => {
                self.updates = updates;
                Received::Behind(position)
            }
            None => Received::Ended,
        }
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.live.leave(self.group, self.token);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Weak;

    use axum::body::Bytes;
    use futures_util::FutureExt;

    use super::super::hub::Rights;
    use super::*;
    use base::ids::MeetingId;
    use base::policy::Role;

    struct One(i64);

    impl Batch for One {
        fn bounds(&self) -> (i64, i64) {
            (self.0, self.0)
        }

        fn frames(&self, _: Audience, _: Option<MeetingId>) -> Bytes {
            Bytes::new()
        }
    }

    const MEMBERS: Audience = Audience { role: Role::Member, program: false };

    fn happens(live: &Live, group: GroupId, token: TokenId, may: Option<Audience>) -> Weak<One> {
        live.mark_due(Some(group));
        let due = live.due()[0];
        let batch = Arc::new(One(due.after + 1));
        let kept = Arc::downgrade(&batch);
        live.publish(due, Rights::from([(token, may)]), Some(batch), false);
        kept
    }

    /// "17", of a batch; else what it is.
    fn next(subscription: &mut Subscription) -> String {
        match subscription.next().now_or_never() {
            Some(Received::Batch(batch, _)) => batch.bounds().1.to_string(),
            Some(Received::Heartbeat) => "heartbeat".to_owned(),
            Some(Received::Behind(position)) => format!("behind {position}"),
            Some(Received::Ended) => "ended".to_owned(),
            None => "waits".to_owned(),
        }
    }

    #[test]
    fn who_is_slow_keeps_no_more_than_some_batches_and_reads_the_rest() {
        let (live, group, token) = (Arc::<Live>::default(), GroupId::new(), TokenId::new());
        let (mut slow, position) = Subscription::begin(&live, group, token, 7).unwrap();
        assert_eq!(position, 7);

        let batches: Vec<_> =
            (0..100).map(|_| happens(&live, group, token, Some(MEMBERS))).collect();

        let kept = batches.iter().filter(|batch| batch.upgrade().is_some()).count();
        assert_eq!(kept, 16);
        assert_eq!(next(&mut slow), "behind 107");
        assert_eq!(next(&mut slow), "waits");
        happens(&live, group, token, Some(MEMBERS));
        assert_eq!(next(&mut slow), "108");
    }

    #[test]
    fn what_waited_long_is_read_again() {
        let (live, group, token) = (Arc::<Live>::default(), GroupId::new(), TokenId::new());
        let (mut slow, _) = Subscription::begin(&live, group, token, 0).unwrap();
        happens(&live, group, token, Some(MEMBERS));
        live.heartbeat();
        assert_eq!((&*next(&mut slow), &*next(&mut slow)), ("1", "heartbeat"));
        happens(&live, group, token, Some(MEMBERS));
        live.heartbeat();
        live.heartbeat();
        assert_eq!((&*next(&mut slow), &*next(&mut slow)), ("behind 2", "waits"));
    }

    #[test]
    fn what_waits_is_handed_on_by_the_rights_of_the_moment() {
        let (live, group, token) = (Arc::<Live>::default(), GroupId::new(), TokenId::new());
        let (mut mira, _) = Subscription::begin(&live, group, token, 0).unwrap();
        let observers = Audience { role: Role::Observer, program: false };
        happens(&live, group, token, Some(MEMBERS));
        happens(&live, group, token, Some(observers));
        match mira.next().now_or_never() {
            Some(Received::Batch(batch, to)) => assert_eq!((batch.bounds().1, to), (1, observers)),
            _ => panic!("something waits"),
        }
        happens(&live, group, token, None);
        assert_eq!(next(&mut mira), "ended");
    }

    #[test]
    fn whose_right_was_not_asked_for_reads_by_themselves() {
        let (live, group) = (Arc::<Live>::default(), GroupId::new());
        let (early, late) = (TokenId::new(), TokenId::new());
        let (_early, _) = Subscription::begin(&live, group, early, 0).unwrap();
        let (mut late, _) = Subscription::begin(&live, group, late, 0).unwrap();
        happens(&live, group, early, Some(MEMBERS));
        assert_eq!(next(&mut late), "behind 1");
    }

    #[test]
    fn a_hub_is_there_while_somebody_follows_and_until_the_program_leaves() {
        let (live, group, token) = (Arc::<Live>::default(), GroupId::new(), TokenId::new());
        let (one, _) = Subscription::begin(&live, group, token, 3).unwrap();
        let (mut other, position) = Subscription::begin(&live, group, token, 9).unwrap();
        assert_eq!((position, live.tokens(&[group]).len()), (3, 1));
        drop(one);
        live.heartbeat();
        assert_eq!(next(&mut other), "heartbeat");
        let stale = live.due()[0];
        drop(other);
        assert!(live.due().is_empty() && live.tokens(&[group]).is_empty());

        let (mut again, position) = Subscription::begin(&live, group, token, 9).unwrap();
        assert_eq!(position, 9);
        live.is_read(stale);
        live.publish(stale, Rights::new(), Some(Arc::new(One(4))), false);
        assert_eq!((live.due()[0].after, &*next(&mut again)), (9, "waits"));
        live.close();
        assert_eq!(next(&mut again), "ended");
        assert!(Subscription::begin(&live, group, token, 9).is_none());
    }
}
