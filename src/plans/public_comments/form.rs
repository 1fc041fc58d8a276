//! A comment from the public, as it is typed.

use serde::Deserialize;

use crate::comments::{On, Present};
use crate::plan::{Item, Plan};
use access::fields::typed;
use base::addresses::plan_part::{Part, part_of_key};
use base::ids::PublicCommentId;
use base::markdown::Markdown;
use platform::web::{Error, Invalid, Result};

const LONGEST: usize = 10_000;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PublicForm {
    /// Made when the form was shown, so that pressing twice sends one.
    pub id: Option<PublicCommentId>,
    /// "plan", or the id of an objective or activity.
    pub on: String,
    pub name: String,
    pub email: String,
    pub text: String,
}

/// What is said, once it is understood.
pub struct Letter {
    pub id: PublicCommentId,
    pub part: Part,
    pub name: String,
    pub email: String,
    pub text: Markdown,
}

impl PublicForm {
    /// What it is on, if that is in the plan.
    pub fn target(&self, plan: &Plan, items: &[Item]) -> Result<On> {
        let part = part_of_key(&self.on).ok_or(Error::NotFound)?;
        let present = Present::of(plan, items, part).ok_or(Error::NotFound)?;
        Ok(On { part, is_objective: present.has_title })
    }

    pub fn check(&self) -> Result<Letter> {
        let mut invalid = Invalid::default();
        let mut right = |field: &'static str, typed: Result<String, &'static str>| {
            typed.unwrap_or_else(|error| {
                invalid.add(field, error);
                String::new()
            })
        };
        let name = right("name", typed::name(&self.name));
        let email = right("email", typed::email(&self.email));
        let text = self.text.trim();
        if text.is_empty() {
            invalid.add("text", "Write what you want to say.");
        }
        if text.chars().count() > LONGEST {
            invalid.add("text", "Shorten this to 10,000 characters.");
        }
        let text = Markdown::said(&self.text).unwrap_or_else(|refused| {
            invalid.add("text", refused.to_string());
            Markdown::default()
        });
        let id = self.id.unwrap_or_else(PublicCommentId::new);
        let part = part_of_key(&self.on).ok_or(Error::NotFound)?;
        invalid.or(Letter { id, part, name, email, text })
    }
}
