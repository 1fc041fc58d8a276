//! One line's words: which signs in them are markup, and which are signs.

use std::ops::Range;

use super::backslash::{is_address, is_reference};
use super::emphasis::{Acts, Open, names_of_files};
use super::links::{Link, bare_mail, bare_url, links, mail_name, set_apart};
use super::roles::{Role, roles};
use crate::text::is_unspaced;

/// Where the words stand.
#[derive(Clone, Copy, PartialEq)]
pub enum Place {
    Line,
    Cell,
}

pub fn inline(text: &str, place: Place) -> String {
    inline_below(text, place, &mut Open::default())
}

/// The same of a line below others, in which emphasis was opened.
pub fn inline_below(text: &str, place: Place, open: &mut Open) -> String {
    let mut roles = roles(text);
    names_of_files(text, &mut roles);
    let links = links(text, &roles);
    let out = String::with_capacity(text.len() + 16);
    let mut writing = Writing { text, roles, place, open, apart_at: None, mail_from: 0, out };
    writing.write(0, text.len(), &links, false);
    writing.out
}

struct Writing<'t, 'o> {
    text: &'t str,
    roles: Vec<Role>,
    place: Place,
    /// What is emphasised here.
    open: &'o mut Open,
    /// Where a letter is written as a reference.
    apart_at: Option<usize>,
    /// Before here begins no e-mail address.
    mail_from: usize,
    out: String,
}

impl Writing<'_, '_> {
    fn write(&mut self, from: usize, to: usize, links: &[Link], linked: bool) {
        let mut links = links;
        let mut at = from;
        while at < to {
            while links.first().is_some_and(|link| link.whole.start < at) {
                links = &links[1..];
            }
            if let Some((link, rest)) = links.split_first()
                && link.whole.start == at
            {
                self.link(link, rest, linked);
                at = link.whole.end;
                continue;
            }
            at = self.step(at, to, linked);
        }
    }

    fn link(&mut self, link: &Link, within: &[Link], linked: bool) {
        // A link in another is its text.
        if linked {
            return self.write(link.text.start, link.text.end, within, true);
        }
        self.open("[");
        if link.text.is_empty() {
            self.out.extend(link.url.chars().flat_map(escaped_in_url));
        }
        self.write(link.text.start, link.text.end, within, true);
        let url = link.url.replace('<', "%3C").replace('>', "%3E").replace('|', "%7C");
        let apart = url.contains(['(', ')', ' ', '&']);
        self.out.push_str("](");
        self.out.push_str(&if apart { format!("<{}>", url.replace('&', "\\&")) } else { url });
        self.out.push(')');
    }

    /// Writes what begins here, and says where it ends.
    fn step(&mut self, at: usize, to: usize, linked: bool) -> usize {
        let here = &self.text[at..to];
        let sign = here.chars().next().expect("something is left");
        let end = at + sign.len_utf8();
        match self.roles[at] {
            Role::Dropped => {}
            Role::Code => self.code(sign),
            Role::Literal => self.literal(at, sign),
            Role::Plain => return self.plain(at, here, sign, linked),
        }
        end
    }

