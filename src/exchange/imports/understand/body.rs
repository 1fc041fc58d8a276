//! What follows the agenda, part by part, with the agenda item that each text stands under.

use std::collections::HashSet;

use super::agenda::Agenda;
use super::names::Names;
use super::parts::Part;
use super::text::{flat, normal, paragraphs, plain};
use super::{labels, next_meeting, remaining};
use crate::imports::report::Decision;
use crate::imports::{Block, Report};

pub struct Body<'a> {
    pub(super) agenda: &'a Agenda,
    pub(super) names: Names,
    pub(super) report: &'a mut Report,
    pub(super) part: Part,
    part_level: u8,
    pub(super) item: Option<String>,
    item_level: u8,
    /// Whether a contribution stands under the heading, and whether it has grown a list.
    pub(super) spoken: bool,
    pub(super) listing: bool,
    /// Where the items that the latest heading named begin among those not addressed.
    pub(super) unreasoned: usize,
    seen: HashSet<String>,
    decided: HashSet<String>,
}

impl<'a> Body<'a> {
    pub fn new(agenda: &'a Agenda, names: Names, report: &'a mut Report) -> Self {
        Self {
            agenda,
            names,
            report,
            part: Part::Discussion,
            part_level: 0,
            item: None,
            item_level: 0,
            spoken: false,
            listing: false,
            unreasoned: 0,
            seen: HashSet::new(),
            decided: HashSet::new(),
        }
    }

    /// Whether there was anything to read.
    pub fn read(mut self, blocks: Vec<&Block>) -> bool {
        let has_discussion = blocks.iter().any(|block| Part::headed_by(block).is_some());
        for block in blocks {
            self.block(block);
        }
        self.finish();
        self.report.contributions.retain(|contribution| !contribution.text.is_empty());
        let Report { contributions, decisions, actions, not_addressed, .. } = &*self.report;
        let nothing = contributions.is_empty()
            && decisions.is_empty()
            && actions.is_empty()
            && not_addressed.is_empty();
        has_discussion || !nothing
    }

    fn block(&mut self, block: &Block) {
        match (block, Part::headed_by(block)) {
            (Block::Heading { level, text }, part) => self.heading(*level, &plain(text), part),
            (_, Some(part)) => self.enter(part, 0, &plain(block.text())),
            _ if self.is_item_heading(block) => {
                self.heading(6, &numbered(block), None);
                let below = paragraphs(block.text()).into_iter().skip(1);
                below.for_each(|text| self.paragraph(&text));
            }
            _ => self.text(block),
        }
    }

    fn text(&mut self, block: &Block) {
        match (self.part, block) {
            (Part::Agenda, _) => self.report.unplaced(&flat(block.text())),
            (Part::Discussion | Part::Remaining, Block::Item { marker, text, .. }) => {
                self.listed(marker, &paragraphs(text));
            }
            (Part::Discussion | Part::Remaining, _) => self.paragraph(&flat(block.text())),
            (Part::NextMeeting, _) => next_meeting::read(self.report, block.text()),
            (Part::Decisions, _) => self.decided(block),
            (Part::Actions, _) => self.acted(block),
        }
    }

    fn heading(&mut self, level: u8, text: &str, part: Option<Part>) {
        let labelled = labels::split(text);
        let title = labelled.as_ref().map_or(text, |(_, rest)| rest);
        let by_title = self.agenda.titled(title).map(|item| item.number.clone());
        let by_number = labelled.as_ref().and_then(|(label, _)| self.numbered(&label.text));
        match (by_number, by_title, part) {
            (Some(number), Some(title), _) if number == title => self.discuss(level, number),
            (_, _, Some(part)) => self.enter(part, level, text),
            (Some(number), ..) => {
                self.report.warn(format!(
                    "The heading “{text}” is not what the agenda says for item {number}."
                ));
                self.discuss(level, number);
            }
            (None, Some(number), _) => {
                if labelled.is_some() {
                    self.report.warn(format!(
                        "The heading “{text}” is item {number} of the agenda by its title."
                    ));
                }
                self.discuss(level, number);
            }
            (None, None, None) => {
                self.report.warn(format!("The heading “{text}” matches no agenda item."));
                self.leave(level);
            }
        }
    }

