//! A report is composed from its record: by the sentences of the house, whatever the record.

use chrono::{NaiveDate, TimeZone, Utc};
use uuid::Uuid;

use super::*;
use access::fields::owners::Owners;
use access::fields::people::PersonRef;
use base::due::Due;
use base::ids::{ActionId, ContributionId, DecisionId, GroupId, MeetingId, NoteId};
use base::states::{ActionState, Attribution, MeetingState, Outcome};
use meetings::agenda::Item;
use meetings::record::{Action, Contribution, Decision, Moderator, UpdateNote};

fn group() -> Group {
    Group { requests_contact: "office@example.org".into(), ..Group::sample() }
}

fn meeting() -> Meeting {
    Meeting {
        id: MeetingId(Uuid::nil()),
        group_id: GroupId(Uuid::nil()),
        number: Some(12),
        title: "Online Meeting".into(),
        state: MeetingState::Held,
        starts_at: Utc.with_ymd_and_hms(2026, 3, 5, 13, 0, 0).unwrap(),
        starts_zone: None,
        minutes: 60,
        joining_link: String::new(),
        participants_note: String::new(),
        next_meeting_at: Some(Utc.with_ymd_and_hms(2026, 3, 26, 13, 0, 0).unwrap()),
        agenda_published_at: None,
        agenda_revised_at: None,
        revision: 1,
    }
}

fn id(label: &str) -> ItemId {
    ItemId(Uuid::from_u128(label.bytes().fold(7, |sum, byte| sum * 256 + u128::from(byte))))
}

/// "1.a" is below "1".
fn item(number: &str, title: &str, outcome: Outcome, reason: &str) -> Item {
    let (parent, label) = number.rsplit_once('.').unwrap_or(("", number));
    Item {
        id: id(number),
        parent_id: (!parent.is_empty()).then(|| id(parent)),
        position: i32::from(label.as_bytes()[0]),
        label: label.into(),
        title: title.into(),
        presenter: String::new(),
        minutes: None,
        notes: String::new(),
        notes_html: String::new(),
        outcome,
        reason: reason.into(),
        deferred_from: None,
        times_deferred: 0,
        standing: false,
        revision: 1,
    }
}

fn said(item: &str, speaker: &str, text: &str) -> Contribution {
    Contribution {
        id: ContributionId::new(),
        item_id: id(item),
        position: 1,
        speaker_id: None,
        speaker: speaker.into(),
        capacity: String::new(),
        attribution: Attribution::Attributed,
        text: text.into(),
        html: String::new(),
        revision: 1,
        tied: None,
    }
}

fn texts(record: &Record) -> Vec<(String, String)> {
    let sections = compose(&group(), &meeting(), record);
    sections.into_iter().map(|section| (section.heading, section.text)).collect()
}

#[test]
fn a_record_with_nothing_in_it_gives_an_opening_and_the_next_meeting() {
    let opening = "**Working Group on Forms**  \n**5 March 2026 at 13:00 UTC**\n\n\
        The 12th meeting of the Working Group on Forms (WG-Forms) was held on 5 March 2026 at \
        13:00 UTC. The list of participants and the recording of the meeting are available upon \
        request.";
    let next = "The next meeting will take place on 26 March 2026 at 13:00 UTC.";
    let sections = texts(&Record::default());
    let sections: Vec<_> = sections.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();

    assert_eq!(sections, [("Online Meeting 12: Summary Report", opening), ("Next meeting", next)]);
}

#[test]
fn nothing_is_offered_upon_request_where_nobody_can_be_asked() {
    let opening = |group: &Group, note: &str| {
        let meeting = Meeting { participants_note: note.into(), ..meeting() };
        compose(group, &meeting, &Record::default())[0].text.clone()
    };
    let nobody = Group::sample();
    assert!(opening(&nobody, "").ends_with("was held on 5 March 2026 at 13:00 UTC."));
    assert!(opening(&nobody, "Forty came.").ends_with("13:00 UTC. Forty came."));
    assert!(opening(&group(), "").ends_with("are available upon request."));
    assert!(opening(&group(), "Forty came.").ends_with("13:00 UTC. Forty came."));
}

