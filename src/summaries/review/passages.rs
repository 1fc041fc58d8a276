//! The paragraphs of a draft, and those of them that name somebody.

use crate::draft::{Summary, mention};
use base::ids::SectionId;

/// A paragraph that names the one who reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    pub section_id: SectionId,
    pub heading: String,
    /// Markdown, as it stands.
    pub text: String,
}

/// The passages that name somebody: in full, or by the given name if they spoke.
pub fn passages(summary: &Summary, name: &str, spoke: bool) -> Vec<Passage> {
    let names = |text: &str| match mention(text, name) {
        None => false,
        Some(range) => spoke || &text[range] == name,
    };
    let all = summary
        .printed()
        .flat_map(|section| paragraphs(&section.text).into_iter().map(move |text| (section, text)));
    all.filter(|(_, text)| names(text))
        .map(|(section, text)| Passage {
            section_id: section.id,
            heading: section.heading.clone(),
            text: text.to_owned(),
        })
        .collect()
}

/// The paragraphs of a text, without its headings.
pub fn paragraphs(text: &str) -> Vec<&str> {
    let mut paragraphs = blocks(text);
    paragraphs.retain(|block| !block.starts_with('#'));
    paragraphs
}

/// What empty lines divide. Code keeps its empty lines.
pub fn blocks(text: &str) -> Vec<&str> {
    let mut blocks = Vec::new();
    let (mut start, mut at, mut fenced) = (0, 0, false);
    for line in text.split_inclusive('\n') {
        fenced ^= line.trim_start().starts_with("```");
        at += line.len();
        if line.trim().is_empty() && !fenced {
            blocks.push(text[start..at].trim());
            start = at;
        }
    }
    blocks.push(text[start..].trim());
    blocks.retain(|block| !block.is_empty());
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_divide_paragraphs_but_not_code() {
        let text = "One\nline.\n\n#### 1.a. Title\n\n```\na\n\nb\n```\n\n\nTwo.";

        assert_eq!(paragraphs(text), ["One\nline.", "```\na\n\nb\n```", "Two."]);
    }
}
