//! Decisions and action items where a report lists them under headings of their own.

use super::body::Body;
use super::text::{flat, paragraphs};
use super::{actions, decisions, next_meeting};
use crate::imports::Block;

impl Body<'_> {
    pub(super) fn decided(&mut self, block: &Block) {
        let text = paragraphs(block.text()).join("\n\n");
        let last = self.report.decisions.last_mut().map(|decision| &mut decision.text);
        if decisions::is_none(&text) || belongs_to(last, block, &text) {
            return;
        }
        if let Some(when) = next_meeting::announced(&text) {
            next_meeting::note(self.report, &when, &text);
        }
        let stated = decisions::stated(&text).unwrap_or(&text);
        let (rest, details) = actions::apart(stated);
        let only_item = details.owner.is_none() && details.due.is_none();
        let decision = if only_item { &rest } else { stated };
        let item = decisions::item_of(&text).or(details.item).or(self.item.clone());
        self.decide(item, decision);
    }

    pub(super) fn acted(&mut self, block: &Block) {
        let text = paragraphs(block.text()).join("\n\n");
        let last = self.report.actions.last_mut().map(|action| &mut action.text);
        if decisions::is_none(&text) || belongs_to(last, block, &text) {
            return;
        }
        match next_meeting::announced(&text) {
            Some(when) => next_meeting::note(self.report, &when, &text),
            None => {
                let action = actions::read(&text, self.item.as_ref(), &mut self.names, self.report);
                self.report.actions.push(action);
            }
        }
    }
}

/// A list inside of an entry goes on with that entry.
fn belongs_to(last: Option<&mut String>, block: &Block, text: &str) -> bool {
    match (last, block) {
        (Some(last), Block::Item { marker, depth: 1.., .. }) => {
            last.push_str(&format!("\n{marker} {}", flat(text)));
            true
        }
        _ => false,
    }
}
