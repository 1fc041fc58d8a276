//! Summaries as programs read and write them.

mod sections;
mod show;
mod standing;
mod steps;

use sqlx::PgPool;

use super::Summary;
use access::rights::Member;
use base::addresses::meeting::MeetingPath;
use platform::web::Result;

pub use sections::{add, list, remove, renew, restore, revisions, save, section};
pub use show::{Representation, draft, preview, read, show};
pub use standing::standing;
pub use steps::{Named, approve, end, send_back, submit};

async fn find(db: &PgPool, by: &Member, at: &MeetingPath) -> Result<Summary> {
    Ok(super::of_meeting(db, by.group.id, at.meeting).await?.1)
}
