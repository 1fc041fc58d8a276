//! The page of a summary: where it stands, and what comes next for whoever looks at it.

use askama::Template;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};

use crate::draft::names::{self, Named};
use crate::draft::{self, Recorded, Review, Summary, SummaryState};
use access::rights::Member;
use base::addresses::meeting::MeetingPath;
use base::policy::{self, ApproveSummaries, DraftSummaries, PublishSummaries};
use base::states::MeetingState;
use base::time::ZonedTime;
use meetings::meeting::Meeting;
use platform::web::{App, Frame, Page, Result};

#[derive(Template)]
#[template(path = "draft/begin.html")]
struct Begin {
    frame: Frame,
    member: Member,
    at: MeetingPath,
    meeting: Meeting,
}

#[derive(Template)]
#[template(path = "draft/show.html")]
struct Show {
    frame: Frame,
    member: Member,
    at: MeetingPath,
    meeting: Meeting,
    summary: Summary,
    review: Review,
    /// Places that name somebody who is not to be named, or may, for those who see to it.
    names: Vec<Named>,
    /// The text, for those who may read it as it stands.
    html: Option<String>,
    now: DateTime<Utc>,
}

impl Begin {
    fn may_draft(&self) -> bool {
        self.member.may(DraftSummaries)
            && matches!(self.meeting.state, MeetingState::InSession | MeetingState::Held)
    }
}

impl Show {
    fn drafts(&self) -> bool {
        self.member.may(DraftSummaries)
    }

    fn corrects(&self) -> Option<&str> {
        self.summary.corrigendum_for(&self.member)
    }

    fn is_in(&self, state: SummaryState) -> bool {
        self.summary.state == state
    }

    fn deadline(&self) -> Option<ZonedTime> {
        let at = self.summary.deadline?;
        Some(ZonedTime { at, zone: self.member.zone() })
    }

    fn review_runs(&self) -> bool {
        self.is_in(SummaryState::InReview) && !self.summary.review_is_over(self.now)
    }

    fn may_comment(&self) -> bool {
        self.review_runs() && self.member.may(policy::Comment)
    }

    fn may_end_review(&self) -> bool {
        self.review_runs() && self.member.may(ApproveSummaries) && self.review.open == 0
    }

    fn may_return(&self) -> bool {
        self.drafts()
            && matches!(self.summary.state, SummaryState::InReview | SummaryState::Approved)
    }

    /// Why it cannot be approved yet, while it is in review.
    fn obstacle(&self) -> Option<String> {
        self.review.obstacle(&self.summary, self.now)
    }

    fn may_approve(&self) -> bool {
        self.is_in(SummaryState::InReview)
            && self.member.may(ApproveSummaries)
            && self.obstacle().is_none()
            && !self.names_stand()
            && !self.has_approved()
    }

    /// Whether it cannot go any further because of a name in it.
    fn names_stand(&self) -> bool {
        self.names.iter().any(Named::stands)
    }

    fn has_approved(&self) -> bool {
        self.review.approvals.iter().any(|one| one.person_id == self.member.person.id)
    }

    fn may_publish(&self) -> bool {
        self.is_in(SummaryState::Approved)
            && self.member.may(PublishSummaries)
            && !self.names_stand()
    }

    /// "Approved by Chen Wei. Cleo Diaz has not approved yet."
    fn approvals(&self) -> Option<String> {
        let approved: Vec<_> = self.review.approvals.iter().map(|one| &*one.name).collect();
        (!approved.is_empty()).then(|| format!("Approved by {}.", base::text::join(&approved)))
    }

    fn missing_approvals(&self) -> Option<String> {
        let missing = self.review.missing().into_iter();
        let missing: Vec<_> = missing.map(|one| &*one.name).collect();
        if missing.is_empty() || !self.is_in(SummaryState::InReview) {
            return None;
        }
        Some(match self.member.group.approval_rule {
            base::states::ApprovalRule::EveryCoChair => {
                format!("It needs the approval of {}.", base::text::join(&missing))
            }
            base::states::ApprovalRule::AnyCoChair => {
                "It needs the approval of one co-chair.".into()
            }
        })
    }
}

/// None, if the summary is published: then its text is the page.
pub async fn show(
    app: &App,
    member: Member,
    at: MeetingPath,
    meeting: Meeting,
) -> Result<Option<Response>> {
    let frame = member.frame().at("meetings").working();
    match draft::find(&app.db, meeting.id).await? {
        None => Ok(Some(Page(Begin { frame, member, at, meeting }).into_response())),
        Some(summary) if summary.state == SummaryState::Published => Ok(None),
        Some(summary) => {
            let html = summary.is_read_by(&member).then(|| summary.html()).transpose()?;
            let review = draft::review(&app.db, &summary).await?;
            let names = match member.may(DraftSummaries) {
                true => {
                    let source = Recorded::read(&app.db, meeting.id).await?;
                    names::named(&summary, &source)
                }
                false => Vec::new(),
            };
            let now = app.clock.now();
            let page = Show { frame, member, at, meeting, summary, review, names, html, now };
            Ok(Some(Page(page).into_response()))
        }
    }
}
