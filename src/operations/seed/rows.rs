//! The rows of an invented meeting, with the history that the product itself would have written.

use chrono::{DateTime, TimeDelta, Utc};

use super::groups::Founded;
use super::meetings::Told;
use super::tables::{Known, Tables};
use super::words::paragraph;
use actions::Assignment;
use base::due::Due;
use base::ids::{GroupId, MeetingId, PersonId};
use base::revisions::{Editable, content};
use base::states::{ActionState, MeetingState};
use base::time::Zone;
use meetings::agenda::on::On;
use meetings::agenda::{Item, ItemEdit};
use meetings::contributions::Wording;
use meetings::decisions;
use meetings::planning::Schedule;
use meetings::record::entry::change;
use meetings::record::{Action, Contribution};
use platform::history::Change;

const CANCELLED: &str = "Too few could come.";
const DONE: &str = "It is done.";

pub fn write(told: &mut Told, founded: &Founded, tables: &mut Tables) {
    let by = founded.secretary();
    meeting(told, by, tables);
    for item in &told.record.items {
        agenda_item(told, item, by, tables);
    }
    for (nth, said) in told.record.contributions.iter().enumerate() {
        contribution(told, said, (told.at(nth * 20), by), tables);
    }
    agreed(told, by, tables);
    actions(told, by, tables);
}

fn first(made: &'static str, of: &impl Editable, event: Change<'static>) -> Change<'static> {
    Change { event: made, revision: Some(1), content: Some(content(of)), ..event }
}

fn meeting(told: &mut Told, by: PersonId, tables: &mut Tables) {
    let (meeting, record) = (&told.meeting, &told.record);
    let drafted_at = meeting.starts_at - TimeDelta::weeks(4);
    tables.meetings.add((
        meeting.id,
        meeting.group_id,
        Known(meeting.number),
        &meeting.title,
        meeting.state,
        meeting.starts_at,
        meeting.minutes,
        &meeting.joining_link,
        Known(meeting.next_meeting_at),
        Known(meeting.agenda_published_at),
        told.random.id(drafted_at),
        Known((meeting.state == MeetingState::Held).then(|| told.ended_at())),
        drafted_at,
    ));
    let names = record.moderators.iter().map(|moderator| moderator.name.clone()).collect();
    let plan = Schedule::of(meeting, names, Zone::UTC);
    tables.tell(drafted_at, by, first("drafted", &plan, meeting.event()));
    for (event, reason, at) in steps(told) {
        tables.tell(at, by, Change { event, reason, ..meeting.event() });
    }
    for (position, moderator) in (1..).zip(&record.moderators) {
        let person = Known(moderator.person_id);
        tables.moderators.add((meeting.id, position, person, &moderator.name));
    }
    for attended in &record.attendances {
        let person = Known(attended.person_id);
        tables.attendances.add((attended.id, meeting.id, person, &attended.name));
    }
}

/// What became of the meeting, in order.
fn steps(told: &Told) -> Vec<(&'static str, &'static str, DateTime<Utc>)> {
    let meeting = &told.meeting;
    let scheduled = ("scheduled", "", meeting.starts_at - TimeDelta::weeks(3));
    let published = meeting.agenda_published_at.map(|at| ("agenda published", "", at));
    let last: &[_] = match meeting.state {
        MeetingState::Draft => return Vec::new(),
        MeetingState::Scheduled | MeetingState::InSession => &[],
        MeetingState::Cancelled => {
            &[("cancelled", CANCELLED, meeting.starts_at - TimeDelta::days(1))]
        }
        MeetingState::Held => &[("opened", "", meeting.starts_at), ("closed", "", told.ended_at())],
    };
    std::iter::once(scheduled).chain(published).chain(last.iter().copied()).collect()
}

