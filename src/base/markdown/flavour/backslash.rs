//! What a backslash says: itself, or that the sign behind it is no markup.

use super::marker::is_pasted_bullet;

/// Whether a backslash between `before` and the sign makes it stand for itself, which is where
/// the sign could be markup. All other backslashes are what was typed.
pub fn escapable(before: Option<char>, sign: char, after: &str) -> bool {
    let first = before.is_none_or(|before| !before.is_alphanumeric());
    match sign {
        '*' | '_' | '`' | '[' | ']' | '<' | '~' | '|' => true,
        '#' | '>' | '-' | '+' | '=' => first,
        // Before a backslash, so that "a:" and what is escaped behind it look like no path.
        ':' => first || after.starts_with('\\'),
        // Behind an escaped star, so that "a" and what follows look like no path.
        '.' if before == Some('*') => true,
        '.' | ')' => before.is_some_and(|before| before.is_ascii_digit()),
        '!' => after.starts_with('['),
        '(' => before == Some(']'),
        '&' => is_reference(after),
        sign => is_pasted_bullet(sign) && first,
    }
}

/// Whether it goes on like `amp;` or `#39;`.
pub fn is_reference(after: &str) -> bool {
    let name = after.trim_start_matches(|sign: char| sign == '#' || sign.is_ascii_alphanumeric());
    name.starts_with(';') && name.len() < after.len()
}

/// Whether behind a `<` it goes on as an e-mail address may, with almost any sign (CommonMark 0.31,
/// section 6.5).
pub fn is_address(after: &str) -> bool {
    let is_name =
        |sign: char| sign.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(sign);
    let host = after.trim_start_matches(is_name);
    host.starts_with('@') && host.len() < after.len()
}

/// A word such as `C:\Users\ana\*.docx`, `\\server\share` or `Users\ana`, in which nothing is
/// markup.
pub fn is_path(word: &str) -> bool {
    if !word.contains('\\') || word.contains(['|', '<', '>', '`', '[', ']']) {
        return false;
    }
    let path = word.trim_start_matches(['(', '{', '"', '\'', '“', '‘', '«', '„', '‚', '‹']);
    let share = path.strip_prefix("\\\\");
    has_drive(path)
        || share.is_some_and(|server| server.starts_with(char::is_alphanumeric))
        || divides_names(path)
}

fn has_drive(path: &str) -> bool {
    path.starts_with(|letter: char| letter.is_ascii_alphabetic()) && path[1..].starts_with(":\\")
}

fn divides_names(path: &str) -> bool {
    path.match_indices('\\').any(|(at, _)| {
        let ends = |sign: char| sign.is_alphanumeric() || "%.~".contains(sign);
        let name = &path[at + 1..];
        path[..at].ends_with(ends) && (name.starts_with(char::is_alphanumeric) || is_any(name))
    })
}

/// `*.docx` or `*.*`
fn is_any(name: &str) -> bool {
    let ending = name.strip_prefix("*.");
    ending.is_some_and(|ending| {
        ending.starts_with(|sign: char| sign.is_alphanumeric() || sign == '*')
    })
}