#[test]
fn moderators_are_named_and_the_meetings_own_note_is_kept() {
    let moderator = |name: &str| Moderator { person_id: None, name: name.into() };
    let moderators = vec![moderator("Chen Wei"), moderator("Cleo *Diaz*")];
    let record = Record { moderators, ..Record::default() };
    let meeting = Meeting { participants_note: "Nobody came.".into(), ..meeting() };

    let opening = &compose(&group(), &meeting, &record)[0].text;

    assert!(opening.ends_with("was moderated by Chen Wei and Cleo \\*Diaz\\*. Nobody came."));
}

#[test]
fn the_discussion_goes_item_by_item_with_notes_decisions_and_actions() {
    let planned = |number, title| item(number, title, Outcome::Planned, "");
    let contribution = said("1.a", "Mira Rao", "It was said\n\nat length.");
    let note = UpdateNote {
        id: NoteId::new(),
        contribution_id: Some(contribution.id),
        item_id: None,
        dated: NaiveDate::from_ymd_opt(2026, 3, 7),
        signed_by: None,
        text: "It is\nconfirmed.".into(),
        html: String::new(),
    };
    let decision = Decision {
        id: DecisionId::new(),
        item_id: Some(id("1.a")),
        number: 7,
        text: "We go on.\n\nAnd on.".into(),
        html: String::new(),
        revision: 1,
        tied: None,
    };
    let action = Action {
        id: ActionId::new(),
        item_id: Some(id("1")),
        text: "Send the letter.".into(),
        html: String::new(),
        contribution_id: None,
        owners: Owners::of(
            ["Sana Karimi", "Ines Guest"].map(|name| PersonRef { id: None, name: name.into() }),
        ),
        due: NaiveDate::from_ymd_opt(2026, 4, 1).map(Due::On),
        state: ActionState::Open,
        reason: String::new(),
        revision: 1,
        tied: None,
    };
    let record = Record {
        items: vec![
            planned("1", "The form"),
            planned("1.a", "Its *first* page"),
            planned("1.a.i", "Its colour"),
            item("1.b", "Its last page", Outcome::Withdrawn, ""),
            planned("2", "AoB"),
        ],
        contributions: vec![contribution],
        notes: vec![note],
        decisions: vec![decision],
        actions: vec![action],
        ..Record::default()
    };

    let sections = texts(&record);
    let sections: Vec<_> = sections.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();

    let agenda = "1. The form\n   - a. Its \\*first\\* page\n     - i. Its colour\n   - b. Its last page\n2. AoB";
    let item = "#### 1.a. Its \\*first\\* page\n\n**Mira Rao**: It was said\n\nat length. \
        [UPDATE 7 Mar 2026: It is confirmed.]\n\n#### 1.b. Its last page\n\nThis item was withdrawn.";
    assert_eq!(
        sections[1..5],
        [
            ("Agenda", agenda),
            ("1. The form", item),
            ("Decisions", "- **Decision 7** (item 1.a): We go on.\n\n  And on."),
            (
                "Action items",
                "- Send the letter. *(item 1; owner: Sana Karimi and Ines Guest; due: 1 April 2026)*"
            ),
        ]
    );
    assert_eq!(untold(&record)[0].item.title, "AoB");
}

#[test]
fn items_that_were_not_reached_are_told_under_one_heading() {
    let not = Outcome::NotAddressed;
    for (items, heading, text) in [
        (
            vec![item("3", "A", not, "Nobody was there"), item("4", "B", not, "Nobody was there")],
            "Remaining agenda items (3-4)",
            "Nobody was there.",
        ),
        (
            vec![item("3", "A", not, "No time."), item("5", "B", not, "No news.")],
            "Remaining agenda items (3, 5)",
            "Item 3: No time.\n\nItem 5: No news.",
        ),
        (
            vec![
                item("3", "A", Outcome::Withdrawn, ""),
                item("4", "B", Outcome::Deferred, "No time"),
            ],
            "Remaining agenda items (3-4)",
            "Item 3 was withdrawn.\n\nItem 4 was deferred to a later meeting: No time.",
        ),
    ] {
        let record = Record { items, ..Record::default() };
        assert!(texts(&record).contains(&(heading.into(), text.into())), "{:?}", texts(&record));
    }
}

#[test]
fn labels_that_do_not_count_are_printed_as_they_are() {
    let planned = |number, title| item(number, title, Outcome::Planned, "");
    let record = Record { items: vec![planned("2", "A"), planned("4", "B")], ..Record::default() };

    assert_eq!(texts(&record)[1].1, "- 2\\. A\n- 4\\. B");
}
