//! An entry moves to another item of the agenda.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sqlx::PgPool;

use super::open::OpenRecord;
use super::{Corrected, change_in};
use crate::agenda::in_order;
use crate::record::pages::acted;
use crate::record::{self, Record};
use access::rights::May;
use base::addresses::entry::{Entry, EntryPath};
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::policy::RecordMeetings;
use platform::web::{App, Asked, Done, Error, Form, Frame, Page, Path, Result, transaction};

/// The question where to.
#[derive(Template)]
#[template(path = "record/move.html")]
pub struct Move {
    frame: Frame,
    at: MeetingPath,
    action: String,
    /// Where it is now.
    place: String,
    /// What it says, or its beginning.
    said: String,
    items: Vec<(String, String)>,
    under: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    pub under: String,
}

/// The item that an entry is on, and what it says.
fn entry_of(record: &Record, entry: uuid::Uuid) -> Option<(Option<ItemId>, &str)> {
    let said = record.contributions.iter().find(|said| said.id.0 == entry);
    let said = said.map(|said| (Some(said.item_id), said.text.as_str()));
    let agreed = || record.decisions.iter().find(|agreed| agreed.id.0 == entry);
    let agreed = || agreed().map(|agreed| (agreed.item_id, agreed.text.as_str()));
    let action = || record.actions.iter().find(|action| action.id.0 == entry);
    let action = || action().map(|action| (action.item_id, action.text.as_str()));
    said.or_else(agreed).or_else(action)
}

pub async fn ask_move<E: Corrected>(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(entry): Path<EntryPath<E::Id>>,
) -> Result<Page<Move>> {
    let (_, record) = record::of(&db, &may, &entry.at).await?;
    let (item, text) = entry_of(&record, entry.entry.uuid()).ok_or(Error::NotFound)?;
    let placed = in_order(&record.items);
    let items = placed.iter().map(|at| (at.item.id.to_string(), at.name())).collect();
    let under = item.map(|item| item.to_string()).unwrap_or_default();
    let said: String = text.chars().take(120).collect();
    let said = if said.len() < text.len() { said + "…" } else { said };
    let (action, place) = (entry.position(), entry.at.at_entry(entry.entry.uuid()));
    let (frame, at) = (may.frame().at("meetings").working(), entry.at);
    Ok(Page(Move { frame, at, action, place, said, items, under }))
}

pub async fn move_to<E>(
    may: May<RecordMeetings>,
    asked: Asked,
    State(app): State<App>,
    Path(entry): Path<EntryPath<E::Id>>,
    Form(form): Form<MoveForm>,
) -> Result<Response>
where
    E: Corrected<Form: DeserializeOwned>,
{
    put_under::<E>(&app.db, &may, &entry, &form.under, app.clock.now()).await?;
    let done = Done::to(entry.at.at_entry(entry.entry.uuid())).saying("The entry is moved.");
    acted(&app, may.into_member(), &entry.at, &asked, done).await
}

/// As the last under another item.
pub async fn put_under<E>(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &EntryPath<E::Id>,
    under: &str,
    now: DateTime<Utc>,
) -> Result<()>
where
    E: Corrected<Form: DeserializeOwned>,
{
    let under: ItemId =
        under.parse().map_err(|_| Error::invalid("under", "Choose an item of this agenda."))?;
    let mut tx = transaction(db).await?;
    let meeting = &record::open(&mut tx, by, at.at.meeting).await?;
    let mut open = OpenRecord::new(&mut tx, by, meeting);
    let (_, saved) = E::find(&mut open, at.entry).await?;
    if E::item(&saved) == Some(under) {
        return Ok(());
    }
    let to = |said: &mut serde_json::Value| {
        said["item"] = under.to_string().into();
        Ok(())
    };
    change_in::<E>(&mut open, at.entry, to, now).await?;
    open.finish(&format!("moved {}", E::CALLED)).await?;
    tx.commit().await?;
    Ok(())
}
