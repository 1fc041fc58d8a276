//! What each sign of a line may be: markup, itself, or part of code.

use std::collections::HashMap;

use super::backslash::{escapable, is_path};

/// What a byte of the text is for.
#[derive(Clone, Copy, PartialEq)]
pub enum Role {
    /// Whatever its sign is good for.
    Plain,
    /// The sign itself.
    Literal,
    /// A backslash that makes the next sign literal.
    Dropped,
    /// Within backticks.
    Code,
}

pub fn roles(text: &str) -> Vec<Role> {
    let mut roles = vec![Role::Plain; text.len()];
    let closing = closing_backticks(text);
    let mut at = 0;
    let mut before = None;
    while let Some(sign) = text[at..].chars().next() {
        let here = &text[at..];
        let mut end = at + sign.len_utf8();
        if before.is_none_or(char::is_whitespace) && !sign.is_whitespace() {
            let word = &here[..here.find(char::is_whitespace).unwrap_or(here.len())];
            if is_path(word) {
                end = at + word.len();
                roles[at..end].fill(Role::Literal);
                before = word.chars().next_back();
                at = end;
                continue;
            }
        }
        match sign {
            '\\' => {
                let run = here.len() - here.trim_start_matches('\\').len();
                end = at + run;
                let next = here[run..].chars().next();
                let after = next.map_or("", |next| &here[run + next.len_utf8()..]);
                match next.filter(|next| escapable(before, *next, after)) {
                    Some(next) => {
                        for (nth, role) in roles[at..end].iter_mut().enumerate() {
                            *role = if nth % 2 == 0 { Role::Dropped } else { Role::Literal };
                        }
                        if run % 2 == 1 {
                            end +=
                                if next == '`' { backticks(&here[run..]) } else { next.len_utf8() };
                            roles[at + run..end].fill(Role::Literal);
                        }
                    }
                    None => roles[at..end].fill(Role::Literal),
                }
            }
            '`' => {
                let run = backticks(here);
                (end, roles[at]) = match closing.get(&at) {
                    Some(close) => (close + run, Role::Code),
                    None => (at + run, Role::Literal),
                };
                let role = roles[at];
                roles[at..end].fill(role);
            }
            _ => {}
        }
        before = text[..end].chars().next_back();
        at = end;
    }
    roles
}

fn backticks(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

/// Where each run of backticks is followed by one as long.
fn closing_backticks(text: &str) -> HashMap<usize, usize> {
    let mut runs = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find('`').map(|at| from + at) {
        let run = backticks(&text[at..]);
        runs.push((at, run));
        from = at + run;
    }
    let mut next = HashMap::new();
    let pairs = runs.into_iter().rev().filter_map(|(at, run)| Some((at, next.insert(run, at)?)));
    pairs.collect()
}
