//! The words of one part of a plan that a suggestion can change: the plan's purpose, an
//! objective's title and text, an activity's text.

use serde::Serialize;
use utoipa::ToSchema;

use crate::plan::{Item, Plan};
use access::fields::texts::line;
use base::addresses::plan_part::Part;
use base::markdown::{Markdown, Under};
use base::merge::{Merged, has_marks, merge, merge_value};
use base::revisions::{self, Editable, Field, Proposal, field};
use base::states::Kind;
use platform::web::Invalid;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = PlanWording)]
pub struct Wording {
    /// Of an objective.
    pub title: String,
    /// In Markdown.
    pub text: String,
}

/// The words of a part, as they stand.
#[derive(Clone, Debug)]
pub struct Present {
    pub part: Part,
    pub revision: i32,
    pub words: Wording,
    pub has_title: bool,
}

/// Words for a part, once they are known to be such as it can have.
#[derive(Clone, Debug)]
pub struct Proposed {
    part: Part,
    pub title: String,
    pub text: Markdown,
}

impl Wording {
    /// What comes of a suggestion where the text has moved on; true if both changed one place.
    pub fn merged(base: &Wording, present: &Wording, proposed: &Wording) -> (Wording, bool) {
        let title = merge_value(&base.title, &present.title, &proposed.title);
        let title = title.unwrap_or(&proposed.title).to_owned();
        match merge(&base.text, &present.text, &proposed.text) {
            Merged::Clean(text) => (Wording { title, text }, false),
            Merged::Conflicted(text) => (Wording { title, text }, true),
        }
    }

    /// What becomes of a form that somebody else has overtaken.
    pub fn of_proposals(fields: &[Proposal]) -> Wording {
        let merged = |is_title: bool| {
            let field = fields.iter().find(|field| (field.mine.name == "title") == is_title);
            field.map(|field| field.merged.clone()).unwrap_or_default()
        };
        Wording { title: merged(true), text: merged(false) }
    }
}

impl Present {
    /// None, if the part is no longer in the plan.
    pub fn of(plan: &Plan, items: &[Item], part: Part) -> Option<Self> {
        let Some(id) = part else {
            let words = Wording { title: String::new(), text: plan.purpose.clone() };
            return Some(Present { part, revision: plan.revision, words, has_title: false });
        };
        let item = items.iter().find(|item| item.id == id)?;
        Some(Present {
            part,
            revision: item.revision,
            words: Wording { title: item.title.clone(), text: item.text.clone() },
            has_title: item.is_objective(),
        })
    }

    /// What a revision of the part said, as its history keeps it.
    pub fn said(&self, content: &serde_json::Value) -> Wording {
        let text = |name: &str| content.get(name).and_then(|value| value.as_str());
        let text = |name| text(name).unwrap_or_default().to_owned();
        match self.part {
            None => Wording { title: String::new(), text: text("purpose") },
            Some(_) if self.has_title => Wording { title: text("title"), text: text("text") },
            Some(_) => Wording { title: String::new(), text: text("text") },
        }
    }
}

/// Checks the words that a form would have a part say. Which part they are for follows from the
/// kind of suggestion, and for a change from what it is on.
pub fn check(
    (kind, part, has_title): (Kind, Part, bool),
    typed: &Wording,
    invalid: &mut Invalid,
) -> Proposed {
    let titled = kind == Kind::Objective || (kind == Kind::Change && has_title);
    let title = if titled { line("title", &typed.title, invalid) } else { String::new() };
    if titled && title.is_empty() {
        invalid.add("title", "Say what the objective is.");
    }
    let text = typed.text.as_str();
    let may_be_empty = titled || (kind == Kind::Change && part.is_none());
    if text.trim().is_empty() && !may_be_empty {
        invalid.add("proposal", "Say what is to be done.");
    }
    if has_marks(text) {
        invalid.add(
            "proposal",
            "Two texts still stand side by side here. Keep what is right, and remove the lines \
             that mark them.",
        );
    }
    let under = if part.is_none() && kind == Kind::Change { Under::H2 } else { Under::H3 };
    let text = Markdown::parse(text, under).unwrap_or_else(|refused| {
        invalid.add("proposal", refused.to_string());
        Markdown::default()
    });
    Proposed { part, title, text }
}

impl Proposed {
    pub fn words(&self) -> Wording {
        Wording { title: self.title.clone(), text: self.text.source.clone() }
    }
}

/// Under the names by which the part's own history keeps them.
impl Editable for Proposed {
    fn fields(&self) -> Vec<Field> {
        fields(self.part, &self.words())
    }
}

impl Editable for Present {
    fn fields(&self) -> Vec<Field> {
        fields(self.part, &self.words)
    }
}

fn fields(part: Part, words: &Wording) -> Vec<Field> {
    let named = if part.is_none() { "purpose" } else { "text" };
    let text = field(named, "Text", &words.text, revisions::Kind::Text);
    match words.title.as_str() {
        "" => vec![text],
        title => vec![field("title", "Objective", title, revisions::Kind::Line), text],
    }
}
