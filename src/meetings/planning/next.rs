//! The one act that comes next on a meeting's page, for whoever looks at it.

use chrono::{DateTime, Utc};

use super::stages::OnItsWay;
use crate::meeting::{Meeting, is_soon};
use access::rights::Reader;
use base::addresses::meeting::MeetingPath;
use base::policy::{
    ApproveSummaries, Comment, DraftAgendas, DraftSummaries, PublishSummaries, RecordMeetings,
    RunMeetings, SettleComments,
};
use base::states::{MeetingState, SummaryState};
use base::time;

const START: &str = "Start the meeting now";

#[derive(Clone, Debug, PartialEq)]
pub struct Next {
    /// What is to be done, or where it stands.
    pub what: &'static str,
    pub why: String,
    /// Nothing, if it is for others to do.
    pub button: Option<(Way, &'static str)>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    Go(String),
    /// What is done at once, by a form.
    Do(String),
}

/// Of a meeting, as the reader may know it.
pub struct Asked<'a> {
    pub reader: &'a Reader,
    pub meeting: &'a Meeting,
    pub at: &'a MeetingPath,
    pub summary: Option<&'a OnItsWay>,
    pub now: DateTime<Utc>,
}

impl Next {
    fn go(what: &'static str, why: impl Into<String>, to: String, label: &'static str) -> Self {
        Next { what, why: why.into(), button: Some((Way::Go(to), label)) }
    }

    fn wait(what: &'static str, why: impl Into<String>) -> Self {
        Next { what, why: why.into(), button: None }
    }
}

impl Asked<'_> {
    /// None if the meeting is cancelled, or there is nothing to say to strangers.
    pub fn next(&self) -> Option<Next> {
        match self.meeting.state {
            MeetingState::Draft if self.reader.may(RunMeetings) => Some(Next {
                what: "Schedule the meeting",
                why: "It gets its number, and everybody sees when it is.".into(),
                button: Some((Way::Do(self.step("scheduling")), "Schedule the meeting")),
            }),
            MeetingState::Draft | MeetingState::Cancelled => None,
            MeetingState::Scheduled => self.before(),
            MeetingState::InSession => self.during(),
            MeetingState::Held => self.after(),
        }
    }

    /// What can be done as well, by whoever runs the meeting.
    pub fn beside(&self, next: Option<&Next>) -> Option<(Way, &'static str)> {
        let starts = matches!(next, Some(Next { button: Some((_, START)), .. }));
        match self.meeting.state {
            _ if !self.reader.may(RunMeetings) => None,
            MeetingState::Scheduled if !starts => Some((self.start(), START)),
            MeetingState::InSession => Some((Way::Do(self.step("closing")), "End the meeting")),
            _ => None,
        }
    }

    /// What is far too early is asked about first.
    fn start(&self) -> Way {
        match self.meeting.question(self.now) {
            Some(_) => Way::Go(self.step("session")),
            None => Way::Do(self.step("session")),
        }
    }

    fn before(&self) -> Option<Next> {
        let is_soon = is_soon(self.meeting.starts_at, self.now);
        if !self.meeting.agenda_is_published() && !is_soon && self.reader.may(DraftAgendas) {
            let why = "Members read it while it is drafted; others from its publication on.";
            return Some(Next::go("Draft the agenda", why, self.at.agenda(), "Draft the agenda"));
        }
        if self.reader.may(RunMeetings) {
            let why = "From then on, what is said is recorded.";
            let button = Some((self.start(), START));
            return Some(Next { what: "Start the meeting", why: why.into(), button });
        }
        self.reader.member.as_ref()?;
        match self.join() {
            Some(link) if is_soon => Some(link),
            _ => {
                let why = format!("It is on {}.", time::utc(self.meeting.starts_at));
                let (to, label) = (self.at.calendar(), "Put it in your calendar");
                Some(Next::go("Keep the date", why, to, label))
            }
        }
    }

    fn during(&self) -> Option<Next> {
        if self.reader.may(RecordMeetings) {
            let why = "What is said and agreed is typed into one box, as it is said.";
            return Some(Next::go("The meeting is in session", why, self.at.record(), "Record it"));
        }
        self.reader.member.as_ref()?;
        let why = "You can follow the record while it is written.";
        let follow = || Next::go("The meeting is in session", why, self.at.record(), "Follow it");
        Some(self.join().unwrap_or_else(follow))
    }

    fn after(&self) -> Option<Next> {
        let read = |edition| {
            let (to, label) = (self.at.edition(edition), "Read the summary");
            Next::go("The summary is published", "It is the record of the meeting.", to, label)
        };
        let published = self.summary.and_then(|summary| summary.published);
        if self.reader.member.is_none() {
            return published.map(read);
        }
        let to = self.at.summary();
        let Some(summary) = self.summary else {
            return Some(match self.reader.may(DraftSummaries) {
                true => {
                    let why = "It is composed of the record, and then edited.";
                    Next::go("Draft the summary", why, to, "Draft the summary")
                }
                false => Next::wait(
                    "The summary is to be drafted",
                    "The secretariat or a co-chair does that.",
                ),
            });
        };
        Some(match summary.state {
            SummaryState::Published => read(published.unwrap_or(summary.edition)),
            SummaryState::Drafting if self.reader.may(DraftSummaries) => {
                let why = "Members read it when it is sent for review.";
                Next::go("Finish the draft summary", why, to, "Continue the draft")
            }
            SummaryState::Drafting => Next::wait(
                "The summary is being drafted",
                "You can read it, and comment on it, when it is sent for review.",
            ),
            SummaryState::InReview => self.in_review(summary, to),
            SummaryState::Approved if self.reader.may(PublishSummaries) => {
                Next::go("Publish the summary", "The co-chairs have approved it.", to, "Go to it")
            }
            SummaryState::Approved => {
                Next::wait("The summary is approved", "The secretariat can publish it.")
            }
        })
    }

    fn in_review(&self, summary: &OnItsWay, to: String) -> Next {
        let runs = summary.in_review(self.now);
        let end = summary.deadline.map(time::utc).unwrap_or_default();
        let why = match runs {
            true => format!("The review runs until {end}. Silence until then is agreement."),
            false => format!("The review ended on {end}."),
        };
        if summary.open > 0 && self.reader.may(SettleComments) {
            let comments = self.at.comments();
            return Next::go("Decide on the comments", why, comments, "Decide on the comments");
        }
        if runs && self.reader.may(Comment) {
            let label = "Check the passages that name you";
            return Next::go("Review the summary", why, self.at.passages(), label);
        }
        if !runs && !summary.approved && self.reader.may(ApproveSummaries) {
            return Next::go("Approve the summary", why, to, "Read and approve it");
        }
        Next::go("The summary is in review", why, to, "Read the summary")
    }

    /// The way into the call, for members.
    fn join(&self) -> Option<Next> {
        let link = self.meeting.joining_link.as_str();
        let to = (!link.is_empty()).then(|| link.to_owned())?;
        Some(Next::go("Join the meeting", "The link is for members only.", to, "Join the meeting"))
    }

    fn step(&self, noun: &str) -> String {
        format!("{}/{noun}", self.at.show())
    }
}
