//! A Markdown document's blocks, each with its text as it was written.

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{ListDelimType, ListType, Node, NodeList, NodeValue, Sourcepos};
use comrak::{Arena, Options, parse_document};

use base::markdown::from_commonmark;

/// Texts keep links and emphasis as Markdown, and the line breaks of their source. An item's
/// further paragraphs follow after an empty line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Heading { level: u8, text: String },
    Paragraph { text: String },
    Item { marker: String, depth: usize, text: String },
}

impl Block {
    pub fn text(&self) -> &str {
        match self {
            Self::Heading { text, .. } | Self::Paragraph { text } | Self::Item { text, .. } => text,
        }
    }
}

pub fn blocks(source: &str) -> Vec<Block> {
    let arena = Arena::new();
    let mut reader = Reader::new(source);
    let mut options = Options::default();
    options.extension.cjk_friendly_emphasis = true;
    for edge in parse_document(&arena, source, &options).traverse() {
        match edge {
            NodeEdge::Start(node) => reader.enter(node),
            NodeEdge::End(node) => reader.leave(node),
        }
    }
    reader.finish()
}

struct Reader<'s> {
    lines: Vec<&'s str>,
    taken: Vec<bool>,
    quotes: usize,
    lists: usize,
    /// The open list items, each with the place of its block, if it has one yet.
    items: Vec<(NodeList, Option<usize>)>,
    blocks: Vec<(usize, Block)>,
}

impl<'s> Reader<'s> {
    fn new(source: &'s str) -> Self {
        let lines: Vec<_> = source.split('\n').collect();
        let taken = vec![false; lines.len()];
        Self { lines, taken, quotes: 0, lists: 0, items: Vec::new(), blocks: Vec::new() }
    }

    fn enter(&mut self, node: Node<'_>) {
        let node = node.data();
        let at = node.sourcepos;
        match &node.value {
            NodeValue::BlockQuote => self.quotes += 1,
            NodeValue::List(_) => self.lists += 1,
            NodeValue::Item(item) => self.items.push((*item, None)),
            NodeValue::ThematicBreak => drop(self.take(at)),
            NodeValue::Heading(heading) => {
                let mut lines = self.take(at);
                if heading.setext {
                    lines.pop();
                } else if let Some(line) = lines.first_mut() {
                    *line = without_hashes(line);
                }
                self.heading(at, heading.level, &lines);
            }
            NodeValue::Paragraph => {
                let lines = self.take(at);
                self.paragraph(at, text(&lines));
            }
            NodeValue::CodeBlock(code) => {
                self.take(at);
                self.paragraph(at, code.literal.trim().to_owned());
            }
            NodeValue::HtmlBlock(html) => {
                self.take(at);
                if !is_comment(html.literal.trim()) {
                    self.paragraph(at, html.literal.trim().to_owned());
                }
            }
            _ => {}
        }
    }

    fn leave(&mut self, node: Node<'_>) {
        match node.data().value {
            NodeValue::BlockQuote => self.quotes -= 1,
            NodeValue::List(_) => self.lists -= 1,
            NodeValue::Item(_) => drop(self.items.pop()),
            _ => {}
        }
    }

    fn heading(&mut self, at: Sourcepos, level: u8, lines: &[&str]) {
        let text = text(lines);
        if !text.is_empty() {
            self.push(at, Block::Heading { level, text });
        }
    }

    fn paragraph(&mut self, at: Sourcepos, text: String) {
        let last = self.blocks.len().checked_sub(1);
        match self.items.last() {
            _ if text.is_empty() => {}
            Some((item, None)) => {
                let (marker, depth) = (marker(item), self.lists - 1);
                self.push(at, Block::Item { marker, depth, text });
            }
            Some((_, place)) if *place == last => {
                if let Some((_, Block::Item { text: before, .. })) = self.blocks.last_mut() {
                    before.push_str("\n\n");
                    before.push_str(&text);
                }
            }
            _ => self.push(at, Block::Paragraph { text }),
        }
    }

    fn push(&mut self, at: Sourcepos, block: Block) {
        if let Some((_, place @ None)) = self.items.last_mut() {
            *place = Some(self.blocks.len());
        }
        self.blocks.push((at.start.line, block));
    }

    /// The source lines at `at`, without the marks of the lists and quotations around them.
    fn take(&mut self, at: Sourcepos) -> Vec<&'s str> {
        let first = at.start.line.saturating_sub(1);
        let end = at.end.line.clamp(first, self.lines.len());
        self.taken[first..end].fill(true);
        let mut lines = self.lines[first..end].to_vec();
        if let Some(line) = lines.first_mut() {
            *line = line.get(at.start.column.saturating_sub(1)..).unwrap_or(line);
        }
        for line in lines.iter_mut().skip(1) {
            *line = line.trim_start();
            for _ in 0..self.quotes {
                let Some(rest) = line.strip_prefix('>') else { break };
                *line = rest.trim_start();
            }
        }
        lines
    }

    /// CommonMark drops link definitions such as "[UPDATE]: confirmed"; here they are text.
    fn finish(mut self) -> Vec<Block> {
        let dropped = self.lines.iter().zip(&self.taken).enumerate();
        let dropped = dropped.filter(|(_, (line, taken))| !**taken && line.trim().starts_with('['));
        let dropped: Vec<_> = dropped
            .map(|(n, (line, _))| (n + 1, Block::Paragraph { text: line.trim().to_owned() }))
            .collect();
        self.blocks.extend(dropped);
        self.blocks.sort_by_key(|(line, _)| *line);
        self.blocks.into_iter().map(|(_, block)| block).collect()
    }
}

fn marker(item: &NodeList) -> String {
    match (item.list_type, item.delimiter) {
        (ListType::Bullet, _) => "-".into(),
        (_, ListDelimType::Period) => format!("{}.", item.start),
        (_, ListDelimType::Paren) => format!("{})", item.start),
    }
}

fn is_comment(html: &str) -> bool {
    html.starts_with("<!--") && html.find("-->") == html.len().checked_sub(3)
}

fn without_hashes(line: &str) -> &str {
    let line = line.trim_start_matches('#').trim();
    match line.trim_end_matches('#') {
        open if open.is_empty() || open.ends_with([' ', '\t']) => open.trim_end(),
        _ => line,
    }
}

fn text(lines: &[&str]) -> String {
    let mut pieces = vec![String::new()];
    for line in lines {
        let hard = line.ends_with("  ") || line.ends_with('\\');
        let piece = pieces.last_mut().expect("there is always a piece");
        if !piece.is_empty() {
            piece.push('\n');
        }
        piece.push_str(line.trim().trim_end_matches('\\').trim_end());
        if hard {
            pieces.push(String::new());
        }
    }
    let pieces: Vec<_> = pieces.iter().map(|piece| bare(piece)).collect();
    from_commonmark(bare(pieces.join("\n").trim()))
}

/// Emphasis around a whole line is how it was set, not what it says.
fn bare(mut text: &str) -> &str {
    'again: loop {
        for mark in ["**", "__", "*", "_"] {
            let inner = text.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
            if let Some(inner) = inner.map(str::trim)
                && !inner.is_empty()
                && !inner.contains(mark)
            {
                text = inner;
                continue 'again;
            }
        }
        return text;
    }
}
