//! What members are told by mail of a summary's way.

use askama::Template;
use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::store;
use access::rights::Member;
use base::addresses::meeting::MeetingPath;
use base::policy::{self, Capability, Role};
use base::time;
use meetings::meeting;
use platform::mail;
use platform::web::{App, Result};

#[derive(Clone, Copy, Debug)]
pub enum Letter<'a> {
    /// `reason` says why the review is short; empty if it is not.
    InReview {
        deadline: DateTime<Utc>,
        reason: &'a str,
    },
    ReviewEnded {
        reason: &'a str,
    },
    Approved,
    Published {
        edition: i32,
    },
}

#[derive(Template)]
#[template(path = "mail/summary_in_review.txt")]
struct InReview<'a> {
    meeting: &'a str,
    group: &'a str,
    until: String,
    by: &'a str,
    reason: &'a str,
    link: String,
}

#[derive(Template)]
#[template(path = "mail/summary_review_ended.txt")]
struct ReviewEnded<'a> {
    meeting: &'a str,
    group: &'a str,
    by: &'a str,
    reason: &'a str,
    link: String,
}

#[derive(Template)]
#[template(path = "mail/summary_approved.txt")]
struct Approved<'a> {
    meeting: &'a str,
    group: &'a str,
    link: String,
}

#[derive(Template)]
#[template(path = "mail/summary_published.txt")]
struct Published<'a> {
    meeting: &'a str,
    group: &'a str,
    edition: i32,
    link: String,
}

/// One mail to each whom it concerns, in the change's own transaction.
pub async fn send(
    db: &mut PgConnection,
    app: &App,
    by: &Member,
    at: &MeetingPath,
    letter: Letter<'_>,
) -> Result<()> {
    let meeting = meeting::lock(db, by.group.id, at.meeting).await?;
    let (id, meeting) = (meeting.id, meeting.name());
    let name = by.person.name.as_str();
    let group = by.group.short_name.as_str();
    let summary = app.config.address(&at.summary());
    let (concerned, speakers_at): (&[Role], _) = match letter {
        Letter::InReview { .. } | Letter::Published { .. } => (&Role::ALL, None),
        // Whoever could object until then.
        Letter::ReviewEnded { .. } => (policy::Comment::ROLES, Some(id)),
        Letter::Approved => (&[Role::Secretariat], None),
    };
    for recipient in store::addresses(db, by, concerned, speakers_at).await? {
        let (meeting, link) = (meeting.as_str(), summary.clone());
        let mail = match letter {
            Letter::InReview { deadline, reason } => {
                let until = time::utc(deadline);
                let subject = format!("{group}: please review the summary of {meeting}");
                let text = InReview { meeting, group, until, by: name, reason, link };
                mail::compose(&recipient, &subject, &text)?
            }
            Letter::ReviewEnded { reason } => {
                let subject = format!("{group}: the review of the summary of {meeting} has ended");
                let text = ReviewEnded { meeting, group, by: name, reason, link };
                mail::compose(&recipient, &subject, &text)?
            }
            Letter::Approved => {
                let subject = format!("{group}: the summary of {meeting} can be published");
                mail::compose(&recipient, &subject, &Approved { meeting, group, link })?
            }
            Letter::Published { edition } => {
                let link = app.config.address(&at.edition(edition));
                let subject = format!("{group}: the summary of {meeting} is published");
                mail::compose(&recipient, &subject, &Published { meeting, group, edition, link })?
            }
        };
        let mail = mail.of_group(&by.group.slug).about("meeting", id).asked_by(by.person.id);
        mail::enqueue(db, &mail).await?;
    }
    Ok(())
}