    /// Parts below an item's heading are about that item.
    fn enter(&mut self, part: Part, level: u8, text: &str) {
        if level <= self.item_level {
            (self.item, self.item_level) = (None, 0);
        }
        (self.part, self.part_level, self.spoken, self.listing) = (part, level, false, false);
        if part == Part::Remaining {
            (self.item, self.item_level) = (None, 0);
            self.unreasoned = self.report.not_addressed.len();
            remaining::read(text, self.agenda, &self.seen, self.report);
        }
    }

    fn discuss(&mut self, level: u8, number: String) {
        self.leave(level);
        let mut seen = number.as_str();
        self.seen.insert(seen.to_owned());
        while let Some((parent, _)) = seen.rsplit_once('.') {
            self.seen.insert(parent.to_owned());
            seen = parent;
        }
        (self.item, self.item_level) = (Some(number), level);
    }

    fn leave(&mut self, level: u8) {
        let stays = matches!(self.part, Part::Decisions | Part::Actions) && level > self.part_level;
        if !stays {
            self.part = Part::Discussion;
        }
        (self.item, self.item_level, self.spoken, self.listing) = (None, 0, false, false);
    }

    /// "b" below the heading of item 1 or 1.a is item 1.b.
    fn numbered(&self, label: &str) -> Option<String> {
        let mut above = self.item.as_deref();
        if self.agenda.numbered(label).is_some() {
            return Some(label.to_owned());
        }
        while let Some(number) = above {
            let below = format!("{number}.{label}");
            if self.agenda.numbered(&below).is_some() {
                return Some(below);
            }
            above = number.rsplit_once('.').map(|(parent, _)| parent);
        }
        None
    }

    /// A heading that was only set in bold comes as a paragraph or a list item.
    fn is_item_heading(&self, block: &Block) -> bool {
        let text = numbered(block);
        let Some((label, title)) = labels::split(&text) else { return false };
        let titled =
            self.agenda.titled(title).is_some_and(|item| normal(&item.title) == normal(title));
        self.part == Part::Discussion && titled && self.numbered(&label.text).is_some()
    }

    pub(super) fn decide(&mut self, item: Option<String>, text: &str) {
        if self.decided.insert(normal(text)) {
            self.report.decisions.push(Decision { item, text: text.to_owned() });
        }
    }

    /// What somebody suggested and the list of action items repeats is one action.
    fn forget_suggestions(&mut self) {
        let mut listed = HashSet::new();
        let mut actions = std::mem::take(&mut self.report.actions);
        actions.reverse();
        actions.retain(|action| {
            let known = !listed.insert(normal(&action.text));
            !known || action.owner.is_some() || action.due.is_some()
        });
        actions.reverse();
        self.report.actions = actions;
    }

    fn finish(&mut self) {
        self.forget_suggestions();
        for item in &self.report.not_addressed {
            self.seen.insert(item.number.clone());
        }
        let unseen = self
            .agenda
            .items()
            .iter()
            .filter(|item| item.level == 0 && !self.seen.contains(&item.number));
        for item in unseen {
            self.report.warn(format!(
                "Agenda item {}, “{}”, has no heading after the agenda.",
                item.number, item.title
            ));
        }
        let unreasoned: Vec<_> =
            self.report.not_addressed.iter().filter(|item| item.reason.is_none()).collect();
        let warnings: Vec<_> = unreasoned
            .iter()
            .map(|item| format!("No reason is given why item {} was not addressed.", item.number))
            .collect();
        self.report.warnings.extend(warnings);
    }
}

/// The first paragraph of a block as the heading that it may be.
fn numbered(block: &Block) -> String {
    let first = paragraphs(block.text()).into_iter().next().unwrap_or_default();
    match block {
        Block::Item { marker, .. } => plain(&format!("{marker} {first}")),
        _ => plain(&first),
    }
}
