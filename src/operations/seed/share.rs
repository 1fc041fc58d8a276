//! How totals are spread: as evenly as whole numbers go, over what can have them.

use std::ops::Range;

use base::states::MeetingState;

/// How much there is to be of everything, in all groups together.
#[derive(Clone, Copy, Debug)]
pub struct Totals {
    pub groups: usize,
    pub meetings: usize,
    pub items: usize,
    pub contributions: usize,
    pub seed: u64,
}

impl Totals {
    /// Nothing stands without what it belongs to.
    pub fn objection(&self) -> Option<&'static str> {
        match *self {
            Totals { groups: 0, meetings: 1.., .. } => Some("Meetings need at least one group."),
            Totals { meetings: 0, items: 1.., .. } => {
                Some("Agenda items need at least one meeting.")
            }
            Totals { items: 0, contributions: 1.., .. } => {
                Some("Contributions need at least one agenda item.")
            }
            Totals { groups: 100_001.., .. } => Some("At most 100,000 groups are made."),
            Totals { meetings: 1_000_001.., .. } => Some("At most 1,000,000 meetings are made."),
            _ => None,
        }
    }
}

/// What of `all` falls to the `nth` of `parts`.
pub fn share(all: usize, parts: usize, nth: usize) -> Range<usize> {
    let end = |nth: usize| (all as u128 * nth as u128 / parts.max(1) as u128) as usize;
    end(nth)..end(nth + 1)
}

/// The state of the `nth` of a group's meetings: the last ones are ahead, and one in seventeen
/// never came to be.
pub fn state(nth: usize, meetings: usize) -> MeetingState {
    match meetings - nth {
        1 if meetings > 2 => MeetingState::Draft,
        1 if meetings == 2 => MeetingState::Scheduled,
        2 if meetings > 2 => MeetingState::Scheduled,
        _ if nth % 17 == 16 => MeetingState::Cancelled,
        _ => MeetingState::Held,
    }
}

/// Which contributions fall to each agenda item: those of meetings that were held, one like
/// another, and if there are none, nothing.
#[derive(Clone, Debug)]
pub struct Spread {
    totals: Totals,
    /// Of every meeting: how many items of held meetings there are before its own.
    before: Vec<usize>,
}

impl Spread {
    pub fn of(totals: Totals) -> Self {
        let mut before = vec![0];
        for group in 0..totals.groups {
            let meetings = share(totals.meetings, totals.groups, group);
            for (nth, meeting) in meetings.clone().enumerate() {
                let held = state(nth, meetings.len()) == MeetingState::Held;
                let items = share(totals.items, totals.meetings, meeting).len();
                let sum = before[meeting] + if held { items } else { 0 };
                before.push(sum);
            }
        }
        Spread { totals, before }
    }

    /// How many were said under the `item`th item of a meeting.
    pub fn contributions(&self, meeting: usize, item: usize) -> usize {
        let (from, to) = (self.before[meeting], self.before[meeting + 1]);
        let all = self.before.last().copied().unwrap_or_default();
        if from + item < to { share(self.totals.contributions, all, from + item).len() } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOTALS: Totals =
        Totals { groups: 3, meetings: 50, items: 170, contributions: 999, seed: 1 };

    #[test]
    fn shares_make_up_the_whole() {
        for (all, parts) in [(10, 3), (2, 5), (0, 4), (1_000_000, 7)] {
            let shares: Vec<_> = (0..parts).map(|nth| share(all, parts, nth)).collect();
            assert_eq!(shares.iter().map(Range::len).sum::<usize>(), all);
            assert!(shares.windows(2).all(|two| two[0].end == two[1].start));
            let (least, most) = (all / parts, all.div_ceil(parts));
            assert!(shares.iter().all(|share| (least..=most).contains(&share.len())));
        }
    }

    #[test]
    fn a_series_ends_with_what_is_ahead() {
        use MeetingState::{Cancelled, Draft, Held, Scheduled};
        let series = |meetings| (0..meetings).map(move |nth| state(nth, meetings));
        assert!(series(1).eq([Held]));
        assert!(series(2).eq([Held, Scheduled]));
        assert!(series(3).eq([Held, Scheduled, Draft]));
        assert!(series(20).skip(15).eq([Held, Cancelled, Held, Scheduled, Draft]));
    }

    #[test]
    fn every_contribution_falls_to_an_item_of_a_meeting_that_was_held() {
        let spread = Spread::of(TOTALS);
        let mut said = 0;
        for meeting in 0..TOTALS.meetings {
            let items = share(TOTALS.items, TOTALS.meetings, meeting).len();
            said += (0..items).map(|item| spread.contributions(meeting, item)).sum::<usize>();
        }
        assert_eq!(said, TOTALS.contributions);
    }

    #[test]
    fn what_belongs_to_nothing_is_refused() {
        let objection = |change: fn(&mut Totals)| {
            let mut totals = TOTALS;
            change(&mut totals);
            totals.objection().unwrap_or_default()
        };
        assert_eq!(objection(|_| {}), "");
        assert_eq!(objection(|t| t.groups = 0), "Meetings need at least one group.");
        assert_eq!(objection(|t| t.meetings = 0), "Agenda items need at least one meeting.");
        assert_eq!(objection(|t| t.items = 0), "Contributions need at least one agenda item.");
    }
}
