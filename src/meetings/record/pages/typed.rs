//! What was typed on the page of a record and is not stored yet.

use uuid::Uuid;

use crate::record::desk::Scribe;
use crate::record::scribing::{self, Question, Spoken, Who};
use crate::record::{PartQuery, Record};
use base::ids::ItemId;
use base::states::Attribution;

/// In the box.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub text: String,
    pub under: Option<ItemId>,
    pub question: Option<Question>,
    /// Of an entry that is edited in its place.
    pub editing: Option<Editing>,
}

/// An entry that is edited where it stands.
#[derive(Clone, Debug, Default)]
pub struct Editing {
    pub entry: Uuid,
    /// From which the typing started.
    pub revision: i32,
    /// None of what only its form can say.
    pub text: Option<String>,
    pub question: Option<Question>,
    pub key: Uuid,
}

impl Editing {
    /// Of nothing.
    pub fn none() -> Self {
        Editing::default()
    }

    pub fn is_of(&self, entry: &Uuid) -> bool {
        self.entry == *entry
    }

    /// The entry that is to be edited, as it would be typed.
    pub fn begin(query: &PartQuery, record: &Record, scribe: &Scribe) -> Option<Self> {
        let entry = query.edit()?;
        let context = &scribe.context;
        let said = record.contributions.iter().find(|said| said.id.0 == entry).map(|said| {
            let spoken = Spoken {
                name: &said.speaker,
                guest: said.speaker_id.is_none(),
                capacity: &said.capacity,
                withheld: said.attribution == Attribution::Withheld,
                text: &said.text,
            };
            let (id, name) = (said.speaker_id, &said.speaker);
            let speaks = |who: &Who| {
                let who = scribe.person(who);
                who.id == id && (id.is_some() || who.name == *name)
            };
            (said.revision, scribing::said(&spoken, context, speaks))
        });
        let agreed = || {
            let agreed = record.decisions.iter().find(|agreed| agreed.id.0 == entry)?;
            Some((agreed.revision, scribing::decision(&agreed.text, context)))
        };
        let taken_on = || {
            let action = record.actions.iter().find(|action| action.id.0 == entry)?;
            let (owners, due) = (&action.owners, action.due);
            let person = |who: &Who| scribe.person(who);
            let text = scribing::action(owners, due, &action.text, context, person);
            Some((action.revision, text))
        };
        let (revision, text) = said.or_else(agreed).or_else(taken_on)?;
        Some(Editing { entry, revision, text, question: None, key: Uuid::now_v7() })
    }
}