fn agenda_item(told: &Told, item: &Item, by: PersonId, tables: &mut Tables) {
    tables.agenda_items.add((
        item.id,
        told.meeting.id,
        told.meeting.group_id,
        Known(item.parent_id),
        item.position,
        &item.label,
        &item.title,
        &item.presenter,
        Known(item.minutes),
        item.outcome,
        &item.reason,
    ));
    let about = Change { subject: "agenda item", subject_id: item.id.0, ..told.meeting.event() };
    let at = told.meeting.starts_at - TimeDelta::weeks(2);
    tables.tell(at, by, first("added", &ItemEdit::of(item), about));
}

fn contribution(
    told: &Told,
    said: &Contribution,
    (at, by): (DateTime<Utc>, PersonId),
    tables: &mut Tables,
) {
    tables.contributions.add((
        said.id,
        told.meeting.id,
        told.meeting.group_id,
        said.item_id,
        said.position,
        Known(said.speaker_id),
        &said.speaker,
        &said.capacity,
        said.attribution,
        &said.text,
        &said.html,
    ));
    let wording = Wording {
        item_id: said.item_id,
        item: told.record.item(said.item_id).map(|item| item.title.clone()).unwrap_or_default(),
        speaker: access::fields::people::PersonRef {
            id: said.speaker_id,
            name: said.speaker.clone(),
        },
        capacity: said.capacity.clone(),
        attribution: said.attribution,
        text: said.text.clone(),
        html: String::new(),
        tied: None,
    };
    tables.tell(at, by, first("added", &wording, change(told.place(), said.id)));
}

fn agreed(told: &Told, by: PersonId, tables: &mut Tables) {
    let meeting = &told.meeting;
    for decision in &told.record.decisions {
        let (text, html) = (&decision.text, &decision.html);
        tables.decisions.add((
            decision.id,
            meeting.group_id,
            meeting.id,
            Known(decision.item_id),
            decision.number,
            text,
            html,
        ));
        let on = told.on(decision.item_id);
        let (text, html) = (text.clone(), String::new());
        let wording = decisions::Wording { on, text, html, tied: None };
        tables.tell(
            told.ended_at(),
            by,
            first("added", &wording, change(told.place(), decision.id)),
        );
    }
}

fn actions(told: &mut Told, by: PersonId, tables: &mut Tables) {
    let (meeting, at) = (&told.meeting, told.ended_at());
    for action in &told.record.actions {
        tables.action_items.add((
            action.id,
            meeting.group_id,
            meeting.id,
            Known(action.item_id),
            &action.text,
            &action.html,
            Known(action.due.and_then(Due::day)),
            action.state,
            at,
        ));
        for (position, owner) in (1..).zip(action.owners.iter()) {
            tables.action_owners.add((action.id, position, Known(owner.id), &owner.name));
        }
        let added = first("added", &assignment(told, action), change(told.place(), action.id));
        tables.tell(at, by, added);
        if action.state == ActionState::Done {
            let (at, done) = (at + TimeDelta::weeks(2), paragraph(DONE.into()));
            let id = told.random.id(at);
            let by = action.owners.first().id.unwrap_or(by);
            tables.action_reports.add((
                id,
                action.id,
                by,
                action.state,
                done.source,
                done.html,
                at,
            ));
            let done = Change { event: "done", reason: DONE, ..change(told.place(), action.id) };
            tables.tell(at, by, done);
        }
    }
}

fn assignment(told: &Told, action: &Action) -> Assignment {
    Assignment {
        on: told.on(action.item_id),
        said: None,
        text: action.text.clone(),
        html: String::new(),
        owners: action.owners.clone(),
        due: action.due,
        tied: None,
    }
}

impl Told {
    fn place(&self) -> (GroupId, Option<MeetingId>) {
        (self.meeting.group_id, Some(self.meeting.id))
    }

    fn on(&self, item: Option<base::ids::ItemId>) -> On {
        let title = item.and_then(|id| self.record.item(id)).map(|item| item.title.clone());
        On::of(item, title)
    }
}
