//! What people write, without markup, for mails.

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{ListType, NodeList, NodeValue};
use comrak::{Arena, Node};

use super::{Headings, read};

/// A text that cannot be read is given as it is.
pub fn plain(source: &str) -> String {
    let arena = Arena::new();
    let Ok(root) = read(&arena, source, Headings::Kept) else {
        return source.to_owned();
    };
    let mut letter = Letter::default();
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => letter.open(node),
            NodeEdge::End(node) => letter.close(node),
        }
    }
    letter.text.trim_end().to_owned()
}

#[derive(Default)]
struct Letter {
    text: String,
    /// What each line of the quotes and items begins with that are open.
    margins: Vec<&'static str>,
    /// Each list that is open, and the number of its last item.
    lists: Vec<(NodeList, usize)>,
    /// A marker has just been written, and its text follows on the same line.
    begun: bool,
}

impl Letter {
    fn open(&mut self, node: Node) {
        match &node.data().value {
            NodeValue::List(list) => self.lists.push((*list, list.start.saturating_sub(1))),
            NodeValue::Item(_) => self.open_item(node),
            NodeValue::BlockQuote => {
                self.begin_block(node);
                self.text.push_str("> ");
                self.margins.push("> ");
                self.begun = true;
            }
            NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::TableRow(_) => {
                self.begin_block(node);
            }
            NodeValue::ThematicBreak => {
                self.begin_block(node);
                self.text.push_str("* * *");
            }
            NodeValue::CodeBlock(code) => {
                self.begin_block(node);
                self.write(code.literal.trim_end());
            }
            NodeValue::HtmlBlock(html) => {
                self.begin_block(node);
                self.write(html.literal.trim_end());
            }
            NodeValue::TableCell if node.previous_sibling().is_some() => self.text.push_str(" | "),
            NodeValue::Text(text) => self.write(text),
            NodeValue::Code(code) => self.write(&code.literal),
            NodeValue::HtmlInline(tag) => self.write(tag),
            NodeValue::SoftBreak | NodeValue::LineBreak => self.end_lines(1),
            _ => {}
        }
    }

    fn close(&mut self, node: Node) {
        match &node.data().value {
            NodeValue::List(_) => {
                self.lists.pop();
            }
            NodeValue::Item(_) | NodeValue::BlockQuote => {
                self.margins.pop();
                self.begun = false;
            }
            NodeValue::Link(link) | NodeValue::Image(link) => {
                let shown = node.collect_text();
                if shown.is_empty() {
                    self.write(&link.url);
                } else if !link.url.ends_with(&shown) {
                    self.text.push_str(&format!(" ({})", link.url));
                }
            }
            _ => {}
        }
    }

    fn open_item(&mut self, item: Node) {
        let follows = item.previous_sibling().is_some() || self.lists.len() > 1;
        let Some((list, number)) = self.lists.last_mut() else { return };
        *number += 1;
        let marker = match list.list_type {
            ListType::Bullet => "- ".to_owned(),
            ListType::Ordered => format!("{number}. "),
        };
        let lines = if list.tight && follows { 1 } else { 2 };
        self.begin(lines);
        self.text.push_str(&marker);
        self.margins.push("  ");
        self.begun = true;
    }

    fn begin_block(&mut self, node: Node) {
        let follows_row = matches!(node.data().value, NodeValue::TableRow(heads) if !heads);
        self.begin(if follows_row { 1 } else { 2 });
    }

    fn begin(&mut self, lines: usize) {
        if !self.begun && !self.text.is_empty() {
            self.end_lines(lines);
        }
        self.begun = false;
    }

    fn write(&mut self, text: &str) {
        for (n, line) in text.split('\n').enumerate() {
            if n > 0 {
                self.end_lines(1);
            }
            self.text.push_str(line);
        }
    }

    fn end_lines(&mut self, lines: usize) {
        for _ in 0..lines {
            self.text.truncate(self.text.trim_end_matches(' ').len());
            self.text.push('\n');
            self.text.extend(self.margins.iter().copied());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_has_the_words_and_no_markup() {
        for (source, text) in [
            ("", ""),
            ("# Title\n\nSome *words* and `code`.", "Title\n\nSome words and code."),
            ("one\ntwo  \nthree", "one\ntwo\nthree"),
            ("Before\n\n- a\n- b\n  - c\n\nAfter", "Before\n\n- a\n- b\n  - c\n\nAfter"),
            ("3. a\n4. b", "3. a\n4. b"),
            ("- a\n\n- b\n\n  more", "- a\n\n- b\n\n  more"),
            ("> a\n> b\n>\n> c", "> a\n> b\n>\n> c"),
            ("[page](https://a.example/)", "page (https://a.example/)"),
            ("https://a.example <m@a.example>", "https://a.example <m@a.example>"),
            ("![](https://a.example/x.png)", "https://a.example/x.png"),
            ("| a | b |\n| - | - |\n| 1 | 2 |", "a | b\n1 | 2"),
            ("```\na\n  b\n```", "a\n  b"),
            ("3\\. \\*x\\* &amp;", "3. *x* &amp;"),
        ] {
            assert_eq!(plain(source), text, "{source:?}");
        }
    }
}
