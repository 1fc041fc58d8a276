//! A line is removed, with those below it that somebody was shown.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use super::lines::{LinesForm, Sent, Unsaved, finish_lines, save_sent};
use crate::agenda::draft::{Act, Draft, Drafter, summary};
use crate::agenda::removal::{Below, take_off};
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use platform::desk::{Key, claim};
use platform::web::Result;

/// A page without script sends its lines too: they are saved first, so that none is lost.
pub async fn remove_item(
    db: &PgPool,
    by: &Drafter,
    at: &MeetingPath,
    (item, below, key): (ItemId, &Below, Key),
    lines: &LinesForm,
    now: DateTime<Utc>,
) -> Result<Unsaved> {
    let mut draft = Draft::open(db, by, at, now).await?;
    let asked = (item, below, lines.sorted());
    let again = !claim(&mut draft.tx, key, by.person.id, &asked).await?;
    let (mut acts, mut unsaved) = save_sent(&mut draft, Sent { form: lines, again }).await?;
    if again {
        finish_lines(draft, acts).await?;
        return Ok(unsaved);
    }
    let title = draft.find(item)?.title.clone();
    take_off(&mut draft, item, below).await?;
    acts.push(Act::Removed { item });
    draft.finish(Some((Act::of(acts), summary("removed", &title)))).await?;
    unsaved.without(item);
    Ok(unsaved)
}
