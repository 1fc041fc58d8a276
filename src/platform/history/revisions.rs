//! An edit names the revision it started from: it is checked against what history keeps.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::history;
use crate::web::{Error, Result};
use base::merge::has_marks;
use base::revisions::{Editable, Field, Kind, Stale, content, propose, same};

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
    let (by, at) = saved_by(db, subject, saved.0).await?;
    let stale = Stale { fields, by, at, revision: saved.0 };
    Err(Error::Stale(Box::new(stale)))
}

/// Who saved a revision, and when, where history has it.
pub async fn saved_by(
    db: &mut PgConnection,
    subject: Uuid,
    revision: i32,
) -> Result<(String, Option<DateTime<Utc>>)> {
    let saved = sqlx::query!(
        r#"
        select people.name, history.at
        from history
        join people on people.id = history.person_id
        where history.subject_id = $1 and history.revision = $2
        "#,
        subject,
        revision,
    )
    .fetch_optional(db)
    .await?;
    Ok(saved.map_or_else(|| ("Somebody else".into(), None), |saved| (saved.name, Some(saved.at))))
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

pub fn refuse_marks(fields: &[Field]) -> Result<()> {
    match fields.iter().find(|field| field.kind == Kind::Text && has_marks(&field.value)) {
        None => Ok(()),
        Some(field) => Err(Error::invalid(
            field.name,
            "Two texts still stand side by side here. Keep what is right, and remove the lines \
             that mark them.",
        )),
    }
}
