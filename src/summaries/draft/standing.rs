//! How the sections of a draft stand to the record: composed from it, and perhaps left behind.

use super::{Composed, Section, SectionEdit, Summary};
use base::digest;
use base::merge::{self, Merged, merge_value};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    Current,
    /// The record gives another text than the one that the section was composed from.
    Changed(Composed),
    /// The record gives nothing for it any more.
    Vanished,
}

pub fn standing(section: &Section, composed: &[Composed]) -> Standing {
    match composed.iter().find(|one| one.is_of(section)) {
        None => Standing::Vanished,
        Some(one) if one.heading == section.composed_heading && one.text == section.composed => {
            Standing::Current
        }
        Some(one) => Standing::Changed(one.clone()),
    }
}

/// What the record gives and no section was made of.
pub fn missing<'a>(summary: &Summary, composed: &'a [Composed]) -> Vec<&'a Composed> {
    let known = |one: &&Composed| summary.sections.iter().any(|section| one.is_of(section));
    composed.iter().filter(|one| !known(one)).collect()
}

impl Composed {
    /// Whether it is of the same part of the report.
    pub fn is_of(&self, section: &Section) -> bool {
        (self.kind, self.item_id) == (section.kind, section.item_id)
    }

    pub fn as_edit(&self) -> SectionEdit {
        SectionEdit { heading: self.heading.clone(), text: self.text.clone() }
    }

    /// What a form says that it showed, so that nothing newer is taken unseen.
    pub fn hash(&self) -> String {
        digest::hex(&digest::hash(&format!("{}\n{}", self.heading, self.text)))
    }
}

impl Section {
    /// The section's own changes and the record's, in one text.
    pub fn merged(&self, composed: &Composed) -> SectionEdit {
        let heading = merge_value(&self.composed_heading, &composed.heading, &self.heading);
        let heading = heading.unwrap_or(&self.heading).to_owned();
        let merged = merge::merge(&self.composed, &composed.text, &self.text);
        let (Merged::Clean(text) | Merged::Conflicted(text)) = merged;
        SectionEdit { heading, text }
    }
}
