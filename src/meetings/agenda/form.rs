//! An agenda item as it is typed.

use serde::Deserialize;
use serde_json::Value;

use super::{Item, tree};
use base::ids::ItemId;
use base::markdown::Markdown;
use base::revisions::{Editable, Field, Kind, field};
use base::states::Outcome;
use base::text::line;
use platform::web::{Error, Invalid, Result};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ItemForm {
    pub id: Option<ItemId>,
    pub revision: i32,
    /// The item that a new one stands below, or nothing.
    pub parent: String,
    pub title: String,
    pub presenter: String,
    pub minutes: String,
    pub notes: String,
}

/// What an item says, apart from its place.
#[derive(Clone, Debug)]
pub struct ItemEdit {
    pub title: String,
    pub presenter: String,
    pub minutes: Option<i32>,
    pub notes: String,
    pub notes_html: String,
}

impl ItemForm {
    /// What history keeps of a revision.
    pub fn of_content(content: &Value) -> Self {
        let text =
            |name: &str| content.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        ItemForm {
            title: text("title"),
            presenter: text("presenter"),
            minutes: text("minutes"),
            notes: text("notes"),
            ..ItemForm::default()
        }
    }

    pub fn check(&self) -> Result<ItemEdit> {
        let mut invalid = Invalid::default();
        let title = line(&self.title);
        match title.chars().count() {
            0 => invalid.add("title", "Say what the item is about."),
            1..=300 => {}
            _ => {
                invalid.add("title", "A title may have 300 characters. Put the rest in the notes.")
            }
        }
        let minutes = match self.minutes.trim() {
            "" => None,
            text => {
                text.parse().ok().filter(|minutes| (1..=1440).contains(minutes)).or_else(|| {
                    invalid.add("minutes", "Say how many minutes are planned, from 1 to 1440.");
                    None
                })
            }
        };
        if self.presenter.chars().count() > 200 {
            invalid.add("presenter", "A presenter’s name may have 200 characters.");
        }
        let notes = Markdown::said(&self.notes);
        let notes = notes.map_err(|error| invalid.add("notes", error.to_string()));
        let notes = notes.unwrap_or_default();
        invalid.or(ItemEdit {
            title,
            presenter: line(&self.presenter),
            minutes,
            notes: notes.source,
            notes_html: notes.html,
        })
    }

    pub fn parent(&self, items: &[Item]) -> Result<Option<ItemId>> {
        if self.parent.is_empty() {
            return Ok(None);
        }
        let id: ItemId = self.parent.parse().map_err(|_| gone())?;
        items.iter().find(|item| item.id == id).ok_or_else(gone)?;
        match tree::depth(items, Some(id)) >= tree::LEVELS {
            true => Err(Error::invalid("parent", "An agenda has three levels: 1., a. and i.")),
            false => Ok(Some(id)),
        }
    }
}

fn gone() -> Error {
    Error::invalid("parent", "This item is no longer on the agenda. Choose another.")
}

impl ItemEdit {
    /// An item of which nothing is known but its title.
    pub fn titled(title: &str) -> Self {
        ItemEdit {
            title: title.to_owned(),
            presenter: String::new(),
            minutes: None,
            notes: String::new(),
            notes_html: String::new(),
        }
    }

    /// One that is new, and has no place yet.
    pub fn into_item(self, id: ItemId) -> Item {
        Item {
            id,
            parent_id: None,
            position: i32::MAX,
            label: String::new(),
            title: self.title,
            presenter: self.presenter,
            minutes: self.minutes,
            notes: self.notes,
            notes_html: self.notes_html,
            outcome: Outcome::Planned,
            reason: String::new(),
            deferred_from: None,
            times_deferred: 0,
            standing: false,
            revision: 1,
        }
    }

    pub fn of(item: &Item) -> Self {
        ItemEdit {
            title: item.title.clone(),
            presenter: item.presenter.clone(),
            minutes: item.minutes,
            notes: item.notes.clone(),
            notes_html: item.notes_html.clone(),
        }
    }

    pub fn form(&self, item: &Item) -> ItemForm {
        ItemForm {
            id: Some(item.id),
            revision: item.revision,
            parent: String::new(),
            title: self.title.clone(),
            presenter: self.presenter.clone(),
            minutes: self.minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
            notes: self.notes.clone(),
        }
    }
}

impl Editable for ItemEdit {
    fn fields(&self) -> Vec<Field> {
        let minutes = self.minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
        vec![
            field("title", "Title", &self.title, Kind::Line),
            field("presenter", "Presenter", &self.presenter, Kind::Line),
            field("minutes", "Minutes planned", &minutes, Kind::Line),
            field("notes", "Notes", &self.notes, Kind::Text),
        ]
    }
}
