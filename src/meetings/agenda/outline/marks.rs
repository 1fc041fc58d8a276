//! What stands before the words of a line in a list: a number, a letter, a bullet.

#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    None,
    /// "1.", "1.2" or "1.a": of so many parts.
    Number(usize),
    /// "(1)"
    Bracketed,
    Letter,
    Roman,
    Bullet(char),
}

/// Reads the marks of a list from its first line to its last, because "i." is a letter after "h." only.
#[derive(Debug, Default)]
pub struct Marks {
    letter: Option<char>,
    roman: bool,
}

const BULLETS: &str = "-*•·◦▪●○■–—§o";

impl Marks {
    /// The mark of a line without blanks round it, and the words that follow.
    pub fn take<'a>(&mut self, line: &'a str) -> (Kind, &'a str) {
        let none = (Kind::None, line);
        let Some((mark, rest)) = line.split_once(char::is_whitespace) else { return none };
        let wide = rest.starts_with(char::is_whitespace) || line[mark.len()..].starts_with('\t');
        let rest = rest.trim_start();
        if let Some(bullet) = mark.chars().next().filter(|c| BULLETS.contains(*c))
            && mark.len() == bullet.len_utf8()
        {
            // Of "• 1. Title" the words begin after the number.
            return (Kind::Bullet(bullet), self.take(rest).1);
        }
        match self.kind(mark, wide) {
            Some(kind) => (kind, rest),
            None => none,
        }
    }

    fn kind(&mut self, mark: &str, wide: bool) -> Option<Kind> {
        let bracketed = mark.strip_prefix('(').and_then(|mark| mark.strip_suffix(')'));
        let ended = mark.strip_suffix(['.', ')']).filter(|_| bracketed.is_none());
        let word = bracketed.or(ended).unwrap_or(mark);
        let parts: Vec<_> = word.split('.').collect();
        let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if is_number(&parts[0]) {
            let part = |part: &&str| is_number(part) || is_letters(part) || is_label(part);
            return match parts.as_slice() {
                [_] if bracketed.is_some() => Some(Kind::Bracketed),
                // "5 minutes" begins with no mark, "5  Minutes" does.
                [_] => (ended.is_some() || wide).then_some(Kind::Number(1)),
                [_, below @ ..] if below.iter().all(part) => Some(Kind::Number(parts.len())),
                _ => None,
            };
        }
        let marked = bracketed.is_some() || ended.is_some();
        (marked && is_letters(word)).then(|| self.letters(&word.to_lowercase()))
    }

    fn letters(&mut self, word: &str) -> Kind {
        let mut chars = word.chars();
        let alone = chars.next().filter(|_| chars.next().is_none());
        let follows = |c: char| self.letter.is_some_and(|before| before as u32 + 1 == c as u32);
        let roman = match alone {
            Some(c) if follows(c) && !(self.roman && is_roman(word)) => false,
            Some('i') => true,
            Some(_) => self.roman && is_roman(word),
            None => true,
        };
        self.roman = roman;
        if roman {
            return Kind::Roman;
        }
        self.letter = alone;
        Kind::Letter
    }
}

impl Kind {
    /// Whether two marks of one indent are of one level: "1.a" is a letter, "1.a.i" a Roman numeral.
    pub fn is_level_of(&self, other: &Kind) -> bool {
        let plain = |kind: &Kind| match kind {
            Kind::Number(2) => Kind::Letter,
            Kind::Number(3) => Kind::Roman,
            kind => kind.clone(),
        };
        plain(self) == plain(other)
    }
}

/// "3.", "b." or "3.a": the words of a line were removed.
pub fn is_number_alone(line: &str) -> bool {
    if line.strip_suffix(['.', ')']).is_some_and(is_letters) {
        return true;
    }
    let mut parts = line.trim_end_matches(['.', ')']).split('.');
    let first = parts.next().unwrap_or_default();
    let below: Vec<_> = parts.collect();
    let marked = !below.is_empty() || line.ends_with(['.', ')']);
    let is_part = |part: &&str| is_letters(part) || is_label(part);
    marked
        && (1..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_digit())
        && below.iter().all(is_part)
}

/// What is printed before the 27th sub-item and those after it, and before long lists below those.
fn is_label(part: &str) -> bool {
    let letters = part.len() == 2 && part.bytes().all(|b| b.is_ascii_lowercase());
    letters || !part.is_empty() && part.bytes().all(|b| b"ivxlc".contains(&b))
}

/// One letter, or a Roman numeral.
pub fn is_letters(word: &str) -> bool {
    let letter = word.len() == 1 && word.bytes().all(|b| b.is_ascii_alphabetic());
    letter || is_roman(word)
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() < 6 && word.bytes().all(|b| b"ivxIVX".contains(&b))
}
