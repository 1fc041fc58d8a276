//! Comments and answers as they are typed.

use serde::Deserialize;

use super::CommentKind;
use base::ids::{CommentId, SectionId};
use base::markdown::{Markdown, Refused, Under};
use platform::web::{Invalid, Result};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CommentForm {
    pub id: Option<CommentId>,
    pub section: Option<SectionId>,
    pub quote: String,
    pub kind: String,
    pub text: String,
}

base::states! {
    // What everybody can say of a section.
    #[schema(as = SummaryCommentSaying)]
    pub enum Saying {
        Comment:     "comment",     "a comment";
        /// What it should say instead.
        Suggestion:  "suggestion",  "a suggestion: what it should say instead";
        /// It must not be approved like this.
        Objection:   "objection",   "an objection: it must not be approved like this";
    }
}

/// What is said, once it is understood.
#[derive(Clone, Debug)]
pub struct Remark {
    pub id: CommentId,
    pub section: Option<SectionId>,
    pub quote: String,
    pub kind: CommentKind,
    pub text: Markdown,
}

impl CommentForm {
    /// As a program says it, of a section or of a paragraph in it.
    pub fn of(
        id: CommentId,
        (section, quote): (SectionId, String),
        kind: &str,
        text: String,
    ) -> Self {
        CommentForm { id: Some(id), section: Some(section), quote, kind: kind.into(), text }
    }

    pub fn check(&self) -> Result<Remark> {
        let kind = Saying::of_key(&self.kind).and_then(|saying| CommentKind::of_key(saying.key()));
        let mut invalid = Invalid::default();
        if kind.is_none() {
            invalid.add("kind", "Choose what it is.");
        }
        if self.text.trim().is_empty() {
            invalid.add("text", "Write what you want to say.");
        }
        let text = taken(Markdown::said(&self.text), &mut invalid);
        invalid.or(Remark {
            id: self.id.unwrap_or_else(CommentId::new),
            section: self.section,
            quote: self.quote.trim().to_owned(),
            kind: kind.unwrap_or(CommentKind::Comment),
            text,
        })
    }

    /// A speaker's answer to a passage that names them.
    pub fn check_answer(&self) -> Result<Remark> {
        let mut invalid = Invalid::default();
        let kind = match CommentKind::of_key(&self.kind) {
            Some(kind @ (CommentKind::Correct | CommentKind::DoNotAttribute)) => kind,
            _ => CommentKind::Change,
        };
        let text = if kind == CommentKind::Change { self.text.as_str() } else { "" };
        if kind == CommentKind::Change && ["", self.quote.trim()].contains(&text.trim()) {
            invalid.add("text", "Change the text to what it should say.");
        }
        let text = taken(Markdown::parse(text, Under::H3), &mut invalid);
        let id = self.id.unwrap_or_else(CommentId::new);
        invalid.or(Remark {
            id,
            section: self.section,
            quote: self.quote.trim().to_owned(),
            kind,
            text,
        })
    }
}

fn taken(text: Result<Markdown, Refused>, invalid: &mut Invalid) -> Markdown {
    text.unwrap_or_else(|refused| {
        invalid.add("text", refused.to_string());
        Markdown::default()
    })
}
