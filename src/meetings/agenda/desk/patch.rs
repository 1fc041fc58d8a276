//! What was typed into some of an item's fields. Each field is a text of its own: two who change different ones do
//! not meet, and whoever changes one that somebody else changed meanwhile is shown both.

use std::borrow::Cow;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::even_if_empty;
use crate::agenda::Item;
use crate::agenda::draft::Draft;
use crate::agenda::form::{ItemEdit, ItemForm};
use crate::agenda::outline::Line;
use base::revisions::{Editable, Stale, propose};
use platform::desk::Key;
use platform::history::{self, revisions};
use platform::web::{Error, Result};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Patch {
    pub key: Key,
    /// From which the typing started. Empty if the line was not stored then: it started from what was stored first.
    #[serde(deserialize_with = "or_first")]
    pub revision: i32,
    #[serde(alias = "title", deserialize_with = "even_if_empty")]
    pub line: Option<String>,
    /// Whether the line is done, so that what stands at its end becomes fields.
    pub tail: Option<String>,
    /// Whether all lines of a page come back, also those that nobody touched.
    #[serde(skip)]
    pub untouched: bool,
    #[serde(deserialize_with = "even_if_empty")]
    pub presenter: Option<String>,
    #[serde(deserialize_with = "even_if_empty")]
    pub minutes: Option<String>,
    #[serde(deserialize_with = "even_if_empty")]
    pub notes: Option<String>,
}

fn or_first<'de, D: Deserializer<'de>>(field: D) -> Result<i32, D::Error> {
    match Cow::<str>::deserialize(field)?.trim() {
        "" => Ok(1),
        revision => revision.parse().map_err(D::Error::custom),
    }
}

impl Patch {
    /// The item with what was typed.
    pub(super) async fn onto(
        &self,
        draft: &mut Draft<'_>,
        saved: &Item,
        known: impl Fn(&str) -> Option<String>,
    ) -> Result<ItemEdit> {
        let theirs = ItemEdit::of(saved);
        let base = self.base(draft, saved).await?;
        // Of what was never kept, a field that is not sent is as it is saved.
        let typed = self.over(base.as_ref().unwrap_or(&theirs.form(saved)), known);
        let mine = typed.check()?;
        revisions::refuse_marks(&mine.fields())?;
        if self.revision == saved.revision {
            return Ok(mine);
        }
        let before = base.and_then(|base| base.check().ok());
        let before = before.map(|base| base.fields()).unwrap_or_default();
        let fields = mine.fields().into_iter().zip(theirs.fields());
        let proposals: Vec<_> = fields
            .map(|(mine, theirs)| {
                let before = before.iter().find(|field| field.name == mine.name);
                propose(before.map(|field| &*field.value).unwrap_or_default(), theirs, mine)
            })
            .collect();
        if proposals.iter().any(|field| field.conflicted) {
            let (by, at) = revisions::saved_by(&mut draft.tx, saved.id.0, saved.revision).await?;
            let stale = Stale { fields: proposals, by, at, revision: saved.revision };
            return Err(Error::Stale(Box::new(stale)));
        }
        let merged = |name: &str| {
            let field = proposals.iter().find(|field| field.mine.name == name);
            field.map(|field| field.merged.clone()).unwrap_or_default()
        };
        let (title, presenter) = (merged("title"), merged("presenter"));
        let (minutes, notes) = (merged("minutes"), merged("notes"));
        ItemForm { title, presenter, minutes, notes, ..typed }.check()
    }

    /// As a form shows it again.
    pub fn typed(self) -> ItemForm {
        ItemForm {
            revision: self.revision,
            title: self.line.unwrap_or_default(),
            presenter: self.presenter.unwrap_or_default(),
            minutes: self.minutes.unwrap_or_default(),
            notes: self.notes.unwrap_or_default(),
            ..ItemForm::default()
        }
    }

    /// What the item said when the typing began, if that was kept.
    async fn base(&self, draft: &mut Draft<'_>, saved: &Item) -> Result<Option<ItemForm>> {
        if self.revision == saved.revision {
            return Ok(Some(ItemEdit::of(saved).form(saved)));
        }
        let content = history::content(&mut draft.tx, saved.id.0, self.revision).await?;
        Ok(content.map(|content| ItemForm::of_content(&content)))
    }

    fn over(&self, base: &ItemForm, known: impl Fn(&str) -> Option<String>) -> ItemForm {
        let mut form = base.clone();
        let touched = |presenter: &&String| !self.untouched || presenter.trim() != base.presenter;
        if let Some(presenter) = self.presenter.as_ref().filter(touched) {
            form.presenter = known(presenter).unwrap_or_else(|| presenter.clone());
        }
        if let Some(minutes) = &self.minutes {
            form.minutes = minutes.trim().trim_end_matches("min").trim_end().to_owned();
        }
        if let Some(notes) = &self.notes {
            form.notes = notes.clone();
        }
        match &self.line {
            Some(line) if self.tail.is_some() && !(self.untouched && line.trim() == base.title) => {
                let line = Line::read(line, known);
                form.title = line.title;
                if !line.presenter.is_empty() {
                    form.presenter = line.presenter;
                }
                if let Some(minutes) = line.minutes {
                    form.minutes = minutes.to_string();
                }
            }
            Some(line) => form.title = line.clone(),
            None => {}
        }
        form
    }
}
