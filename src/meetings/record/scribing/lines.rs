//! How a line begins: with a keyword, with a name and a colon, or with neither.

use super::days;

/// What a line looks like, before anybody knows whom it names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Opening<'a> {
    Said {
        head: &'a str,
        how: Option<&'a str>,
        text: &'a str,
    },
    More {
        text: &'a str,
    },
    Decision {
        text: &'a str,
    },
    /// `sure`: typed as a keyword, so that what is wrong in it is asked about. Behind a sign it may be of nobody yet,
    /// and `whole` says what is to be done.
    Action {
        head: &'a str,
        text: &'a str,
        whole: Option<&'a str>,
        sure: bool,
    },
    Update {
        day: &'a str,
        text: &'a str,
        sure: bool,
    },
    Note {
        text: &'a str,
    },
    Present {
        names: &'a str,
    },
    Regrets {
        names: &'a str,
    },
    Next {
        when: &'a str,
    },
    Skip {
        items: &'a str,
        reason: &'a str,
    },
    Go {
        item: &'a str,
    },
    Silence {
        off: bool,
    },
    Floor {
        asks: bool,
        name: &'a str,
        text: &'a str,
    },
    Correct {
        old: &'a str,
        new: &'a str,
    },
    Plain,
}

/// A name has no more letters and words than that.
const LONGEST: usize = 80;
const MOST_WORDS: usize = 7;
const COLONS: [char; 2] = [':', '：'];

pub fn opening(line: &str) -> Opening<'_> {
    let line = line.trim_start();
    let openings = [by_sign, by_keyword, whole_line, said];
    openings.into_iter().find_map(|opening| opening(line)).unwrap_or(Opening::Plain)
}

impl Opening<'_> {
    /// Whether further lines belong to it.
    pub fn takes_text(&self) -> bool {
        !matches!(
            self,
            Opening::Next { .. }
                | Opening::Go { .. }
                | Opening::Silence { .. }
                | Opening::Correct { .. }
                | Opening::Present { .. }
                | Opening::Regrets { .. }
        )
    }
}

fn by_sign(line: &str) -> Option<Opening<'_>> {
    if let Some(text) = line.strip_prefix("...").or_else(|| line.strip_prefix('…')) {
        return Some(Opening::More { text: text.trim_start() });
    }
    if let Some(rest) = line.strip_prefix("=>") {
        let whole = rest.trim_start();
        let parts = whole.split_once(COLONS).filter(|(head, _)| is_assignment(head));
        let (head, text) = parts.unwrap_or((&whole[..0], whole));
        let (head, text) = (head.trim(), text.trim_start());
        return Some(Opening::Action { head, text, whole: Some(whole), sure: true });
    }
    let go = line.strip_prefix(">>").map(str::trim);
    if let Some(item) = go.filter(|item| item.is_empty() || is_item(item)) {
        return Some(Opening::Go { item });
    }
    let correct = line.strip_prefix("s/").and_then(|rest| rest.split_once('/'));
    if let Some((old, new)) = correct.filter(|(old, _)| !old.is_empty()) {
        let new = new.trim_end();
        return Some(Opening::Correct { old, new: new.strip_suffix('/').unwrap_or(new) });
    }
    let asks = line.get(..2).filter(|sign| sign.eq_ignore_ascii_case("q+"));
    let leaves = line.get(..2).filter(|sign| sign.eq_ignore_ascii_case("q-"));
    if asks.is_some() || leaves.is_some() {
        let rest = line[2..].trim();
        let (name, text) = rest.split_once(COLONS).unwrap_or((rest, ""));
        let asks = asks.is_some();
        return Some(Opening::Floor { asks, name: name.trim(), text: text.trim() });
    }
    None
}

fn by_keyword(line: &str) -> Option<Opening<'_>> {
    let (word, rest) = line.split_at(line.find(|c: char| !c.is_ascii_alphabetic())?);
    let sure = word.chars().all(|letter| letter.is_ascii_uppercase());
    let after = rest.trim_start().strip_prefix(COLONS).map(str::trim_start);
    let parts = || rest.split_once(COLONS).map(|(head, text)| (head.trim(), text.trim_start()));
    match word.to_ascii_uppercase().as_str() {
        "DECISION" | "AGREED" => after.map(|text| Opening::Decision { text }),
        "NOTE" => after.map(|text| Opening::Note { text }),
        "PRESENT" => after.map(|names| Opening::Present { names: names.trim_end() }),
        "REGRETS" => after.map(|names| Opening::Regrets { names: names.trim_end() }),
        "ACTION" => parts().map(|(head, text)| Opening::Action { head, text, whole: None, sure }),
        "UPDATE" => parts().map(|(day, text)| Opening::Update { day, text, sure }),
        "SKIP" => parts()
            .filter(|(items, _)| is_items(items))
            .map(|(items, reason)| Opening::Skip { items, reason }),
        "NEXT" => next(rest),
        _ => None,
    }
}

