//! An item moves, with all that stands below it: by a step, or to where it was dropped.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgPool;

use super::even_if_empty;
use super::lines::{LinesForm, Sent, Unsaved, finish_lines, save_sent};
use super::typing::after;
use crate::agenda::Direction;
use crate::agenda::draft::{Act, Draft, Drafter, summary};
use crate::agenda::drafting::put;
use crate::agenda::tree;
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use platform::desk::{Key, claim};
use platform::web::{Error, Result};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct To {
    pub key: Key,
    /// By a step.
    #[serde(alias = "direction")]
    pub to: Option<Direction>,
    /// Or below this one, or nothing for the first level.
    #[serde(deserialize_with = "even_if_empty")]
    pub parent: Option<String>,
    #[serde(deserialize_with = "even_if_empty")]
    pub after: Option<String>,
}

/// A page without script sends its lines too: they are saved first, so that none is lost.
pub async fn move_to(
    db: &PgPool,
    by: &Drafter,
    at: &MeetingPath,
    (item, to): (ItemId, &To),
    lines: &LinesForm,
    now: DateTime<Utc>,
) -> Result<Unsaved> {
    let mut draft = Draft::open(db, by, at, now).await?;
    let asked = (item, to, lines.sorted());
    let again = !claim(&mut draft.tx, to.key, by.person.id, &asked).await?;
    let (mut acts, unsaved) = save_sent(&mut draft, Sent { form: lines, again }).await?;
    if again {
        finish_lines(draft, acts).await?;
        return Ok(unsaved);
    }
    let (act, summary) = shift(&mut draft, item, to).await?;
    acts.push(act);
    draft.finish(Some((Act::of(acts), summary))).await?;
    Ok(unsaved)
}

pub(super) async fn shift(draft: &mut Draft<'_>, item: ItemId, to: &To) -> Result<(Act, String)> {
    let saved = draft.find(item)?;
    let act = Act::moved(&draft.items, saved);
    let summary = summary("moved", &saved.title);
    let places = match (to.to, &to.parent) {
        (Some(direction), _) => tree::moved(&draft.items, item, direction)?,
        (None, Some(parent)) => {
            let named = parent.parse().ok();
            let parent = named.filter(|parent| draft.find(*parent).is_ok());
            tree::put(&draft.items, item, parent, after(to.after.as_deref()))?
        }
        (None, None) => return Err(Error::BadRequest("Say where the item is to stand.")),
    };
    put(draft, item, &places).await?;
    Ok((act, summary))
}
