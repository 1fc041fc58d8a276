//! No text is overwritten unseen: every edit names the revision it started from, and a stale
//! one gets both texts and a merged proposal.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use crate::merge::{Merged, merge, merge_value};
use crate::redline::redline;
use crate::time::utc;

/// One named value of what is edited.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub name: &'static str,
    pub label: &'static str,
    pub value: String,
    /// The value as people read it, where it is not what they read.
    pub shown: Option<String>,
    pub kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Merged word by word.
    Text,
    /// One value, taken whole, that reads as it is stored.
    Line,
    /// One value, taken whole, that means nothing to a reader: an id.
    Choice,
}

/// What can be edited, as the list of its fields.
pub trait Editable {
    fn fields(&self) -> Vec<Field>;
}

pub fn field(name: &'static str, label: &'static str, value: &str, kind: Kind) -> Field {
    Field { name, label, value: value.to_owned(), shown: None, kind }
}

/// A value that people choose by another name than the one it is stored by.
pub fn choice(name: &'static str, label: &'static str, value: String, shown: &str) -> Field {
    Field { name, label, value, shown: Some(shown.to_owned()), kind: Kind::Choice }
}

impl Field {
    pub fn shown(&self) -> &str {
        self.shown.as_deref().unwrap_or(&self.value)
    }
}

/// The fields as history keeps them. What a choice was called is kept with it, because its
/// name may change.
pub fn content(of: &impl Editable) -> Value {
    let mut content = Map::new();
    for field in of.fields() {
        if let Some(shown) = field.shown {
            content.insert(shown_as(field.name), shown.into());
        }
        content.insert(field.name.to_owned(), field.value.into());
    }
    Value::Object(content)
}

const SHOWN: &str = " (shown)";

fn shown_as(name: &str) -> String {
    format!("{name}{SHOWN}")
}

/// What a content says, as people read it, by the names of the fields.
pub fn describe(content: &Value) -> BTreeMap<String, String> {
    let text = |name: &str| content.get(name).and_then(Value::as_str).map(str::to_owned);
    let names = content.as_object().into_iter().flat_map(Map::keys);
    names
        .filter(|name| !name.ends_with(SHOWN))
        .map(|name| {
            let told = text(&shown_as(name)).or_else(|| text(name));
            (name.replace('_', " "), told.unwrap_or_default())
        })
        .collect()
}

/// Two edits that started from the same revision.
#[derive(Debug)]
pub struct Stale {
    pub fields: Vec<Proposal>,
    /// Who saved the revision that is there now, and when.
    pub by: String,
    pub at: Option<DateTime<Utc>>,
    /// The revision that the proposal builds on.
    pub revision: i32,
}

impl Stale {
    /// "Thu 10 December 2026, 14:00 UTC", where that is known.
    pub fn when(&self) -> Option<String> {
        self.at.map(utc)
    }
}

/// A field of which there are two versions, and what would come of both.
#[derive(Debug, PartialEq)]
pub struct Proposal {
    /// What both started from.
    pub base: String,
    pub mine: Field,
    pub theirs: Field,
    pub merged: String,
    /// Both changed it, in the same place, so somebody has to choose.
    pub conflicted: bool,
}

impl Proposal {
    pub fn differs(&self) -> bool {
        self.theirs.value != self.mine.value
    }
}

impl Proposal {
    pub fn is_text(&self) -> bool {
        self.mine.kind == Kind::Text
    }

    pub fn their_changes(&self) -> String {
        redline(&self.base, &self.theirs.value)
    }

    pub fn my_changes(&self) -> String {
        redline(&self.base, &self.mine.value)
    }

    /// The saved value and the writer's own, as a choice between two.
    pub fn versions(&self) -> [(&str, String); 2] {
        [("Saved", &self.theirs), ("Yours", &self.mine)].map(|(whose, field)| {
            let shown = if field.shown().is_empty() { "nothing" } else { field.shown() };
            (field.value.as_str(), format!("{whose}: {shown}"))
        })
    }

    pub fn hint(&self) -> &'static str {
        match self.conflicted {
            true => {
                "You both changed the same place. There, both texts stand one after the other, \
                 between marked lines: keep what is right, and remove those lines."
            }
            false => "Both changes are in it. Look it over, then save it.",
        }
    }
}

pub fn same(theirs: &[Field], mine: &[Field]) -> bool {
    theirs.iter().map(|field| &field.value).eq(mine.iter().map(|field| &field.value))
}

pub fn propose(base: &str, theirs: Field, mine: Field) -> Proposal {
    let (merged, conflicted) = match mine.kind {
        Kind::Text => match merge(base, &theirs.value, &mine.value) {
            Merged::Clean(text) => (text, false),
            Merged::Conflicted(text) => (text, true),
        },
        Kind::Line | Kind::Choice => match merge_value(base, &theirs.value, &mine.value) {
            Ok(value) => (value.to_owned(), false),
            Err(()) => (mine.value.clone(), true),
        },
    };
    Proposal { base: base.to_owned(), mine, theirs, merged, conflicted }
}
