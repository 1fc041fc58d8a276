//! Words, numbers and marks of a date or time, without the emphasis around them.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'t> {
    Number(&'t str),
    Word(&'t str),
    Mark(char),
}

pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let run = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
        let length = match c {
            '0'..='9' => run(|c| c.is_ascii_digit()),
            _ if c.is_alphabetic() => run(char::is_alphabetic),
            _ => c.len_utf8(),
        };
        match c {
            '0'..='9' => tokens.push(Token::Number(&rest[..length])),
            _ if c.is_alphabetic() => tokens.push(Token::Word(&rest[..length])),
            '*' | '_' | '\\' => {}
            _ if c.is_whitespace() => {}
            _ => tokens.push(Token::Mark(c)),
        }
        rest = &rest[length..];
    }
    tokens
}

/// Of at most two digits: an hour, a minute, a day.
pub fn number(digits: &str) -> Option<u32> {
    (digits.len() <= 2).then(|| digits.parse().ok())?
}
