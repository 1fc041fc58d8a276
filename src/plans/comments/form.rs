//! Comments, suggestions and replies as they are typed.

use serde::Deserialize;

use super::mentions::{Nameable, Named};
use super::wording::{self, Present};
use super::{On, Wording};
use crate::plan::{Item, Plan};
use base::addresses::plan_part::{Part, part_of_key};
use base::ids::{PlanCommentId, PlanReplyId};
use base::markdown::Markdown;
use base::revisions::{self, Editable, Field, field};
use base::states::Kind;
use platform::web::{Error, Invalid, Result};

const LONGEST: usize = 20_000;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ThreadForm {
    /// Made when the form was shown, so that pressing twice sends one.
    pub id: Option<PlanCommentId>,
    pub kind: String,
    /// "plan", or the id of an objective or activity.
    pub on: String,
    /// Of the text that a suggested change started from.
    pub revision: i32,
    pub title: String,
    pub proposal: String,
    /// The comment, or why it should be as suggested.
    pub text: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReplyForm {
    pub id: Option<PlanReplyId>,
    pub text: String,
}

/// What a form is for: where it is, and what stands there now.
#[derive(Clone, Debug)]
pub struct Target {
    pub kind: Kind,
    pub on: On,
    pub present: Present,
}

/// What is said, once it is understood.
#[derive(Clone, Debug)]
pub struct Remark {
    pub kind: Kind,
    pub part: Part,
    pub proposed: Wording,
    pub text: Markdown,
}

impl ThreadForm {
    pub fn target(&self, plan: &Plan, items: &[Item]) -> Result<Target> {
        let kind = match self.kind.as_str() {
            "" => Kind::Comment,
            key => Kind::of_key(key).ok_or(Error::NotFound)?,
        };
        let part = part_of_key(&self.on).ok_or(Error::NotFound)?;
        let present = Present::of(plan, items, part).ok_or(Error::NotFound)?;
        let is_objective = present.has_title;
        match kind {
            Kind::Objective if part.is_some() => return Err(Error::NotFound),
            Kind::Activity if !is_objective => return Err(Error::NotFound),
            _ => {}
        }
        Ok(Target { kind, on: On { part, is_objective }, present })
    }

    pub fn check(&self, target: &Target, people: &Nameable) -> Result<(Remark, Vec<Named>)> {
        let mut invalid = Invalid::default();
        let (kind, part) = (target.kind, target.on.part);
        let proposed = match kind {
            Kind::Comment => Wording::default(),
            _ => self.check_proposal(target, &mut invalid),
        };
        let missing = match kind {
            Kind::Comment => "Write what you want to say.",
            _ => "Say why, so that the group can follow you.",
        };
        let (text, mentioned) = said(&self.text, missing, people, &mut invalid);
        invalid.or((Remark { kind, part, proposed, text }, mentioned))
    }

    fn check_proposal(&self, target: &Target, invalid: &mut Invalid) -> Wording {
        let typed = Wording { title: self.title.clone(), text: self.proposal.clone() };
        let proposed = wording::check(
            (target.kind, target.on.part, target.present.has_title),
            &typed,
            invalid,
        );
        let words = proposed.words();
        if target.kind == Kind::Change && words == target.present.words && invalid.is_empty() {
            invalid.add("proposal", "Change the text to what it should say.");
        }
        words
    }
}

impl ReplyForm {
    pub fn check(&self, people: &Nameable) -> Result<(Markdown, Vec<Named>)> {
        let mut invalid = Invalid::default();
        let said = said(&self.text, "Write what you want to say.", people, &mut invalid);
        invalid.or(said)
    }
}

fn said(
    typed: &str,
    missing: &'static str,
    people: &Nameable,
    invalid: &mut Invalid,
) -> (Markdown, Vec<Named>) {
    if typed.trim().is_empty() {
        invalid.add("text", missing);
    }
    if typed.chars().count() > LONGEST {
        invalid.add("text", "Shorten this to 20,000 characters, or send it in parts.");
        return Default::default();
    }
    people.read(typed).unwrap_or_else(|refused| {
        invalid.add("text", refused.to_string());
        Default::default()
    })
}

/// So that a form that is sent twice is told from one that is filled in anew.
impl Editable for Remark {
    fn fields(&self) -> Vec<Field> {
        let line = revisions::Kind::Line;
        vec![
            field("kind", "Kind", &self.kind.to_string(), line),
            field("on", "On", &base::addresses::plan_part::part_key(self.part), line),
            field("title", "Objective", &self.proposed.title, line),
            field("proposal", "Suggested text", &self.proposed.text, line),
            field("text", "Text", &self.text.source, line),
        ]
    }
}

/// The same of a reply.
pub struct Replied<'a> {
    pub to: PlanCommentId,
    pub text: &'a Markdown,
}

impl Editable for Replied<'_> {
    fn fields(&self) -> Vec<Field> {
        let line = revisions::Kind::Line;
        vec![
            field("to", "To", &self.to.to_string(), line),
            field("text", "Text", &self.text.source, line),
        ]
    }
}
