//! The comments on a draft in the browser: made, answered and settled.

mod list;
mod new;
mod passages;
mod settle;

use sqlx::PgPool;

use crate::draft::{self, Summary};
use access::rights::Member;
use base::addresses::meeting::MeetingPath;
use meetings::meeting::{self, Meeting};
use platform::web::{Error, Result};

pub use list::list;
pub use new::{make, new};
pub use passages::{answer, passages};
pub use settle::{settle, settlement};

async fn reviewed(db: &PgPool, member: &Member, at: &MeetingPath) -> Result<(Meeting, Summary)> {
    let meeting = meeting::find(db, member.group.id, at.meeting).await?;
    let summary = draft::find(db, meeting.id).await?.ok_or(Error::NotFound)?;
    Ok((meeting, summary))
}
