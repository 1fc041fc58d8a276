//! What is edited of a section.

use base::revisions::{Editable, Field, Kind, field};
use platform::web::{Invalid, Result};

/// What can be changed of a section. Both are Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionEdit {
    pub heading: String,
    pub text: String,
}

impl Editable for SectionEdit {
    fn fields(&self) -> Vec<Field> {
        vec![
            field("heading", "Heading", &self.heading, Kind::Line),
            field("text", "Text", &self.text, Kind::Text),
        ]
    }
}

impl SectionEdit {
    /// As it was typed.
    pub fn typed(heading: &str, text: &str) -> Self {
        let heading = base::text::line(heading);
        SectionEdit { heading, text: base::markdown::trimmed(text) }
    }

    pub fn check(&self) -> Result<()> {
        let mut invalid = Invalid::default();
        if self.heading.is_empty() || self.heading.contains('\n') {
            invalid.add("heading", "Write a heading, on one line.");
        }
        if self.text.is_empty() {
            invalid.add("text", "Write a text, or remove the section from the draft.");
        }
        invalid.or(())
    }
}
