//! What people write, as safe HTML: the one place where Markdown is read, rendered and sanitised.

mod brief;
mod flavour;
mod escape;
mod mentions;
mod plain;
mod updates;
mod html;
#[cfg(test)]
mod attacks;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod typed;
#[cfg(test)]
mod typed_blocks;
#[cfg(test)]
mod properties;

use std::cell::Cell;
use std::collections::BTreeSet;

use comrak::arena_tree::NodeEdge;
use comrak::{Arena, Node, Options, try_parse_document};

use crate::long_work;
use crate::text::as_stored;

pub use brief::{brief, escaped_html, unescaped};
pub use escape::{escape, escape_handed_out};
pub use flavour::{Headings, begins_block, commonmark, from_commonmark, without_headings};
pub use mentions::{AT, mentioned};
pub use plain::plain;

/// A text and its HTML, made of it when it was saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markdown {
    pub source: String,
    pub html: String,
}

/// The heading that a text stands under; the text's own headings come below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Under {
    H1 = 1,
    H2,
    H3,
    H4,
    H5,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("This text has more than 1,000,000 characters. Shorten it, or divide it.")]
    TooLong,
    #[error("Lists, quotes or emphasis in this text lie too deep in each other. Use fewer levels.")]
    TooDeep,
    #[error("This text has too many lists, tables and other marks. Shorten it, or divide it.")]
    TooIntricate,
}

/// Raised whenever the same text gives other HTML than before: then all is rendered again.
pub const RENDERER: i32 = 3;

const MOST_CHARACTERS: usize = 1_000_000;
const DEEPEST: usize = 50;
/// A megabyte of prose has half as many; the sanitiser takes 0.1 s for all of them.
const MOST_PARTS: usize = 100_000;
/// Of 256 steps of the reader each; a megabyte of prose takes a third, one of brackets twice that.
const MOST_STRIDES: usize = 4_000;

impl Markdown {
    /// A text that is a document of its own, and may have headings.
    pub fn parse(source: &str, under: Under) -> Result<Markdown, Refused> {
        long_work::of_length(source.len(), || {
            let source = trimmed(source);
            let arena = Arena::new();
            let html = html::render(&arena, read(&arena, &source, Headings::Kept)?, under)?;
            Ok(Markdown { source, html })
        })
    }

    /// What somebody said or wrote about something.
    pub fn said(source: &str) -> Result<Markdown, Refused> {
        Ok(Markdown::said_naming(source, &[])?.0)
    }

    /// The same of a text that may mention people by an `@` and a name. Which of the names it
    /// mentions is told by their places in the list.
    pub fn said_naming(
        source: &str,
        names: &[String],
    ) -> Result<(Markdown, BTreeSet<usize>), Refused> {
        long_work::of_length(source.len(), || {
            let source = trimmed(source);
            let arena = Arena::new();
            let root = read(&arena, &source, Headings::AsTyped)?;
            let mentioned = mentions::gather(&arena, root, names);
            let html = html::render(&arena, root, Under::H5)?;
            Ok((Markdown { source, html }, mentioned))
        })
    }
}

/// Without empty lines around it. The blanks of the first line count as those of the others do.
pub fn trimmed(source: &str) -> String {
    let source = as_stored(source);
    let text = source.trim_end();
    let blanks = text.len() - text.trim_start().len();
    let start = text[..blanks].rfind('\n').map_or(0, |end| end + 1);
    text[start..].to_owned()
}

fn read<'a>(arena: &'a Arena<'a>, source: &str, headings: Headings) -> Result<Node<'a>, Refused> {
    if source.chars().count() > MOST_CHARACTERS {
        return Err(Refused::TooLong);
    }
    let strides = Cell::new(0);
    let tired = || strides.replace(strides.get() + 1) > MOST_STRIDES;
    let text = commonmark(source, headings);
    let root =
        try_parse_document(arena, &text, &options(), &tired).map_err(|_| Refused::TooIntricate)?;
    measure(root)?;
    Ok(root)
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    // Their words have no blanks between them, at which marks could be told from signs.
    options.extension.cjk_friendly_emphasis = true;
    options
}

/// Depth comes first: marks too deep in each other are also many.
fn measure(root: Node) -> Result<(), Refused> {
    let (mut depth, mut parts) = (0, 0);
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(_) => (depth, parts) = (depth + 1, parts + 1),
            NodeEdge::End(_) => depth -= 1,
        }
        if depth > DEEPEST {
            return Err(Refused::TooDeep);
        }
    }
    if parts > MOST_PARTS { Err(Refused::TooIntricate) } else { Ok(()) }
}
