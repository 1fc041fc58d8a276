//! An update note as a form sends it.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{NewNote, Subject};
use access::fields::texts::written;
use base::ids::{ItemId, NoteId};
use platform::web::{Error, Invalid, Result};

#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct NoteForm {
    /// Made when the form was shown, so that pressing twice adds one.
    pub id: NoteId,
    pub contribution: String,
    pub item: String,
    pub dated: String,
    pub text: String,
}

impl Default for NoteForm {
    fn default() -> Self {
        NoteForm {
            id: NoteId::new(),
            contribution: String::new(),
            item: String::new(),
            dated: String::new(),
            text: String::new(),
        }
    }
}

impl NoteForm {
    pub fn subject(&self) -> Result<Subject> {
        let contribution = self.contribution.parse().map(Subject::Contribution);
        contribution.or_else(|_| self.item.parse().map(Subject::Item)).map_err(|_| Error::NotFound)
    }

    pub(super) fn check(
        &self,
        (on, item_id): (Subject, ItemId),
        today: NaiveDate,
    ) -> Result<NewNote> {
        let mut invalid = Invalid::default();
        let dated = match self.dated.trim() {
            "" => Some(today),
            typed => NaiveDate::parse_from_str(typed, "%Y-%m-%d").ok(),
        };
        match dated {
            None => invalid.add("dated", "Give a date as year, month and day, like 2026-03-31."),
            Some(day) if day > today => invalid.add("dated", "A note is not dated in the future."),
            Some(day) if day < EARLIEST => invalid.add("dated", "Give a date since the year 2000."),
            Some(_) => {}
        }
        let text = written("text", &self.text, "Write what is new.", &mut invalid);
        let dated = dated.unwrap_or(today);
        invalid.or(NewNote { on, item_id, dated, text: text.source, html: text.html })
    }
}

const EARLIEST: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).expect("it is a date");
