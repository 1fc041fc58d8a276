//! What came of a meeting: what it decided, who does what by when, and when the group meets next.

use super::{Composed, number_of, section};
use crate::draft::SectionKind;
use crate::draft::words::within_line;
use access::fields::owners::Owners;
use base::due::Due;
use base::ids::ItemId;
use base::markdown::without_headings;
use base::time;
use meetings::agenda::Placed;
use meetings::meeting::Meeting;
use meetings::record::{Action, Decision, Record};

/// Numbered in the group's series.
pub fn decisions(record: &Record, items: &[Placed]) -> Composed {
    let lines = record.decisions.iter().map(|decision| decided(decision, items));
    section(SectionKind::Decisions, "Decisions", list(lines))
}

pub fn actions(record: &Record, items: &[Placed]) -> Composed {
    let lines = record.actions.iter().map(|action| to_do(action, items));
    section(SectionKind::Actions, "Action items", list(lines))
}

pub fn next_meeting(meeting: &Meeting) -> Composed {
    let next = meeting.next_meeting_at.map(time::utc_in_record);
    let text = next.map(|when| format!("The next meeting will take place on {when}."));
    section(SectionKind::NextMeeting, "Next meeting", text.unwrap_or_default())
}

fn decided(decision: &Decision, items: &[Placed]) -> String {
    let under = under(decision.item_id, items).map(|item| format!(" ({item})")).unwrap_or_default();
    format!("**Decision {}**{under}: {}", decision.number, decision.text.trim())
}

/// "Send the letter. *(item 1.a; owner: Sana Karimi; due: 13 October 2022)*"
fn to_do(action: &Action, items: &[Placed]) -> String {
    let mut facts: Vec<String> = under(action.item_id, items).into_iter().collect();
    facts.extend(self::facts(&action.owners, action.due));
    match facts.is_empty() {
        true => action.text.trim().to_owned(),
        false => format!("{} *({})*", action.text.trim(), facts.join("; ")),
    }
}

/// "owner: Sana Karimi", "due: 13 October 2022"
pub fn facts(owners: &Owners, due: Option<Due>) -> Vec<String> {
    let owner = format!("owner: {}", within_line(&owners.to_string()));
    let owner = (!owners.is_empty()).then_some(owner);
    owner.into_iter().chain(due.map(|due| format!("due: {}", due.in_record()))).collect()
}

fn under(item: Option<ItemId>, items: &[Placed]) -> Option<String> {
    Some(format!("item {}", within_line(&number_of(items, item?)?)))
}

fn list(lines: impl Iterator<Item = String>) -> String {
    // What follows the first line of an item belongs to it as long as it is indented.
    let lines = lines.map(|line| {
        let line = without_headings(&line);
        format!("- {}", line.replace('\n', "\n  ").replace("\n  \n", "\n\n"))
    });
    lines.collect::<Vec<_>>().join("\n")
}
