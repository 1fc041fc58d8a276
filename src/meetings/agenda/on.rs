//! What an entry of the record is on: an item of the agenda, or none.

use sqlx::PgConnection;

use base::ids::{ItemId, MeetingId};
use base::revisions::{Field, choice};
use platform::web::{Error, Result};

/// An item of the meeting, and its title.
pub async fn item(
    db: &mut PgConnection,
    meeting: MeetingId,
    typed: &str,
) -> Result<(ItemId, String)> {
    let id: ItemId = typed.parse().map_err(|_| Error::NotFound)?;
    let title = crate::agenda::store::item_title(db, meeting, id).await?;
    Ok((id, title))
}

/// What a decision or an action is on: an item of the meeting, or none.
#[derive(Clone, Debug)]
pub struct On {
    pub id: Option<ItemId>,
    pub title: String,
}

impl On {
    pub async fn read(db: &mut PgConnection, meeting: MeetingId, typed: &str) -> Result<Self> {
        match typed {
            "" => Ok(On::of(None, None)),
            typed => {
                item(db, meeting, typed).await.map(|(id, title)| On::of(Some(id), Some(title)))
            }
        }
    }

    pub fn of(id: Option<ItemId>, title: Option<String>) -> Self {
        On { id, title: title.unwrap_or_else(|| "no item".into()) }
    }

    pub fn field(&self) -> Field {
        let value = self.id.map(|id| id.to_string()).unwrap_or_default();
        choice("item", "Agenda item", value, &self.title)
    }
}
