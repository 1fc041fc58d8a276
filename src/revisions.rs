//! No text is overwritten unseen: every edit names the revision it started from, and a stale
//! one gets both texts and a merged proposal.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::history;
use crate::merge::{Merged, has_marks, merge, merge_value};
use crate::web::{Error, Result};

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
pub fn told(content: &Value) -> BTreeMap<String, String> {
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
    /// Who saved the revision that is there now.
    pub by: String,
    /// The revision that the proposal builds on.
    pub revision: i32,
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

/// Lets an edit pass that started from the revision that is saved, or that changes nothing.
/// The caller has locked the row.
pub async fn check(
    db: &mut PgConnection,
    subject: Uuid,
    saved: (i32, &impl Editable),
    mine: (i32, &impl Editable),
) -> Result<()> {
    let (theirs, fields) = (saved.1.fields(), mine.1.fields());
    refuse_marks(&fields)?;
    if saved.0 == mine.0 || same(&theirs, &fields) {
        return Ok(());
    }
    let base = history::content(db, subject, mine.0).await?.unwrap_or_default();
    let proposals = fields.into_iter().zip(theirs).map(|(mine, theirs)| {
        let base = base.get(mine.name).and_then(Value::as_str).unwrap_or_default();
        propose(base, theirs, mine)
    });
    let fields = proposals.collect();
    let stale = Stale { fields, by: saved_by(db, subject, saved.0).await?, revision: saved.0 };
    Err(Error::Stale(Box::new(stale)))
}

async fn saved_by(db: &mut PgConnection, subject: Uuid, revision: i32) -> Result<String> {
    let name = sqlx::query_scalar!(
        r#"
        select people.name
        from history
        join people on people.id = history.person_id
        where history.subject_id = $1 and history.revision = $2
        "#,
        subject,
        revision,
    )
    .fetch_optional(db)
    .await?;
    Ok(name.unwrap_or_else(|| "Somebody else".into()))
}

/// Under which id to keep what a form makes. A second press of its button has made it already:
/// none. A form that was sent, gone back to and filled in anew makes another one.
pub async fn unused(db: &mut PgConnection, id: Uuid, mine: &impl Editable) -> Result<Option<Uuid>> {
    refuse_marks(&mine.fields())?;
    Ok(match history::content(db, id, 1).await? {
        None => Some(id),
        Some(first) if first == content(mine) => None,
        Some(_) => Some(Uuid::now_v7()),
    })
}

fn refuse_marks(fields: &[Field]) -> Result<()> {
    match fields.iter().find(|field| field.kind == Kind::Text && has_marks(&field.value)) {
        None => Ok(()),
        Some(field) => Err(Error::invalid(
            field.name,
            "Two texts still stand side by side here. Keep what is right, and remove the lines \
             that mark them.",
        )),
    }
}

fn same(theirs: &[Field], mine: &[Field]) -> bool {
    theirs.iter().map(|field| &field.value).eq(mine.iter().map(|field| &field.value))
}

fn propose(base: &str, theirs: Field, mine: Field) -> Proposal {
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
