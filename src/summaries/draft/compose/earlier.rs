//! What became of earlier actions, under the standing item: done, dropped, still open, overdue.

use super::outcomes::facts;
use crate::draft::words::{sentence, within_line};
use base::states::Outcome;
use meetings::agenda::Item;
use meetings::agenda::earlier::{EarlierAction, Lot};
use meetings::record::Record;

const HEADINGS: [&str; 4] = ["Done", "Dropped", "Still open", "Overdue"];

/// A list for each state, if that is what the item is about and the meeting came to it.
pub fn lists(record: &Record, item: &Item) -> Vec<String> {
    let came_to_it = matches!(item.outcome, Outcome::Planned | Outcome::Discussed);
    match &record.earlier {
        Some(earlier) if item.standing && came_to_it => earlier.lots().iter().map(list).collect(),
        _ => Vec::new(),
    }
}

/// Whether a paragraph of the report introduces such a list, and is nothing that anybody said.
pub fn introduces_actions(paragraph: &str) -> bool {
    let heading = paragraph.strip_suffix(':').unwrap_or_default();
    let kind = heading.split_once(" since ").map_or(heading, |(kind, _)| kind);
    HEADINGS.contains(&kind)
}

fn list(lot: &Lot) -> String {
    let mut list = format!("{}:\n", within_line(&lot.heading));
    for action in &lot.actions {
        list.push_str("\n- ");
        list.push_str(&describe(action));
    }
    list
}

/// "Send the letter. *(owner: Sana Karimi; due: 13 October 2022)*", and why it was dropped.
fn describe(action: &EarlierAction) -> String {
    let mut told = action.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let facts = facts(&action.owners, action.due);
    if !facts.is_empty() {
        told.push_str(&format!(" *({})*", facts.join("; ")));
    }
    let reason = action.reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if !reason.is_empty() {
        told.push_str(&format!(" Reason: {}", sentence(&reason)));
    }
    told
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use access::fields::owners::Owners;
    use access::fields::people::PersonRef;
    use base::due::Due;
    use base::ids::ActionId;
    use base::states::ActionState;
    use meetings::agenda::earlier::Earlier;

    fn march(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
    }

    fn action(state: ActionState, day: u32, reason: &str) -> EarlierAction {
        EarlierAction {
            id: ActionId::new(),
            text: "Fold it,\n\nin two.".into(),
            html: String::new(),
            owners: Owners::of([PersonRef { id: None, name: "Ines *Guest*".into() }]),
            due: Some(Due::On(march(day))),
            day: Some(march(day)),
            state,
            reason: reason.into(),
            withheld: Default::default(),
        }
    }

    /// What is composed at a meeting on 5 March.
    fn composed(since: Option<&str>, actions: &[EarlierAction], outcome: Outcome) -> Vec<String> {
        let (since, actions) = (since.map(str::to_owned), actions.to_vec());
        let earlier = Some(Earlier { since, day: march(5), actions });
        let item = Item { standing: true, outcome, ..Item::sample() };
        lists(&Record { earlier, ..Record::default() }, &item)
    }

    #[test]
    fn earlier_actions_are_listed_by_how_they_stood() {
        use ActionState::{Done, Dropped, InProgress, Open};
        let told = |due: &str| {
            format!("\n- Fold it, in two. *(owner: Ines \\*Guest\\*; due: {due} March 2026)*")
        };
        let all = [
            action(Open, 4, ""),
            action(Open, 5, ""),
            action(InProgress, 6, ""),
            action(Dropped, 7, "No paper"),
            action(Done, 8, ""),
        ];
        let lists = [
            format!("Done since Meeting 11:\n{}", told("8")),
            format!("Dropped since Meeting 11:\n{} Reason: No paper.", told("7")),
            format!("Still open:\n{}{}", told("5"), told("6")),
            format!("Overdue:\n{}", told("4")),
        ];
        let first = [format!("Done:\n{}", told("8"))];

        assert_eq!(composed(Some("Meeting 11"), &all, Outcome::Planned), lists);
        assert_eq!(composed(None, &all[4..], Outcome::Discussed), first);
        assert!(composed(None, &all, Outcome::NotAddressed).is_empty());
        assert!(composed(None, &[], Outcome::Planned).is_empty());
        for list in lines_of(&lists) {
            assert_eq!(introduces_actions(list), !list.starts_with("- "), "{list}");
        }
    }

    fn lines_of(lists: &[String]) -> impl Iterator<Item = &str> {
        lists.iter().flat_map(|list| list.lines()).filter(|line| !line.is_empty())
    }

    #[test]
    fn what_somebody_said_introduces_no_list() {
        for said in ["**Mira** is done:", "Done: it is.", "Overdue:\nA", "Still open", ""] {
            assert!(!introduces_actions(said), "{said}");
        }
    }
}