    fn plain(&mut self, at: usize, here: &str, sign: char, linked: bool) -> usize {
        if let Some(url) = set_apart(here) {
            if linked {
                self.out.push_str(&escaped_url(url));
            } else {
                self.open("<");
                self.out.push_str(&format!("{url}>"));
            }
            return at + url.len() + 2;
        }
        let before = self.text[..at].chars().next_back();
        let begins = before.is_none_or(|before| !before.is_alphanumeric() || is_unspaced(before));
        if begins
            && !linked
            && let Some(url) = bare_url(here)
        {
            if url.get(..4).is_some_and(|www| www.eq_ignore_ascii_case("www.")) {
                self.open("[");
                self.out.push_str(&format!("{}](<http://{url}>)", escaped_url(url)));
            } else {
                self.open("<");
                self.out.push_str(&format!("{url}>"));
            }
            return at + url.len();
        }
        if !linked && at >= self.mail_from && sign.is_ascii_alphanumeric() {
            if let Some(mail) = bare_mail(here) {
                self.open("[");
                self.out.push_str(&format!("{}](<mailto:{mail}>)", escaped_url(mail)));
                return at + mail.len();
            }
            self.mail_from = at + mail_name(here);
        }
        match sign {
            '*' | '~' => {
                let run = here.len() - here.trim_start_matches(sign).len();
                let acts = Acts::of(self.text, at, run);
                let is_note = acts.is_note && !self.open.has(sign);
                let is_mark = acts.any() && !is_note && (sign == '*' || run == 2);
                let alone = before.is_some_and(char::is_whitespace)
                    && here[run..].starts_with(char::is_whitespace);
                if is_mark {
                    self.keep_acting(acts, sign, at..at + run);
                }
                for _ in 0..run {
                    if is_mark || alone { self.out.push(sign) } else { self.literal(at, sign) }
                }
                at + run
            }
            '_' => {
                self.out.push('_');
                at + 1
            }
            sign => {
                self.literal(at, sign);
                at + sign.len_utf8()
            }
        }
    }

    /// Between a letter and another sign CommonMark takes no mark for one. Programs make an
    /// exception of Chinese, Japanese and Korean, and of no other writing without blanks. A letter
    /// that is written as a reference is a sign to any of them.
    fn keep_acting(&mut self, acts: Acts, sign: char, run: Range<usize>) {
        if acts.closes && self.open.close(sign, run.len()) {
            self.apart_at = acts.closes_unseen.then_some(run.end);
        } else if acts.opens {
            let rest = &self.text[run.end..];
            let goes_on = run.len() <= 3 && rest.contains(&self.text[run.clone()]);
            if let Some(letter) = acts.opens_behind.filter(|_| goes_on)
                && self.out.ends_with(letter)
            {
                self.out.pop();
                self.out.push_str(&reference(letter));
            }
            self.open.open(sign, run.len());
        }
    }

    /// Begins a link, which no sign before it may make an image or no link.
    fn open(&mut self, mark: &str) {
        let escapes = |text: &str| (text.len() - text.trim_end_matches('\\').len()) % 2 == 1;
        let before_image = self.out.strip_suffix('!').filter(|_| mark == "[");
        if escapes(&self.out) {
            self.out.push('\\');
        } else if before_image.is_some_and(|before| !escapes(before)) {
            self.out.insert(self.out.len() - 1, '\\');
        }
        self.out.push_str(mark);
    }

    fn code(&mut self, sign: char) {
        if sign == '|' && self.place == Place::Cell && !self.out.ends_with('\\') {
            self.out.push('\\');
        }
        self.out.push(sign);
    }

    /// A sign that is no markup, so that it is none in CommonMark either.
    fn literal(&mut self, at: usize, sign: char) {
        if self.apart_at == Some(at) {
            return self.out.push_str(&reference(sign));
        }
        let after = &self.text[at + sign.len_utf8()..];
        let next = after.chars().next();
        let acts = match sign {
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
            '`' | '*' | '~' => true,
            '_' => self.roles[at] == Role::Literal,
            ']' => next.is_some_and(|next| "([:".contains(next)),
            '<' => {
                is_address(after)
                    || next.is_some_and(|next| next.is_ascii_alphabetic() || "/!?".contains(next))
            }
            '&' => is_reference(after),
            '|' => self.place == Place::Cell,
            _ => false,
        };
        if acts {
            self.out.push('\\');
        }
        self.out.push(sign);
    }
}

fn reference(letter: char) -> String {
    format!("&#{};", u32::from(letter))
}

fn escaped_url(url: &str) -> String {
    url.chars().flat_map(escaped_in_url).collect()
}

/// The signs of an address that is shown as the text of a link.
fn escaped_in_url(sign: char) -> impl Iterator<Item = char> {
    let markup = "\\`*_[]<>&~!|".contains(sign);
    markup.then_some('\\').into_iter().chain([sign])
}
