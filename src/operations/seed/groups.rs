//! An invented group: its people, and when it meets.

use chrono::{DateTime, TimeDelta, TimeZone, Utc};

use super::World;
use super::people::{Invented, everywhere, of_group};
use super::random::Random;
use super::share::{share, state};
use super::tables::Tables;
use super::words::paragraph;
use access::group::Group;
use base::ids::{GroupId, PersonId};
use base::policy::Role;
use base::states::{ApprovalRule, MeetingState, Visibility};
use base::time::Zone;
use platform::history::Change;

const WEEKS_APART: TimeDelta = TimeDelta::weeks(3);
/// However many meetings there are, the first is not longer ago.
const AT_MOST_AGO: TimeDelta = TimeDelta::days(20 * 365);
/// Nobody may be asked of every tenth group.
const MEMBERS_ONLY: usize = 10;

pub struct Founded {
    pub nth: usize,
    pub group: Group,
    pub people: Vec<Invented>,
    /// The number of its first meeting among those of all groups, and how many it has.
    pub first: usize,
    pub meetings: usize,
    apart: TimeDelta,
}

/// When the last meetings were held. The clock of the day has no part in it.
pub fn present() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 6, 1, 14, 0, 0).single().unwrap_or_default()
}

/// When everybody joined.
fn beginning() -> DateTime<Utc> {
    present() - AT_MOST_AGO - TimeDelta::weeks(1)
}

impl Founded {
    pub fn of(world: &World, nth: usize) -> Self {
        let totals = world.totals;
        let meetings = share(totals.meetings, totals.groups, nth);
        let mut random = Random::of(totals.seed, "group", nth);
        let at = beginning() + TimeDelta::seconds(nth as i64);
        let name = world.words.title(&mut random);
        let group = Group {
            id: GroupId(random.id(at)),
            slug: format!("group-{}", nth + 1),
            name: format!("Working Group on {name}"),
            short_name: format!("WG-{}", nth + 1),
            time_zone: Zone::UTC,
            visibility: match nth % MEMBERS_ONLY {
                9 => Visibility::MembersOnly,
                _ => Visibility::Public,
            },
            approval_rule: ApprovalRule::EveryCoChair,
            meeting_title: "Online Meeting".into(),
            review_days: 3,
            requests_contact: String::new(),
        };
        let people = of_group(totals.seed, nth, at);
        let apart = WEEKS_APART.min(AT_MOST_AGO / meetings.len().max(1) as i32);
        Founded { nth, group, people, first: meetings.start, meetings: meetings.len(), apart }
    }

    pub fn co_chairs(&self) -> impl Iterator<Item = &Invented> {
        self.people.iter().filter(|person| person.role == Role::CoChair)
    }

    /// The secretariat, which does most of what is done.
    pub fn secretary(&self) -> PersonId {
        let secretary = self.people.iter().find(|person| person.role == Role::Secretariat);
        secretary.unwrap_or(&self.people[0]).id
    }

    /// When its `nth` meeting begins: the last ones after the present.
    pub fn starts_at(&self, nth: usize) -> DateTime<Utc> {
        let from_last_held = nth as i32 + 3 - self.meetings.max(3) as i32;
        present() + self.apart * from_last_held + TimeDelta::hours(self.nth as i64 % 6)
    }

    /// How many of its meetings have a number.
    fn numbered(&self) -> usize {
        let drafts = |nth: &usize| state(*nth, self.meetings) != MeetingState::Draft;
        (0..self.meetings).filter(drafts).count()
    }
}

/// Everybody, and all groups with those who are in them.
pub fn found(world: &World, tables: &mut Tables) {
    let [everywhere, administrator] = everywhere(world.totals.seed, beginning());
    for person in [&everywhere, &administrator] {
        person_row(person, person.id == administrator.id, tables);
    }
    for nth in 0..world.totals.groups {
        let founded = Founded::of(world, nth);
        for person in &founded.people {
            person_row(person, false, tables);
        }
        group_rows(world, &founded, administrator.id, tables);
        for person in founded.people.iter().chain([&everywhere]) {
            let mut random = Random::of(world.totals.seed, &person.email, nth);
            tables.memberships.add((
                random.id(beginning()),
                founded.group.id,
                person.id,
                person.role,
                &person.affiliation,
                person.stakeholder_group,
                beginning(),
            ));
        }
    }
}

fn person_row(person: &Invented, administrator: bool, tables: &mut Tables) {
    let (id, at) = (person.id, beginning());
    tables.people.add((id, &person.name, &person.email, administrator, at));
    let joined =
        Change { subject: "person", subject_id: id.0, event: "joined", ..Change::default() };
    tables.tell(at, id, joined);
}

fn group_rows(world: &World, founded: &Founded, by: PersonId, tables: &mut Tables) {
    let group = &founded.group;
    let mut random = Random::of(world.totals.seed, "purpose", founded.nth);
    let purpose = paragraph(world.words.text(3, &mut random));
    tables.groups.add((
        group.id,
        &group.slug,
        &group.name,
        &group.short_name,
        purpose.source,
        purpose.html,
        group.visibility,
        founded.numbered(),
        beginning(),
    ));
    let made = Change {
        group: Some(group.id),
        subject: "group",
        subject_id: group.id.0,
        event: "made",
        ..Change::default()
    };
    tables.tell(beginning(), by, made);
}
