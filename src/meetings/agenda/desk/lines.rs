//! All lines of the page at once, as a browser without script sends them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgPool;

use super::patch::Patch;
use super::store;
use super::typing::{NewLines, add, change};
use crate::agenda::draft::{Act, Draft, Drafter};
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::names::Roll;
use base::revisions::Stale;
use platform::desk::{Key, claim};
use platform::web::{Error, Invalid, Result};

/// The fields by their names: "title.0190…".
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct LinesForm(HashMap<String, String>);

/// What somebody sent under a key, and whether it is sent once more: what could not be saved of it is told again,
/// and nothing is done twice.
pub(super) struct Sent<'a> {
    pub form: &'a LinesForm,
    pub again: bool,
}

/// What could not be saved. All else was.
#[derive(Debug, Default)]
pub struct Unsaved {
    pub invalid: Invalid,
    pub stale: Vec<(ItemId, Stale)>,
}

impl LinesForm {
    pub fn of(&self, name: &str, item: ItemId) -> Option<&str> {
        self.0.get(&format!("{name}.{item}")).map(String::as_str)
    }

    pub fn new_lines(&self) -> &str {
        self.0.get("new").map(String::as_str).unwrap_or_default()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn key(&self) -> Key {
        Key(self.0.get("key").and_then(|key| key.parse().ok()))
    }

    /// In the order of their names, which is always the same.
    pub(super) fn sorted(&self) -> Vec<(&String, &String)> {
        let mut fields: Vec<_> = self.0.iter().collect();
        fields.sort();
        fields
    }

    /// What was typed into an item, and into further lines below its first.
    fn patch(&self, item: ItemId) -> Option<(Patch, String)> {
        let title = self.of("title", item)?;
        let mut lines = title.lines().filter(|line| !line.trim().is_empty());
        let first = lines.next().unwrap_or_default().to_owned();
        let owned = |name| self.of(name, item).map(str::to_owned);
        let patch = Patch {
            key: Key::default(),
            revision: owned("revision").and_then(|text| text.parse().ok()).unwrap_or_default(),
            line: Some(first),
            tail: Some(String::new()),
            untouched: true,
            presenter: owned("presenter"),
            minutes: owned("minutes"),
            notes: None,
        };
        Some((patch, lines.collect::<Vec<_>>().join("\n")))
    }
}

pub async fn save_lines(
    db: &PgPool,
    by: &Drafter,
    at: &MeetingPath,
    form: &LinesForm,
    now: DateTime<Utc>,
) -> Result<Unsaved> {
    let mut draft = Draft::open(db, by, at, now).await?;
    let again = !claim(&mut draft.tx, form.key(), by.person.id, &form.sorted()).await?;
    let roll = store::roll(&mut draft.tx, by.group.id).await?;
    let (acts, unsaved) = save(&mut draft, Sent { form, again }, &roll).await?;
    finish_lines(draft, acts).await?;
    Ok(unsaved)
}

pub(super) async fn finish_lines(draft: Draft<'_>, acts: Vec<Act>) -> Result<()> {
    let summary = match acts.len() {
        0 => return draft.tx.commit().await,
        1 => "saved 1 change".to_owned(),
        many => format!("saved {many} changes"),
    };
    draft.finish(Some((Act::of(acts), summary))).await
}

/// Lines that came with another act on the page.
pub(super) async fn save_sent(
    draft: &mut Draft<'_>,
    sent: Sent<'_>,
) -> Result<(Vec<Act>, Unsaved)> {
    if sent.form.is_empty() {
        return Ok((Vec::new(), Unsaved::default()));
    }
    let roll = store::roll(&mut draft.tx, draft.by.group.id).await?;
    let saved = save(draft, sent, &roll).await?;
    draft.refresh().await?;
    Ok(saved)
}

async fn save(
    draft: &mut Draft<'_>,
    Sent { form, again }: Sent<'_>,
    roll: &Roll,
) -> Result<(Vec<Act>, Unsaved)> {
    let (mut acts, mut unsaved) = (Vec::new(), Unsaved::default());
    let typed: Vec<_> = draft.items.iter().map(|item| (item.id, item.parent_id)).collect();
    for (item, parent) in typed {
        let Some((patch, more)) = form.patch(item) else { continue };
        match change(draft, item, &patch, roll).await {
            Ok(done) => acts.extend(done.map(|(act, _)| act)),
            Err(error) => unsaved.take(error, |field| format!("{field}-{item}"), Some(item))?,
        }
        let parent = parent.map(|parent| parent.to_string()).unwrap_or_default();
        let lines =
            NewLines { line: more, parent, after: Some(item.to_string()), ..NewLines::default() };
        if lines.is_sent() && !again {
            match add(draft, &lines, roll).await {
                Ok((act, _)) => acts.push(act),
                Err(error) => unsaved.take(error, |_| format!("title-{item}"), None)?,
            }
        }
    }
    let lines = NewLines { line: form.new_lines().to_owned(), ..NewLines::default() };
    if lines.is_sent() && !again {
        match add(draft, &lines, roll).await {
            Ok((act, _)) => acts.push(act),
            Err(error) => unsaved.take(error, |_| "new".to_owned(), None)?,
        }
    }
    Ok((acts, unsaved))
}

impl Unsaved {
    pub fn is_empty(&self) -> bool {
        self.invalid.is_empty() && self.stale.is_empty()
    }

    /// What was wrong with a line that is gone matters no more.
    pub(super) fn without(&mut self, item: ItemId) {
        self.stale.retain(|(stale, _)| *stale != item);
    }

    /// Whether a line can be corrected, so that the others are saved without it.
    fn take(
        &mut self,
        error: Error,
        field: impl Fn(&str) -> String,
        item: Option<ItemId>,
    ) -> Result<()> {
        match (error, item) {
            (Error::Stale(stale), Some(item)) => self.stale.push((item, *stale)),
            (Error::Invalid(invalid), _) => {
                for error in invalid.iter() {
                    self.invalid.add(field(&error.field), error.detail.clone());
                }
            }
            (error, _) => return Err(error),
        }
        Ok(())
    }
}
