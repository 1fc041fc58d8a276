//! Page breaks of the source split sentences and leave page numbers; this mends the text.

use super::text::{flat, is_closed};
use super::{labels, speakers};
use crate::imports::{Block, Report};

pub fn mended(blocks: &[Block], report: &mut Report) -> Vec<Block> {
    let mut mended: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match (mended.last_mut(), block) {
            (_, Block::Paragraph { text }) if is_page_number(text) => {
                report.warn(format!("“{text}” stands alone and was taken for a page number."));
            }
            (Some(Block::Paragraph { text: before }), Block::Paragraph { text })
                if goes_on(before, text) =>
            {
                before.push(' ');
                before.push_str(text);
            }
            _ => mended.push(block.clone()),
        }
    }
    mended
}

fn goes_on(before: &str, text: &str) -> bool {
    text.starts_with(char::is_lowercase)
        && !is_closed(before)
        && labels::split(text).is_none()
        && speakers::first(&flat(text)).is_none()
}

fn is_page_number(text: &str) -> bool {
    let text = text.to_lowercase();
    let rest = text.strip_prefix("page ").unwrap_or(&text);
    let mut numbers = rest.split([' ', '/']).filter(|word| !word.is_empty() && *word != "of");
    let is_number = |word: &str| word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
    numbers.next().is_some_and(is_number)
        && numbers.next().is_none_or(is_number)
        && numbers.next().is_none()
}
