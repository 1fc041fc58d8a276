//! The table of dispositions: every comment on a summary, and what became of it.

use askama::Template;
use axum::extract::State;
use sqlx::PgPool;

use crate::draft::{self, Step, Summary};
use crate::review::{self, Comment, CommentKind};
use access::fields::settlement;
use access::rights::Member;
use base::addresses::meeting::MeetingPath;
use base::policy::{self, SettleComments};
use base::redline::redline;
use base::states::Disposition;
use base::time::ZonedTime;
use meetings::meeting::Meeting;
use platform::web::{Frame, Page, Path, Result};

#[derive(Template)]
#[template(path = "review/list.html")]
pub struct List {
    frame: Frame,
    member: Member,
    at: MeetingPath,
    meeting: Meeting,
    summary: Summary,
    comments: Vec<Comment>,
}

impl List {
    fn moment(&self, comment: &Comment) -> ZonedTime {
        ZonedTime { at: comment.made_at, zone: self.member.zone() }
    }

    fn may_settle(&self, comment: &Comment) -> bool {
        self.member.may(SettleComments)
            && comment.edition == self.summary.edition
            && self.summary.after(Step::Settle).is_ok()
    }

    fn may_comment(&self) -> bool {
        self.member.may(policy::Comment) && self.summary.after(Step::Comment).is_ok()
    }
}

impl Comment {
    /// What the suggestion changes in the passage, word by word.
    pub fn changes(&self) -> Option<String> {
        let changes = matches!(self.kind, CommentKind::Change);
        changes.then(|| redline(&self.quote, &self.text))
    }

    fn settlement(&self) -> Option<String> {
        let by = self.settled_by.as_deref().filter(|_| self.kind != CommentKind::Correct)?;
        Some(settlement::describe(self.state, Some(by), &self.reason))
    }

    fn is_open(&self) -> bool {
        self.state == Disposition::Open
    }
}

pub async fn list(
    member: Member,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<List>> {
    let (meeting, summary) = draft::of_meeting(&db, member.group.id, at.meeting).await?;
    let comments = review::list(&db, &member, meeting.id).await?;
    let frame = member.frame().at("meetings");
    Ok(Page(List { frame, member, at, meeting, summary, comments }))
}
