//! CommonMark of others, as somebody here would have typed it.

use super::backslash::escapable;

/// The same text without escapes and references that would be what was typed here.
pub fn from_commonmark(text: &str) -> String {
    let mut typed = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = None;
    while let Some(sign) = rest.chars().next() {
        let after = &rest[sign.len_utf8()..];
        let (shown, end) = match sign {
            '\\' => escaped(before, after),
            '&' => reference(after),
            _ => None,
        }
        .unwrap_or((Shown::AsItIs(sign), sign.len_utf8()));
        match shown {
            // "a\*.b" would be a path here.
            Shown::AsItIs('.') if before == Some('*') && typed.ends_with("\\*") => {
                typed.push_str("\\.");
            }
            Shown::AsItIs(sign) => typed.push(sign),
            Shown::Escaped(sign) => typed.extend(['\\', sign]),
        }
        let (Shown::AsItIs(sign) | Shown::Escaped(sign)) = shown;
        before = Some(sign);
        rest = &rest[end..];
    }
    typed
}

enum Shown {
    AsItIs(char),
    Escaped(char),
}

fn escaped(before: Option<char>, after: &str) -> Option<(Shown, usize)> {
    let sign = after.chars().next().filter(char::is_ascii_punctuation)?;
    let beyond = &after[1..];
    let next = beyond.chars().next();
    let kept = match sign {
        // Before markup a backslash has to be two.
        '\\' => next.is_some_and(|next| next.is_ascii_punctuation()),
        sign => escapable(before, sign, beyond),
    };
    Some((if kept { Shown::Escaped(sign) } else { Shown::AsItIs(sign) }, 2))
}

/// Those that programs write; the others stay as they are.
fn reference(after: &str) -> Option<(Shown, usize)> {
    let (name, _) = after.split_once(';').filter(|(name, _)| name.len() <= 8)?;
    let sign = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        name => char::from_u32(match name.strip_prefix("#x").or(name.strip_prefix("#X")) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => name.strip_prefix('#')?.parse().ok()?,
        })?,
    };
    let markup = "*_`[]~|".contains(sign);
    Some((if markup { Shown::Escaped(sign) } else { Shown::AsItIs(sign) }, name.len() + 2))
}

#[cfg(test)]
mod tests {
    use super::from_commonmark;

    #[test]
    fn what_programs_escape_needlessly_is_what_it_says() {
        for (theirs, typed) in [
            ("It\\'s \\\"so\\\"\\, 5\\$", "It's \"so\", 5$"),
            ("AT&amp;T&nbsp;&#39;x&#x27; &copy;", "AT&T\u{A0}'x' &copy;"),
            ("\\*a\\* \\[b\\] &#42;", "\\*a\\* \\[b\\] \\*"),
            ("C:\\\\Users \\\\\\*", "C:\\Users \\\\\\*"),
            ("1\\. x\n\\- y", "1\\. x\n\\- y"),
            ("a\\*.b", "a\\*\\.b"),
            ("**注意：**&#35831;看", "**注意：**请看"),
        ] {
            assert_eq!(from_commonmark(theirs), typed, "{theirs}");
        }
    }
}
