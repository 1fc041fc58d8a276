//! Summaries as programs read and write them.

mod sections;
mod show;
mod standing;
mod steps;

use sqlx::PgPool;

use super::Summary;
use access::rights::Member;
use base::addresses::meeting::MeetingPath;
use meetings::meeting;
use platform::web::{Error, Result};

pub use sections::{add, list, remove, renew, restore, revisions, save, section};
pub use show::{Representation, draft, preview, read, show};
pub use standing::standing;
pub use steps::{Named, approve, end, send_back, submit};

async fn find(db: &PgPool, by: &Member, at: &MeetingPath) -> Result<Summary> {
    let meeting = meeting::find(db, by.group.id, at.meeting).await?;
    super::find(db, meeting.id).await?.ok_or(Error::NotFound)
}
