//! Titles and names as Markdown that says just them, for composing a text.

use std::ops::Range;

use super::flavour::{bare_url, escapable, is_address, is_pasted_bullet, is_path, is_reference};

/// Only what would be markup is escaped, because people go on editing what was composed.
pub fn escape(text: &str) -> String {
    escaped(text, For::Writers)
}

/// The same in CommonMark, for what is handed out.
pub fn escape_handed_out(text: &str) -> String {
    escaped(text, For::Readers)
}

#[derive(Clone, Copy, PartialEq)]
enum For {
    /// Where a backslash is one unless it stands before markup.
    Writers,
    /// Where each may be markup.
    Readers,
}

fn escaped(text: &str, whom: For) -> String {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.map(|line| escape_line(&line, whom)).collect::<Vec<_>>().join("\n")
}

fn escape_line(line: &str, whom: For) -> String {
    let mut escaped = String::with_capacity(line.len() + 8);
    let mut start = 0;
    for word in line.split(' ') {
        // Nothing in them is markup.
        if whom == For::Writers && (is_path(word) || bare_url(word) == Some(word)) {
            escaped.push_str(word);
        } else {
            escape_word(line, start..start + word.len(), whom, &mut escaped);
        }
        start += word.len() + 1;
        escaped.push(' ');
    }
    escaped.truncate(escaped.len() - 1);
    escaped
}

fn escape_word(line: &str, word: Range<usize>, whom: For, escaped: &mut String) {
    let from = escaped.len();
    let marker = list_marker(line);
    let mut at = word.start;
    while at < word.end {
        let here = &line[at..word.end];
        let before = line[..at].chars().next_back();
        let rest = here.trim_start_matches('\\');
        let slashes = here.len() - rest.len();
        let sign = rest.chars().next();
        let after = sign.map_or("", |sign| &line[at + slashes + sign.len_utf8()..]);
        let guarded = match sign.filter(|_| slashes > 0) {
            Some(':') if begins_escaped(after) => true,
            // The bracket behind it is escaped itself.
            Some('!') => false,
            Some(sign) => escapable(before, sign, after),
            None => false,
        };
        let twice = guarded || whom == For::Readers;
        escaped.push_str(&"\\".repeat(if twice { 2 * slashes } else { slashes }));
        at += slashes;
        let Some(sign) = sign else { break };
        let before = if slashes > 0 { Some('\\') } else { before };
        if guarded || marker == Some(at) || is_markup(before, sign, after) {
            escaped.push('\\');
        }
        escaped.push(sign);
        at += sign.len_utf8();
    }
    // "a:*" would look like a drive's path with its star escaped.
    if whom == For::Writers
        && is_path(&escaped[from..])
        && let Some(colon) = escaped[from..].find(":\\")
    {
        escaped.insert(from + colon, '\\');
    }
    // Nor "a*.b" like all files of a folder.
    while whom == For::Writers
        && is_path(&escaped[from..])
        && let Some(star) = escaped[from..].find("\\*.")
    {
        escaped.insert(from + star + 2, '\\');
    }
}

/// Whether what follows a colon is written with a backslash before it.
fn begins_escaped(after: &str) -> bool {
    let mut signs = after.chars();
    let next = signs.next();
    next.is_some_and(|next| next == '\\' || is_markup(Some(':'), next, signs.as_str()))
}

/// Where the `.` or `)` of a numbered list's item stands.
fn list_marker(line: &str) -> Option<usize> {
    let end = line.find(|letter: char| !letter.is_ascii_digit())?;
    (end > 0 && line[end..].starts_with(['.', ')'])).then_some(end)
}

fn is_markup(before: Option<char>, sign: char, after: &str) -> bool {
    match sign {
        '`' | '*' | '[' | ']' | '|' | '~' => true,
        '_' => {
            !(before.is_some_and(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric))
        }
        '<' => {
            let tag = |next: char| next.is_ascii_alphabetic() || "/!?".contains(next);
            after.starts_with(tag) || is_address(after)
        }
        '&' => is_reference(after),
        '#' => before.is_none_or(char::is_whitespace),
        '>' | '-' | '+' | '=' | ':' => before.is_none(),
        sign => is_pasted_bullet(sign) && before.is_none() && after.starts_with(' '),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::markdown::{Markdown, Under};

    #[test]
    fn only_markup_is_escaped() {
        for (text, markdown) in [
            (
                "IGF involvement in the GDC (2022) - part 1!",
                "IGF involvement in the GDC (2022) - part 1!",
            ),
            ("3. * [x]", "3\\. \\* \\[x\\]"),
            ("  1)\tnext ", "1\\) next"),
            ("# No heading", "\\# No heading"),
            ("C #", "C \\#"),
            ("AT&T &amp; a < b", "AT&T \\&amp; a < b"),
            ("<b>", "\\<b>"),
            ("<#@1> < 3@ >", "\\<#@1> < 3@ >"),
            ("snake_case _x_", "snake_case \\_x\\_"),
            ("===\n- a", "\\===\n\\- a"),
        ] {
            assert_eq!(escape(text), markdown, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_was_escaped_reads_as_it_was(text in r"[aB1 \\`*_{}\[\]<>()#+\-.!|~&;:=/'@^$%\n]{1,30}") {
            prop_assert_eq!(shown(&Markdown::parse(&escape(&text), Under::H2).unwrap().html), text.split_whitespace().collect::<Vec<_>>().join(" "));
        }

        #[test]
        fn also_in_a_heading_an_item_and_a_cell(text in r"[aB1 \\`*_\[\]<>#+\-.!|~&;:=]{1,20}") {
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            for (before, tag) in [("### ", "h3"), ("- ", "ul"), ("- | -\n", "p"), ("| a |\n| --- |\n| ", "table")] {
                let html = Markdown::parse(&format!("{before}{}", escape(&text)), Under::H2).unwrap().html;
                prop_assert!(shown(&html).ends_with(&words), "{} in {}: {}", text, tag, html);
            }
        }
    }

    fn shown(html: &str) -> String {
        let mut text = String::new();
        for part in html.split('<') {
            text.push_str(part.split_once('>').map_or(part, |(_, after)| after));
        }
        let text = text
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
