//! Which runs of `*`, `_` and `~` open or close emphasis.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::roles::Role;
use crate::text::is_unspaced;

/// How many runs that nobody closed are looked through for the one that a run closes.
const NEAR: usize = 20;

/// What a run of signs does: at the border of a word, and not where it multiplies, or stands for
/// any name of a file.
pub struct Acts {
    pub opens: bool,
    pub closes: bool,
    /// The letter behind which it opens, if no program would see that.
    pub opens_behind: Option<char>,
    /// Whether it closes before a letter, and no program would see that.
    pub closes_unseen: bool,
    /// Whether it stands behind a word like a note's star: "价格*，数量*".
    pub is_note: bool,
}

impl Acts {
    pub fn of(text: &str, at: usize, run: usize) -> Self {
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let after = text[at + run..].chars().next().unwrap_or(' ');
        let border = |sign: char| !sign.is_alphanumeric() || is_unspaced(sign);
        let is_note =
            run == 1 && !before.is_whitespace() && "，。、；：！？）］｝】」』》〉".contains(after);
        let opens = !is_note
            && (border(before) || before.is_alphabetic() && parts(after))
            && !")]}".contains(before)
            && !after.is_whitespace()
            && !".,;:!?)]}/\\|%=".contains(after);
        let closes = (border(after) || after.is_alphabetic() && parts(before))
            && !"([{".contains(after)
            && !before.is_whitespace()
            && !"([{/\\|=".contains(before);
        Acts {
            opens,
            closes,
            opens_behind: Some(before).filter(|_| is_spelled(before) && is_western(after)),
            closes_unseen: is_western(before) && is_spelled(after),
            is_note,
        }
    }

    pub fn any(&self) -> bool {
        self.opens || self.closes
    }
}

/// A sign of a writing without blanks, which parts words as a blank does. Within parentheses it
/// may be a formula.
fn parts(sign: char) -> bool {
    is_unspaced(sign) && is_sign(sign) && !"（）［］｛｝".contains(sign)
}

/// Neither letter nor blank nor part of a letter.
fn is_sign(sign: char) -> bool {
    !sign.is_alphanumeric() && !sign.is_whitespace() && !is_combining_mark(sign)
}

/// A letter of a writing without blanks that programs know nothing of: Thai, Khmer and their like.
fn is_spelled(letter: char) -> bool {
    !is_sign(letter) && is_unspaced(letter) && !is_cjk(letter)
}

fn is_western(sign: char) -> bool {
    is_sign(sign) && !is_cjk(sign)
}

fn is_cjk(sign: char) -> bool {
    let is_indic = matches!(sign, ..'\u{1100}' | '\u{1780}'..='\u{1AAF}' | '\u{A9E0}'..='\u{AADF}');
    is_unspaced(sign) && !is_indic
}

/// The runs that opened something, the last at the end.
#[derive(Default)]
pub struct Open(Vec<(char, usize)>);

impl Open {
    pub fn open(&mut self, sign: char, run: usize) {
        self.0.push((sign, run));
    }

    pub fn has(&self, sign: char) -> bool {
        self.0.iter().rev().take(NEAR).any(|(open, _)| *open == sign)
    }

    /// Whether such a run was open. What was opened in it is closed as well.
    pub fn close(&mut self, sign: char, run: usize) -> bool {
        let back = self.0.iter().rev().take(NEAR).position(|open| *open == (sign, run));
        if let Some(back) = back {
            self.0.truncate(self.0.len() - 1 - back);
        }
        back.is_some()
    }
}

/// Makes `_` literal that would be closed within the name of a file: `__init__.py`.
pub fn names_of_files(text: &str, roles: &mut [Role]) {
    let mut open: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find('_').map(|at| from + at) {
        let is_mark = |(sign, role): &(&u8, &Role)| **sign == b'_' && **role == Role::Plain;
        let here = text.as_bytes()[start..].iter().zip(&roles[start..]);
        let run = here.take_while(is_mark).count();
        let end = start + run;
        from = end.max(start + 1);
        if run == 0 {
            continue;
        }
        let before = text[..start].chars().next_back().unwrap_or(' ');
        let mut behind = text[end..].chars();
        let after = behind.next().unwrap_or(' ');
        let closes = !before.is_whitespace() && !after.is_alphanumeric();
        let back = open.iter().rev().take(NEAR).position(|open| open.len() == run);
        if let Some(back) = back.filter(|_| closes) {
            open.truncate(open.len() - back);
            let opened = open.pop().unwrap_or_default();
            if after == '.' && behind.next().is_some_and(char::is_alphanumeric) {
                roles[opened].fill(Role::Literal);
                roles[start..end].fill(Role::Literal);
            }
        } else if !before.is_alphanumeric() && !after.is_whitespace() {
            open.push(start..end);
        }
    }
}
