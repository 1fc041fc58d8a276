//! A page that is only read, and follows what others change on it.

use sqlx::PgConnection;

use access::rights::Reader;
use base::ids::{MeetingId, PersonId};
use platform::desk::{self, Desk};
use platform::web::Result;

/// What the page's script knows of it. Only those of the group follow.
pub struct Follows {
    pub page: String,
    pub revision: i64,
    /// Where it comes from.
    pub address: String,
    pub me: PersonId,
}

impl Follows {
    pub fn of(by: &Reader, page: Desk, address: String, revision: i64) -> Option<Self> {
        let me = by.member.as_ref()?.person.id;
        Some(Follows { page: page.to_string(), revision, address, me })
    }
}

/// Its page, its agenda and its record look different once it goes on.
pub async fn changed(db: &mut PgConnection, meeting: MeetingId) -> Result<()> {
    whole(db, meeting, &["agenda", "record", "meeting"]).await
}

/// Its page and its agenda say something else, as they are read.
pub async fn read_changed(db: &mut PgConnection, meeting: MeetingId) -> Result<()> {
    whole(db, meeting, &["agenda", "meeting"]).await
}

/// Its summary went on, so that its page says so.
pub async fn summary_moved_on(db: &mut PgConnection, meeting: MeetingId) -> Result<()> {
    whole(db, meeting, &["meeting"]).await
}

async fn whole(db: &mut PgConnection, meeting: MeetingId, pages: &[&'static str]) -> Result<()> {
    for page in pages {
        desk::changed(db, &Desk::new(page, meeting.0), &["main".to_owned()]).await?;
    }
    Ok(())
}

/// The page of a meeting, as those who follow it name it.
pub fn page_of(meeting: MeetingId) -> Desk {
    Desk::new("meeting", meeting.0)
}
