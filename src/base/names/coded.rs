//! Letters that Markdown and addresses write in code: `&eacute;`, `&#233;`, `%C3%A9`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// In bytes, with `&` and `;`.
const LONGEST_REFERENCE: usize = 34;

/// What a code at the beginning of the text stands for, and how long the code is.
pub fn coded(text: &str) -> Option<(String, usize)> {
    match text.as_bytes().first()? {
        b'&' => reference(text),
        b'%' => escaped(text),
        _ => None,
    }
}

/// A text with what its codes stand for.
pub fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '%']) {
        return Cow::Borrowed(text);
    }
    let (mut decoded, mut rest) = (String::new(), text);
    while let Some(letter) = rest.chars().next() {
        let (signs, length) = coded(rest).unwrap_or((letter.to_string(), letter.len_utf8()));
        decoded.push_str(&signs);
        rest = &rest[length..];
    }
    Cow::Owned(decoded)
}

fn reference(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';')?;
    let code = &text[..=end];
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok();
    let signs = match code[1..end].strip_prefix('#') {
        Some(digits) => {
            let hexadecimal = digits.strip_prefix(['x', 'X']).map(|digits| number(digits, 16));
            let letter = hexadecimal.unwrap_or_else(|| number(digits, 10)).and_then(char::from_u32);
            letter?.to_string()
        }
        None => (*NAMED.get(code)?).to_owned(),
    };
    Some((signs, end + 1))
}

static NAMED: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    entities::ENTITIES.iter().map(|entity| (entity.entity, entity.characters)).collect()
});

/// One letter, in as many escapes as it has bytes.
fn escaped(text: &str) -> Option<(String, usize)> {
    let byte = |nth: usize| {
        let code = text.as_bytes().get(3 * nth..3 * nth + 3)?;
        let digits = std::str::from_utf8(&code[1..]).ok()?;
        let is_code = code[0] == b'%' && code[1..].iter().all(u8::is_ascii_hexdigit);
        is_code.then(|| u8::from_str_radix(digits, 16).ok()).flatten()
    };
    let length = match byte(0)? {
        plain @ 0..0x80 => usize::from(plain.is_ascii_graphic() || plain == b' '),
        0xC2..0xE0 => 2,
        0xE0..0xF0 => 3,
        0xF0..0xF5 => 4,
        _ => 0,
    };
    let bytes: Option<Vec<u8>> = (0..length).map(byte).collect();
    let letter = String::from_utf8(bytes?).ok().filter(|letter| !letter.is_empty())?;
    Some((letter, 3 * length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_what_they_stand_for() {
        for (text, signs, length) in [
            ("&eacute;n", "é", 8),
            ("&#233;", "é", 6),
            ("&#xE9;", "é", 6),
            ("&nbsp;", "\u{a0}", 6),
            ("%C3%A9n", "é", 6),
            ("%20x", " ", 3),
            ("%41", "A", 3),
        ] {
            assert_eq!(coded(text), Some((signs.to_owned(), length)), "{text}");
        }
        for text in ["& so on;", "&nothing;", "&#x110000;", "%", "%C3", "%C3%", "%zz", "100", "%é"]
        {
            assert_eq!(coded(text), None, "{text}");
        }
    }
}
