//! Lines of a paragraph that would be something else in CommonMark.

use super::line::heading;
use super::table::is_ruled;

/// A line of a paragraph, with its first sign escaped if it would begin a block.
pub fn unlike_a_block(mut words: String) -> String {
    if let Some(at) = block_sign(&words) {
        words.insert(at, '\\');
    }
    words
}

fn block_sign(words: &str) -> Option<usize> {
    let rest = words.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let digits = words.len() - rest.len();
    if digits > 0 {
        let marker = rest.strip_prefix(['.', ')']).filter(|_| digits <= 9)?;
        return ends(marker).then_some(digits);
    }
    let all = |sign: char| words.chars().all(|other| other == sign);
    let begins = match words.chars().next()? {
        '>' => true,
        '#' => heading(words).is_some(),
        '=' => all('='),
        sign @ ('-' | '+' | '*') => ends(&words[1..]) || all(sign) || is_ruled(words),
        '|' | ':' => is_ruled(words),
        _ => false,
    };
    begins.then_some(0)
}

fn ends(marker: &str) -> bool {
    marker.is_empty() || marker.starts_with([' ', '\t'])
}

/// A heading's text, with its last sign escaped if it would close the heading.
pub fn unlike_an_end(mut title: String) -> String {
    if title.ends_with('#') {
        title.insert(title.len() - 1, '\\');
    }
    title
}
