//! An invented meeting: its agenda, what was said, agreed and taken on.

use chrono::{DateTime, TimeDelta, Utc};

use super::World;
use super::groups::Founded;
use super::random::Random;
use super::share::{share, state};
use super::words::paragraph;
use access::fields::owners::Owners;
use access::fields::people::PersonRef;
use base::due::Due;
use base::ids::{ActionId, AttendanceId, ContributionId, DecisionId, ItemId, MeetingId};
use base::states::{ActionState, Attribution, MeetingState, Outcome};
use meetings::agenda::{Item, label};
use meetings::meeting::Meeting;
use meetings::record::{Action, Attendance, Contribution, Decision, Moderator, Record};

const MINUTES: i32 = 60;
const ATTENDED: usize = 5;
/// What was taken on longer ago is done.
const MEETINGS_OPEN: usize = 5;
/// Names that are no member's.
const GUESTS: [&str; 4] = ["Guest Arnaud", "Guest Blessing", "Guest Camila", "Guest Devi"];

/// A meeting with its record, as the product itself knows them.
pub struct Told {
    pub meeting: Meeting,
    pub record: Record,
    /// How many meetings of the group came after it.
    pub later: usize,
    /// What else is drawn for it.
    pub random: Random,
}

impl Told {
    pub fn of(world: &World, founded: &Founded, nth: usize, decided: &mut i32) -> Self {
        let number = founded.first + nth;
        let mut random = Random::of(world.totals.seed, "meeting", number);
        let state = state(nth, founded.meetings);
        let starts_at = founded.starts_at(nth);
        let items = share(world.totals.items, world.totals.meetings, number).len();
        let published = state != MeetingState::Draft && items > 0;
        let meeting = Meeting {
            id: MeetingId(random.id(starts_at - TimeDelta::weeks(4))),
            group_id: founded.group.id,
            number: (state != MeetingState::Draft).then_some(nth as i32 + 1),
            title: founded.group.meeting_title.clone(),
            state,
            starts_at,
            starts_zone: None,
            minutes: MINUTES,
            joining_link: format!("https://meet.example.org/{number}"),
            participants_note: String::new(),
            next_meeting_at: (state == MeetingState::Held && nth + 1 < founded.meetings)
                .then(|| founded.starts_at(nth + 1)),
            agenda_published_at: published.then(|| starts_at - TimeDelta::weeks(1)),
            agenda_revised_at: None,
            revision: 1,
        };
        let later = founded.meetings - nth - 1;
        let record = Record::default();
        let mut told = Told { meeting, record, later, random };
        told.put_items(world, items);
        if state == MeetingState::Held {
            told.hold(world, founded, number);
            told.agree(world, founded, decided);
        }
        told
    }

    pub fn is_held(&self) -> bool {
        self.meeting.state == MeetingState::Held
    }

    /// So many seconds into the meeting.
    pub fn at(&self, second: usize) -> DateTime<Utc> {
        self.meeting.starts_at + TimeDelta::seconds(second as i64)
    }

    pub fn ended_at(&self) -> DateTime<Utc> {
        self.meeting.starts_at + TimeDelta::minutes(i64::from(self.meeting.minutes))
    }

    /// Every fourth item stands below the one before it.
    fn put_items(&mut self, world: &World, items: usize) {
        let (mut above, mut tops) = (None, 0);
        for nth in 0..items {
            let parent_id = above.filter(|_| nth % 4 == 2);
            let (depth, position) = if parent_id.is_some() { (1, 1) } else { (0, tops + 1) };
            let title = world.words.title(&mut self.random);
            let id = ItemId(self.random.id(self.meeting.starts_at - TimeDelta::weeks(2)));
            self.record.items.push(Item {
                id,
                parent_id,
                position: position as i32,
                label: label(depth, position),
                title,
                presenter: String::new(),
                minutes: Some(5 + self.random.below(4) as i32 * 5),
                notes: String::new(),
                notes_html: String::new(),
                outcome: Outcome::Planned,
                reason: String::new(),
                deferred_from: None,
                times_deferred: 0,
                standing: false,
                revision: 1,
            });
            if depth == 0 {
                (above, tops) = (Some(id), tops + 1);
            }
        }
    }

    /// What was said, item by item; of what nothing was said of, there was no time for.
    fn hold(&mut self, world: &World, founded: &Founded, number: usize) {
        let mut second = 0;
        for nth in 0..self.record.items.len() {
            let said = world.spread.contributions(number, nth);
            let item = &mut self.record.items[nth];
            item.outcome = if said > 0 { Outcome::Discussed } else { Outcome::NotAddressed };
            if said == 0 {
                item.reason = "There was no time left.".into();
            }
            let item_id = item.id;
            for position in 1..=said {
                second += 20;
                let said = self.say(world, founded, (item_id, position), second);
                self.record.contributions.push(said);
            }
        }
        let chair = &founded.people[self.random.below(2)];
        let moderator = Moderator { person_id: Some(chair.id), name: chair.name.clone() };
        self.record.moderators.push(moderator);
        let attended = &founded.people[..ATTENDED];
        for person in attended {
            self.record.attendances.push(Attendance {
                id: AttendanceId(self.random.id(self.meeting.starts_at)),
                person_id: Some(person.id),
                name: person.name.clone(),
                capacity: String::new(),
            });
        }
    }

    fn say(
        &mut self,
        world: &World,
        founded: &Founded,
        (item_id, position): (ItemId, usize),
        second: usize,
    ) -> Contribution {
        let id = ContributionId(self.random.id(self.at(second)));
        let speaker = match self.random.one_in(20) {
            true => PersonRef { id: None, name: (*self.random.one_of(&GUESTS)).into() },
            false => somebody(founded, &mut self.random),
        };
        let sentences = 1 + self.random.below(4);
        let text = paragraph(world.words.text(sentences, &mut self.random));
        Contribution {
            id,
            item_id,
            position: position as i32,
            speaker_id: speaker.id,
            speaker: speaker.name,
            capacity: String::new(),
            attribution: match self.random.one_in(50) {
                true => Attribution::Withheld,
                false => Attribution::Attributed,
            },
            text: text.source,
            html: text.html,
            revision: 1,
            tied: None,
        }
    }

    /// A decision at every second meeting that had an agenda, and an action at each.
    fn agree(&mut self, world: &World, founded: &Founded, decided: &mut i32) {
        let Some(item_id) = self.record.items.first().map(|item| item.id) else { return };
        let at = self.ended_at();
        if self.later.is_multiple_of(2) {
            *decided += 1;
            let text = paragraph(world.words.text(1, &mut self.random));
            self.record.decisions.push(Decision {
                id: DecisionId(self.random.id(at)),
                item_id: Some(item_id),
                number: *decided,
                text: text.source,
                html: text.html,
                revision: 1,
                tied: None,
            });
        }
        let text = paragraph(world.words.text(1, &mut self.random));
        let open = self.later < MEETINGS_OPEN;
        self.record.actions.push(Action {
            id: ActionId(self.random.id(at)),
            item_id: Some(item_id),
            text: text.source,
            html: text.html,
            contribution_id: None,
            owners: Owners::of([somebody(founded, &mut self.random)]),
            due: Some(Due::On((at + TimeDelta::weeks(3)).date_naive())),
            state: if open { ActionState::Open } else { ActionState::Done },
            reason: String::new(),
            revision: 1,
            tied: None,
        });
    }
}

/// Some speak often, and most seldom.
fn somebody(founded: &Founded, random: &mut Random) -> PersonRef {
    let most = 1 + random.below(founded.people.len());
    founded.people[random.below(most)].who()
}
