//! No text is overwritten unseen: every edit names the revision it started from, and a stale
//! one gets both texts and a merged proposal.

use serde_json::{Map, Value};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::history;
use crate::web::Result;

/// One named value of what is edited.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub name: &'static str,
    pub label: &'static str,
    pub value: String,
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
    Field { name, label, value: value.to_owned(), kind }
}

/// The fields as history keeps them.
pub fn content(of: &impl Editable) -> Value {
    let pairs = of.fields().into_iter().map(|field| (field.name.to_owned(), field.value.into()));
    Value::Object(Map::from_iter(pairs))
}

/// Two edits that started from the same revision.
#[derive(Debug)]
pub struct Stale {
    pub fields: Vec<Proposal>,
    /// The revision that the proposal builds on.
    pub revision: i32,
}

/// A field of which there are two versions, and what would come of both.
#[derive(Debug, PartialEq)]
pub struct Proposal {
    pub field: Field,
    pub theirs: String,
    pub merged: String,
    /// Both changed it, in the same place, so somebody has to choose.
    pub conflicted: bool,
}

impl Proposal {
    pub fn differs(&self) -> bool {
        self.theirs != self.field.value
    }
}

/// Lets an edit pass that started from the revision that is saved, or that changes nothing.
/// The caller has locked the row.
pub async fn check(
    db: &mut PgConnection,
    subject: Uuid,
    saved: (i32, &impl Editable),
    mine: (i32, &impl Editable),
) -> Result<()> {
    let (theirs, fields) = (saved.1.fields(), mine.1.fields());
    if saved.0 == mine.0 || same(&theirs, &fields) {
        return Ok(());
    }
    let base = history::content(db, subject, mine.0).await?.unwrap_or_default();
    let proposals = fields.into_iter().zip(theirs).map(|(mine, theirs)| {
        let base = base.get(mine.name).and_then(Value::as_str).unwrap_or_default();
        propose(base, theirs.value, mine)
    });
    let stale = Stale { fields: proposals.collect(), revision: saved.0 };
    Err(crate::web::Error::Stale(Box::new(stale)))
}

fn same(theirs: &[Field], mine: &[Field]) -> bool {
    theirs.iter().map(|field| &field.value).eq(mine.iter().map(|field| &field.value))
}

fn propose(base: &str, theirs: String, mine: Field) -> Proposal {
    use crate::merge::{Merged, merge, merge_value};
    let (merged, conflicted) = match mine.kind {
        Kind::Text => match merge(base, &theirs, &mine.value) {
            Merged::Clean(text) => (text, false),
            Merged::Conflicted(text) => (text, true),
        },
        Kind::Line | Kind::Choice => match merge_value(base, &theirs, &mine.value) {
            Ok(value) => (value.to_owned(), false),
            Err(()) => (mine.value.clone(), true),
        },
    };
    Proposal { field: mine, theirs, merged, conflicted }
}
