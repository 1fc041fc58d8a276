//! Where the API has what an event is about.

use uuid::Uuid;

use crate::addresses::meeting::{MeetingKey, MeetingPath};
use crate::addresses::plan::PlanPath;
use crate::ids::{ContributionId, DecisionId, NoteId, PlanCommentId, PlanItemId};

pub struct Place<'a> {
    pub group: &'a str,
    pub meeting: Option<MeetingKey>,
    pub plan: Option<&'a str>,
    /// The comment on a plan that a reply is on, or that a comment from the public became.
    pub thread: Option<Uuid>,
    pub subject: &'a str,
    pub id: Uuid,
}

impl Place<'_> {
    pub fn path(&self) -> String {
        let id = self.id;
        let group = format!("/groups/{}", self.group);
        match (self.subject, self.meeting, self.plan) {
            ("membership", ..) => format!("{group}/members/{id}"),
            ("invitation", ..) => format!("{group}/invitations/{id}"),
            ("webhook", ..) => format!("{group}/webhooks/{id}"),
            ("action item", ..) => format!("{group}/actions/{id}"),
            (_, _, Some(plan)) => {
                self.of_plan(&PlanPath { group: self.group.to_owned(), plan: plan.to_owned() })
            }
            (_, Some(meeting), _) => {
                self.of_meeting(&MeetingPath { group: self.group.to_owned(), meeting })
            }
            _ => group,
        }
    }

    fn of_meeting(&self, at: &MeetingPath) -> String {
        let id = self.id;
        match self.subject {
            "agenda item" => format!("{}/items/{id}", at.agenda()),
            "outcome" => format!("{}/items/{id}/outcome", at.record()),
            "record" => at.record(),
            "attendance" => format!("{}/attendance", at.record()),
            "contribution" => at.entry(&ContributionId(id)).show(),
            "decision" => at.entry(&DecisionId(id)).show(),
            "update note" => at.entry(&NoteId(id)).show(),
            "summary" => at.summary(),
            "section" => format!("{}/sections/{id}", at.summary()),
            "comment" => format!("{}/comments/{id}", at.summary()),
            _ => at.show(),
        }
    }

    fn of_plan(&self, at: &PlanPath) -> String {
        match (self.subject, self.thread) {
            ("objective" | "activity", _) => at.item(&PlanItemId(self.id)).show(),
            (_, Some(thread)) => at.comment(&PlanCommentId(thread)).show(),
            ("public comment", None) => at.below("public-comments"),
            _ => at.show(),
        }
    }
}
