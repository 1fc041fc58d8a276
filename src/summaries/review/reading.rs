//! The comments on a summary, as somebody may read them.

use sqlx::PgPool;

use super::{Comment, store};
use access::rights::Member;
use base::ids::MeetingId;
use base::withheld::Withheld;
use platform::web::Result;

/// Who it was that asked not to be named, and what a passage said with their name, is not for those
/// who are not told of speakers.
pub async fn list(db: &PgPool, by: &Member, meeting: MeetingId) -> Result<Vec<Comment>> {
    let comments = store::list(db, meeting).await?;
    if by.reads_speakers() {
        return Ok(comments);
    }
    let withheld = store::withheld(db, meeting).await?;
    Ok(comments.into_iter().map(|comment| comment.without(&withheld)).collect())
}

impl Comment {
    fn without(self, withheld: &Withheld) -> Self {
        let person_id = self.person_id.filter(|id| !withheld.has(Some(*id), &self.by));
        let by = if person_id.is_none() { "A participant".to_owned() } else { self.by };
        Comment {
            person_id,
            by,
            heading: withheld.hide(&self.heading),
            quote: withheld.hide(&self.quote),
            text: withheld.hide(&self.text),
            html: withheld.hide_html(&self.html),
            reason: withheld.hide(&self.reason),
            ..self
        }
    }
}