fn whole_line(line: &str) -> Option<Opening<'_>> {
    let line = line.trim_end();
    let plain = line.trim_end_matches('.').to_ascii_uppercase();
    match plain.split_whitespace().collect::<Vec<_>>().as_slice() {
        ["OFF", "RECORD"] => return Some(Opening::Silence { off: true }),
        ["ON", "RECORD"] => return Some(Opening::Silence { off: false }),
        _ => {}
    }
    let start = line.get(..4).filter(|word| word.eq_ignore_ascii_case("item"))?;
    let rest = &line[start.len()..];
    let item = rest.trim_start().strip_prefix(COLONS).unwrap_or(rest);
    let apart = item.len() < rest.len() || item.starts_with(char::is_whitespace);
    Some(item.trim()).filter(|item| apart && is_item(item)).map(|item| Opening::Go { item })
}

/// "NEXT CALL 13 Oct 14:00", but not "Next, 2 groups meet".
fn next(rest: &str) -> Option<Opening<'_>> {
    let rest = rest.trim();
    let named = ["CALL", "MEETING"].into_iter().find_map(|word| {
        let start = rest.get(..word.len())?;
        start.eq_ignore_ascii_case(word).then(|| rest[word.len()..].trim_start())
    });
    let when = named.unwrap_or(rest);
    let after = when.strip_prefix(COLONS).map(str::trim);
    let when = after.unwrap_or(when);
    let is_when = when.starts_with(|c: char| c.is_ascii_digit())
        && (named.is_some() || after.is_some() || days::has_time(when));
    is_when.then_some(Opening::Next { when })
}

fn said(line: &str) -> Option<Opening<'_>> {
    let end = line.find(|c: char| c == '(' || COLONS.contains(&c))?;
    let head = line[..end].trim();
    if !is_name(head) {
        return None;
    }
    let (how, rest) = match line[end..].strip_prefix('(') {
        Some(rest) => {
            let close = closing(rest)?;
            (Some(rest[..close].trim()), rest[close + 1..].trim_start())
        }
        None => (None, &line[end..]),
    };
    let text = rest.strip_prefix(COLONS)?;
    // An address on the web.
    let is_address = text.starts_with("//");
    (!is_address).then(|| Opening::Said { head, how, text: text.trim_start() })
}

/// Where the brackets close that are open.
fn closing(text: &str) -> Option<usize> {
    let mut open = 1;
    text.char_indices().find_map(|(at, sign)| {
        match sign {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        (open == 0).then_some(at)
    })
}

fn is_name(head: &str) -> bool {
    let is_of_name = |sign: char| {
        let joins = "'’ʼ`´.-‐‑·・ \u{a0}".contains(sign);
        let marks = !sign.is_ascii() && !sign.is_numeric() && !"…“”„«»‹›–—•¿¡".contains(sign);
        sign.is_alphabetic() || joins || marks
    };
    head.starts_with(char::is_alphabetic)
        && head.chars().count() <= LONGEST
        && head.split_whitespace().count() <= MOST_WORDS
        && head.chars().all(is_of_name)
}

/// "bela and noor by 1 March", though perhaps nobody is called so.
fn is_assignment(head: &str) -> bool {
    let head = head.trim();
    let words: Vec<_> = head.split_whitespace().collect();
    let has_by = words.iter().any(|word| word.eq_ignore_ascii_case("by"));
    let is_list =
        head.split([',', '(', ')']).all(|name| name.trim().is_empty() || is_name(name.trim()));
    head.is_empty()
        || has_by && words.len() <= 2 * MOST_WORDS
        || is_list && words.len() <= MOST_WORDS
}

/// "2", "2.b", "2b"
fn is_item(text: &str) -> bool {
    let text = text.trim_end_matches('.');
    text.len() <= 12
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '.')
}

/// "3", "3-5"
fn is_items(text: &str) -> bool {
    text.split(['-', '–']).count() <= 2 && text.split(['-', '–']).all(|one| is_item(one.trim()))
}
