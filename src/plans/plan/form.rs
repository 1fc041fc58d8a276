//! What a plan says as a whole, as it is typed.

use serde::Deserialize;

use super::Plan;
use access::fields::texts::line;
use base::ids::PlanId;
use base::markdown::{Markdown, Under};
use base::revisions::{Editable, Field, Kind, choice, field};
use base::states::Visibility;
use platform::web::{Invalid, Result};

const LONGEST_SLUG: usize = 60;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PlanForm {
    /// Made when the form was shown, so that pressing twice makes one.
    pub id: Option<PlanId>,
    pub revision: i32,
    pub title: String,
    /// Only of a new plan: an address stays.
    pub slug: String,
    pub purpose: String,
    pub visibility: String,
    /// "true" if the public may comment.
    pub public_comments: String,
}

#[derive(Clone, Debug)]
pub struct PlanEdit {
    pub title: String,
    pub purpose: Markdown,
    pub visibility: Visibility,
    pub public_comments: bool,
}

impl PlanForm {
    pub fn of(plan: &Plan) -> Self {
        PlanForm {
            id: Some(plan.id),
            revision: plan.revision,
            title: plan.title.clone(),
            slug: plan.slug.clone(),
            purpose: plan.purpose.clone(),
            visibility: plan.visibility.key().into(),
            public_comments: if plan.public_comments { "true".into() } else { String::new() },
        }
    }

    pub fn check(&self) -> Result<PlanEdit> {
        let mut invalid = Invalid::default();
        let edit = self.check_into(&mut invalid);
        invalid.or(edit)
    }

    /// The same of a new plan, and the last part of its address.
    pub fn check_new(&self) -> Result<(String, PlanEdit)> {
        let mut invalid = Invalid::default();
        let edit = self.check_into(&mut invalid);
        let typed = self.slug.trim().to_lowercase();
        let slug = if typed.is_empty() { slug_of(&self.title) } else { typed };
        if slug != slug_of(&slug) || slug.len() > LONGEST_SLUG || slug == "new" {
            invalid.add("slug", "Use small letters, digits and hyphens, like wsis20.");
        } else if slug.is_empty() && !edit.title.is_empty() {
            invalid.add("slug", "Give the plan a short name for its address, like wsis20.");
        }
        invalid.or((slug, edit))
    }

    fn check_into(&self, invalid: &mut Invalid) -> PlanEdit {
        let title = line("title", &self.title, invalid);
        if title.is_empty() {
            invalid.add("title", "Give the plan a title.");
        }
        let purpose = Markdown::parse(&self.purpose, Under::H2).unwrap_or_else(|refused| {
            invalid.add("purpose", refused.to_string());
            Markdown::default()
        });
        let visibility = Visibility::of_key(&self.visibility).unwrap_or(Visibility::MembersOnly);
        let public_comments = self.public_comments == "true";
        if public_comments && visibility != Visibility::Public {
            invalid.add("public_comments", "Only a public plan can take comments from the public.");
        }
        PlanEdit { title, purpose, visibility, public_comments }
    }
}

impl PlanEdit {
    pub fn of(plan: &Plan) -> Self {
        PlanEdit {
            title: plan.title.clone(),
            purpose: Markdown { source: plan.purpose.clone(), html: plan.purpose_html.clone() },
            visibility: plan.visibility,
            public_comments: plan.public_comments,
        }
    }
}

impl Editable for PlanEdit {
    fn fields(&self) -> Vec<Field> {
        let (public, asked) = (self.visibility == Visibility::Public, self.public_comments);
        let read_by = if public { "everybody" } else { "the group" };
        let comments = if asked { ("true", "yes") } else { ("", "no") };
        vec![
            field("title", "Title", &self.title, Kind::Line),
            field("purpose", "Purpose", &self.purpose.source, Kind::Text),
            choice("visibility", "Who reads it", self.visibility.key().into(), read_by),
            choice("public_comments", "Comments from the public", comments.0.into(), comments.1),
        ]
    }
}

/// Which choice a form shows: the group, until somebody chooses otherwise.
pub fn chosen(visibility: &str) -> &str {
    if visibility.is_empty() { Visibility::MembersOnly.key() } else { visibility }
}

/// "WSIS+20 action plan" → "wsis-20-action-plan"
fn slug_of(title: &str) -> String {
    let lower = title.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut slug = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        if slug.len() + word.len() >= LONGEST_SLUG {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_has_an_address_that_reads_well() {
        let named = |title: &str, slug: &str| {
            let form = PlanForm { title: title.into(), slug: slug.into(), ..PlanForm::default() };
            form.check_new().map(|(slug, _)| slug).ok()
        };
        assert_eq!(named("WSIS+20 action plan", "").unwrap(), "wsis-20-action-plan");
        assert_eq!(named("WSIS+20 action plan", " WSIS20 ").unwrap(), "wsis20");
        for (title, slug) in [("A", "new"), ("A", "a--b"), ("A", "a/b"), ("会议", ""), ("", "a")]
        {
            assert_eq!(named(title, slug), None, "{title:?} {slug:?}");
        }
        assert!(named(&"word ".repeat(50), "").unwrap().len() < LONGEST_SLUG);
    }
}
