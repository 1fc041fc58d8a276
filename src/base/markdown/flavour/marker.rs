//! What a line of a list begins with.

/// A list's marker, and the text behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Marker<'t> {
    pub kind: Kind,
    pub text: &'t str,
    /// How many columns the marker takes with the blanks behind it.
    pub width: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// How deep word processors use it: a • has ◦ below it, and that ▪.
    Bullet(u8),
    Number(u64),
}

/// A year or a serial number begins a sentence more often than an item.
const MOST_DIGITS: usize = 3;

pub fn marker(text: &str) -> Option<Marker<'_>> {
    let (kind, rest) = bullet(text).or_else(|| number(text))?;
    let item = rest.trim_start();
    // What has nothing behind it is no item.
    let is_item = item.len() < rest.len() && !item.is_empty();
    let sign = &text[..text.len() - item.len()];
    is_item.then(|| Marker { kind, text: item, width: sign.chars().count() })
}

/// A plus is never a bullet: in lists for and against it says something.
fn bullet(text: &str) -> Option<(Kind, &str)> {
    let mut signs = text.chars();
    let (sign, rest) = (signs.next()?, signs.as_str());
    let depth = match sign {
        '-' | '*' => 0,
        'o' if rest.starts_with('\t') => 1,
        sign => pasted_depth(sign)?,
    };
    Some((Kind::Bullet(depth), rest))
}

/// How deep in lists word processors use a bullet. The last are of the private letters of
/// Symbol and Wingdings.
fn pasted_depth(sign: char) -> Option<u8> {
    match sign {
        '•' | '·' | '●' | '∙' | '‣' | '➢' | '➤' | '❖' | '\u{F0B7}' | '\u{F0D8}' | '\u{F0FC}' => {
            Some(0)
        }
        '◦' | '○' | '⁃' => Some(1),
        '▪' | '■' | '▫' | '\u{F0A7}' => Some(2),
        _ => None,
    }
}

pub fn is_pasted_bullet(sign: char) -> bool {
    pasted_depth(sign).is_some()
}

fn number(text: &str) -> Option<(Kind, &str)> {
    let rest = text.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let digits = &text[..text.len() - rest.len()];
    let is_number =
        !digits.is_empty() && digits.len() <= 9 && (digits == "0" || !digits.starts_with('0'));
    let rest = rest.strip_prefix(['.', ')']).filter(|_| is_number)?;
    Some((Kind::Number(digits.parse().ok()?), rest))
}

impl Kind {
    pub fn is_year(self) -> bool {
        matches!(self, Kind::Number(number) if number >= 10_u64.pow(MOST_DIGITS as u32))
    }
}
