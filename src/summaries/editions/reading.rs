//! The approved text read back into its parts, as programs get them.

use serde::Serialize;

use crate::draft::{Section, blocks, introduces_actions};
use base::markdown::plain;
use base::names::same_person;
use base::states::Attribution;
use meetings::record::Record;

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct AgendaItem {
    pub number: String,
    pub title: String,
    pub children: Vec<AgendaItem>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Contribution {
    pub item: Option<String>,
    pub speaker: Option<String>,
    /// Markdown, as it is printed.
    pub text: String,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Decision {
    pub number: Option<i32>,
    pub item: Option<String>,
    pub text: String,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Action {
    pub item: Option<String>,
    pub text: String,
    pub owner: Option<String>,
    pub due: Option<String>,
}

/// The nested list of an agenda.
pub fn agenda(text: &str) -> Vec<AgendaItem> {
    let lines = text.lines().filter_map(|line| {
        let indent = line.len() - line.trim_start().len();
        let item = line.trim_start().strip_prefix("- ").unwrap_or(line.trim_start());
        let (number, title) = item.split_once(". ")?;
        Some((indent, plain(number).trim_end_matches('.').to_owned(), plain(title)))
    });
    nested(&lines.collect::<Vec<_>>(), "")
}

fn nested(lines: &[(usize, String, String)], above: &str) -> Vec<AgendaItem> {
    let mut items = Vec::new();
    let mut rest = lines;
    while let [(indent, label, title), below @ ..] = rest {
        let end = below.iter().position(|(deeper, ..)| deeper <= indent).unwrap_or(below.len());
        let label = label.trim_end_matches('\\');
        let number = if above.is_empty() { label.to_owned() } else { format!("{above}.{label}") };
        let children = nested(&below[..end], &number);
        items.push(AgendaItem { number, title: title.clone(), children });
        rest = &below[end..];
    }
    items
}

/// Each paragraph of an item's section, with the speaker whom it names.
pub fn contributions(section: &Section, record: &Record) -> Vec<Contribution> {
    let mut item = number_of(&section.heading);
    let mut contributions = Vec::new();
    // Whether a list of earlier actions goes on, which nobody said.
    let mut earlier = false;
    for block in blocks(&section.text) {
        if block.starts_with('#') {
            item = number_of(block.trim_start_matches('#').trim_start());
            earlier = false;
            continue;
        }
        earlier = introduces_actions(block) || (earlier && block.starts_with("- "));
        if earlier && record.earlier.is_some() {
            continue;
        }
        let (item, speaker) = (item.clone(), speaker(block, record));
        contributions.push(Contribution { item, speaker, text: block.to_owned() });
    }
    contributions
}

/// "- **Decision 7** (item 1.a): We go on."
pub fn decisions(text: &str) -> Vec<Decision> {
    let decisions = entries(text).into_iter().map(|text| {
        let read = || {
            let (number, rest) = text.strip_prefix("**Decision ")?.split_once("**")?;
            let (item, rest) = match rest.strip_prefix(" (item ").and_then(|r| r.split_once(')')) {
                Some((item, rest)) => (Some(plain(item)), rest),
                None => (None, rest),
            };
            Some((number.parse().ok()?, item, rest.strip_prefix(':')?.trim().to_owned()))
        };
        match read() {
            Some((number, item, text)) => Decision { number: Some(number), item, text },
            None => Decision { number: None, item: None, text },
        }
    });
    decisions.collect()
}

/// "- Send it. *(item 1; owner: Sana Karimi; due: 13 October 2022)*"
pub fn actions(text: &str) -> Vec<Action> {
    let actions = entries(text).into_iter().map(|entry| {
        let facts = entry.strip_suffix(")*").and_then(|entry| entry.rsplit_once(" *("));
        let (text, facts) = facts.unwrap_or((&entry, ""));
        let fact = |name: &str| facts.split("; ").find_map(|fact| fact.strip_prefix(name));
        Action {
            text: text.to_owned(),
            item: fact("item ").map(plain),
            owner: fact("owner: ").map(plain),
            due: fact("due: ").and_then(day),
        }
    });
    actions.collect()
}

/// The items of a list, without what marks and indents them.
fn entries(text: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("- "), entries.last_mut()) {
            (Some(begun), _) => entries.push(begun.to_owned()),
            (None, Some(entry)) => {
                entry.push('\n');
                entry.push_str(line.strip_prefix("  ").unwrap_or(line));
            }
            (None, None) => {}
        }
    }
    entries.into_iter().map(|entry| entry.trim().to_owned()).collect()
}

/// The full name behind the first name in bold, if the record has such a speaker.
fn speaker(paragraph: &str, record: &Record) -> Option<String> {
    let named = plain(paragraph.split("**").nth(1)?);
    let said = record.contributions.iter();
    let mut names = said
        .filter(|contribution| contribution.attribution == Attribution::Attributed)
        .map(|contribution| contribution.speaker.as_str());
    let is_called = |name: &str| name.split_whitespace().any(|part| same_person(part, &named));
    let is_named = |name: &&str| same_person(name, &named) || is_called(name);
    names.find(is_named).map(str::to_owned)
}

/// "1.a. Meeting with the Envoy" → "1.a"
fn number_of(heading: &str) -> Option<String> {
    let line = heading.lines().next().unwrap_or_default();
    Some(plain(line.split_once(". ")?.0))
}

fn day(text: &str) -> Option<String> {
    let day = chrono::NaiveDate::parse_from_str(text, "%d %B %Y").ok()?;
    Some(day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::SectionKind;
    use base::ids::SectionId;
    use meetings::agenda::earlier::Earlier;

    #[test]
    fn an_agenda_is_read_as_a_tree() {
        let read = agenda("1. The form\n   - a. Its page\n     - i. Colour\n2. AoB");

        let item = |number: &str, title: &str, children| AgendaItem {
            number: number.into(),
            title: title.into(),
            children,
        };
        let colour = item("1.a.i", "Colour", vec![]);
        let page = item("1.a", "Its page", vec![colour]);
        assert_eq!(read, [item("1", "The form", vec![page]), item("2", "AoB", vec![])]);
        assert_eq!(agenda("- 2\\. A\n- 4\\. B")[1], item("4", "B", vec![]));
    }

    #[test]
    fn what_became_of_earlier_actions_is_nobodys_contribution() {
        let text = "Still open:\n\n- Ask **Mira**.\n\n**Mira** asked for paper.";
        let section = Section {
            id: SectionId::new(),
            kind: SectionKind::Item,
            item_id: None,
            position: 1,
            heading: "1. Earlier".into(),
            text: text.into(),
            html: String::new(),
            composed_heading: String::new(),
            composed: String::new(),
            revision: 1,
            removed_at: None,
        };
        let read = |earlier| {
            let record = Record { earlier, ..Record::default() };
            contributions(&section, &record).into_iter().map(|said| said.text).collect::<Vec<_>>()
        };
        let day = chrono::NaiveDate::default();
        let earlier = Earlier { since: None, day, actions: Vec::new() };

        assert_eq!(read(Some(earlier)), ["**Mira** asked for paper."]);
        assert_eq!(read(None).len(), 3);
    }

    #[test]
    fn decisions_and_actions_are_read_from_their_lists() {
        let read = decisions("- **Decision 7** (item 1.a): We go on.\n\n  And on.\n- Another.");
        let text = "We go on.\n\nAnd on.".to_owned();
        let seventh = Decision { number: Some(7), item: Some("1.a".into()), text };
        let other = Decision { number: None, item: None, text: "Another.".into() };
        assert_eq!(read, [seventh, other]);

        let read = actions("- Send it. *(item 1; owner: Sana Karimi; due: 1 April 2026)*\n- Go.");
        let (owner, due) = (Some("Sana Karimi".into()), Some("2026-04-01".into()));
        let send = Action { item: Some("1".into()), text: "Send it.".into(), owner, due };
        let go = Action { item: None, text: "Go.".into(), owner: None, due: None };
        assert_eq!(read, [send, go]);
    }
}
