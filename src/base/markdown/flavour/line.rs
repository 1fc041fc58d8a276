//! A line, and what it is by itself.

/// A line with its blanks apart.
#[derive(Clone, Copy, Debug)]
pub struct Line<'t> {
    /// How far it is set in, in columns.
    pub indent: usize,
    pub text: &'t str,
    /// As it stands in the source.
    pub raw: &'t str,
}

impl<'t> Line<'t> {
    pub fn of(raw: &'t str) -> Self {
        let text = raw.trim_start();
        let blanks = raw[..raw.len() - text.len()].chars();
        let indent = blanks.fold(0, |column, blank| match blank {
            '\t' => column - column % 4 + 4,
            _ => column + 1,
        });
        Line { indent, text: text.trim_end(), raw }
    }

    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// The raw line without so many columns of blanks.
    pub fn without(&self, columns: usize) -> &'t str {
        let mut column = 0;
        for (at, sign) in self.raw.char_indices() {
            if column >= columns || !sign.is_whitespace() {
                return &self.raw[at..];
            }
            column += if sign == '\t' { 4 - column % 4 } else { 1 };
        }
        ""
    }
}

/// `---`, `* * *` or `___`.
pub fn is_rule(text: &str) -> bool {
    let Some(sign @ ('-' | '*' | '_')) = text.chars().next() else { return false };
    let mut count = 0;
    text.chars().all(|next| {
        count += usize::from(next == sign);
        next == sign || next == ' ' || next == '\t'
    }) && count >= 3
}

/// The level and the text of a heading.
pub fn heading(text: &str) -> Option<(usize, &str)> {
    let title = text.trim_start_matches('#');
    let level = text.len() - title.len();
    let ends = title.is_empty() || title.starts_with(char::is_whitespace);
    (ends && (1..=6).contains(&level)).then(|| (level, without_end(title.trim())))
}

/// Some close a heading as they opened it.
fn without_end(title: &str) -> &str {
    let open = title.trim_end_matches('#');
    let closed = open.is_empty() || open.ends_with(char::is_whitespace);
    if closed { open.trim_end() } else { title }
}

/// What a line says that is quoted.
pub fn quoted(text: &str) -> Option<&str> {
    text.strip_prefix('>')
}

/// Whether a line by itself quotes: "> 50 people" and ">= 5" do not.
pub fn is_quote(text: &str) -> bool {
    let Some(rest) = quoted(text) else { return false };
    let said = rest.trim_start_matches(|sign: char| sign == '>' || sign.is_whitespace());
    let spaced = rest.starts_with(|sign: char| sign == '>' || sign.is_whitespace());
    said.starts_with(|sign: char| match sign {
        '=' | '~' | '%' | '.' | ',' | '$' | '€' | '£' | '¥' => false,
        sign if sign.is_numeric() => false,
        sign => spaced || sign.is_alphabetic() || "\"'“‘«„[(*".contains(sign),
    })
}

/// How many backticks open a block of code. Behind them may be the name of a language.
pub fn fence(text: &str) -> Option<usize> {
    let info = text.trim_start_matches('`');
    let length = text.len() - info.len();
    let is_name = !info.trim().contains(|sign: char| sign == '`' || sign.is_whitespace());
    ((3..=LONGEST_FENCE).contains(&length) && is_name).then_some(length)
}

/// Nobody types more, and each length costs a search for its end.
const LONGEST_FENCE: usize = 20;

pub fn closes_fence(text: &str, length: usize) -> bool {
    text.len() >= length && text.bytes().all(|sign| sign == b'`')
}
