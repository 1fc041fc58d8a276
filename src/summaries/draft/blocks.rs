//! The paragraphs of a text in Markdown.

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
