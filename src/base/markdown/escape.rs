//! Titles and names as Markdown that says just them, for composing a text.

/// Only what would be markup is escaped, because people go on editing what was composed.
pub fn escape(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.map(|line| escape_line(&line)).collect::<Vec<_>>().join("\n")
}

fn escape_line(line: &str) -> String {
    let marker = list_marker(line);
    let mut escaped = String::with_capacity(line.len() + 8);
    let mut before = None;
    for (at, letter) in line.char_indices() {
        if marker == Some(at) || is_markup(before, letter, &line[at + letter.len_utf8()..]) {
            escaped.push('\\');
        }
        escaped.push(letter);
        before = Some(letter);
    }
    escaped
}

/// Where the `.` or `)` of a numbered list's item stands.
fn list_marker(line: &str) -> Option<usize> {
    let end = line.find(|letter: char| !letter.is_ascii_digit())?;
    (end > 0 && line[end..].starts_with(['.', ')'])).then_some(end)
}

fn is_markup(before: Option<char>, letter: char, after: &str) -> bool {
    match letter {
        '\\' | '`' | '*' | '[' | ']' | '|' | '~' => true,
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
        _ => false,
    }
}

/// An e-mail address may begin with almost any sign (CommonMark 0.31, section 6.5).
fn is_address(after: &str) -> bool {
    let inside = after.split_once('>').map(|(inside, _)| inside);
    inside.is_some_and(|inside| inside.contains('@') && !inside.contains(char::is_whitespace))
}

fn is_reference(after: &str) -> bool {
    let name = after.trim_start_matches(|c: char| c == '#' || c.is_ascii_alphanumeric());
    name.starts_with(';') && name.len() < after.len()
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
