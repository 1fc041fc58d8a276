//! The lists of an import's form: contributions, decisions, actions and items not addressed,
//! each row with an empty one after the last.

use std::collections::HashSet;

use super::Report;
use super::form::ImportForm;
use super::report::{Action, AgendaItem, Contribution, Decision, NotAddressed};
use base::due::Due;
use platform::web::Invalid;

const LONGEST_LINE: usize = 300;

impl ImportForm {
    pub(super) fn list(&mut self, report: &Report) {
        for said in &report.contributions {
            self.contribution_item.push(said.item.clone().unwrap_or_default());
            self.contribution_speaker.push(said.speaker.clone().unwrap_or_default());
            self.contribution_text.push(said.text.clone());
            let updates: Vec<_> = said.updates.iter().map(|note| base::text::line(note)).collect();
            self.contribution_updates.push(updates.join("\n"));
        }
        for decision in &report.decisions {
            self.decision_item.push(decision.item.clone().unwrap_or_default());
            self.decision_text.push(decision.text.clone());
        }
        for action in &report.actions {
            self.action_item.push(action.item.clone().unwrap_or_default());
            self.action_text.push(action.text.clone());
            self.action_owner.push(action.owner.clone().unwrap_or_default());
            self.action_due.push(action.due.map(|due| due.to_string()).unwrap_or_default());
        }
        for remaining in &report.not_addressed {
            self.remaining_item.push(remaining.number.clone());
            self.remaining_reason.push(remaining.reason.clone().unwrap_or_default());
        }
    }

    /// An empty row is none.
    pub(super) fn read_lists(&self, report: &mut Report, invalid: &mut Invalid) {
        let known = numbers(&report.agenda);
        let items = Items { known: &known };
        let rows = indexes(&self.contribution_text);
        report.contributions = rows.map(|row| self.contribution(row, items, invalid)).collect();
        let rows = indexes(&self.decision_text);
        report.decisions = rows.map(|row| self.decision(row, items, invalid)).collect();
        let rows = indexes(&self.action_text);
        report.actions = rows.map(|row| self.action(row, items, invalid)).collect();
        let rows = indexes(&self.remaining_item);
        report.not_addressed = rows.map(|row| self.remaining(row, items, invalid)).collect();
    }

    fn contribution(&self, row: usize, items: Items, invalid: &mut Invalid) -> Contribution {
        let item = items.check(at(&self.contribution_item, row), "contribution", row, invalid);
        if item.is_none() {
            let sentence = format!("Choose the agenda item of contribution {}.", row + 1);
            invalid.add(format!("contribution-{row}-contribution_item"), sentence);
        }
        let speaker = base::text::line(at(&self.contribution_speaker, row));
        if speaker.chars().count() > LONGEST_LINE {
            let sentence = format!("Shorten the speaker’s name to {LONGEST_LINE} characters.");
            invalid.add(format!("contribution-{row}-contribution_speaker"), sentence);
        }
        let updates = at(&self.contribution_updates, row).lines().map(str::trim);
        Contribution {
            item,
            speaker: Some(speaker).filter(|speaker| !speaker.is_empty()),
            text: at(&self.contribution_text, row).trim().to_owned(),
            updates: updates.filter(|note| !note.is_empty()).map(str::to_owned).collect(),
        }
    }

    fn decision(&self, row: usize, items: Items, invalid: &mut Invalid) -> Decision {
        let item = items.check(at(&self.decision_item, row), "decision", row, invalid);
        Decision { item, text: at(&self.decision_text, row).trim().to_owned() }
    }

    fn action(&self, row: usize, items: Items, invalid: &mut Invalid) -> Action {
        let item = items.check(at(&self.action_item, row), "action", row, invalid);
        let owner = base::text::line(at(&self.action_owner, row));
        let due = match at(&self.action_due, row).trim() {
            "" => None,
            typed => typed.parse::<Due>().ok().or_else(|| {
                let sentence = format!(
                    "Say when action {} is due, like 2026-03-31, or “next meeting”.",
                    row + 1
                );
                invalid.add(format!("action-{row}-action_due"), sentence);
                None
            }),
        };
        let text = at(&self.action_text, row).trim().to_owned();
        Action { item, text, owner: Some(owner).filter(|owner| !owner.is_empty()), due }
    }

    fn remaining(&self, row: usize, items: Items, invalid: &mut Invalid) -> NotAddressed {
        let number = items.check(at(&self.remaining_item, row), "remaining", row, invalid);
        let reason = base::text::line(at(&self.remaining_reason, row));
        if reason.is_empty() {
            let sentence = "Say why the item was not addressed.";
            invalid.add(format!("remaining-{row}-remaining_reason"), sentence);
        }
        NotAddressed {
            number: number.unwrap_or_default(),
            title: String::new(),
            reason: Some(reason),
        }
    }
}

/// The numbers that the agenda has, as it stands in the same form.
#[derive(Clone, Copy)]
struct Items<'a> {
    known: &'a HashSet<String>,
}

impl Items<'_> {
    /// None for no item, or for one that the agenda no longer has.
    fn check(self, typed: &str, list: &str, row: usize, invalid: &mut Invalid) -> Option<String> {
        if typed.is_empty() {
            return None;
        }
        if !self.known.contains(typed) {
            let sentence = format!("Item {typed} is not on the agenda. Choose another.");
            invalid.add(format!("{list}-{row}-{list}_item"), sentence);
        }
        Some(typed.to_owned())
    }
}

fn numbers(items: &[AgendaItem]) -> HashSet<String> {
    let all = items
        .iter()
        .flat_map(|item| std::iter::once(item.number.clone()).chain(numbers(&item.children)));
    all.collect()
}

fn indexes(texts: &[String]) -> impl Iterator<Item = usize> + '_ {
    (0..texts.len()).filter(|row| !texts[*row].trim().is_empty())
}

pub fn at(list: &[String], row: usize) -> &str {
    list.get(row).map_or("", String::as_str)
}
