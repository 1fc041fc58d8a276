//! One line's words: which signs in them are markup, and which are signs.

use super::backslash::{is_address, is_reference};
use super::links::{Link, bare_mail, bare_url, destination, mail_name, set_apart};
use super::roles::{Role, roles};
use crate::text::is_unspaced;

/// Where the words stand.
#[derive(Clone, Copy, PartialEq)]
pub enum Place {
    Line,
    Cell,
}

pub fn inline(text: &str, place: Place) -> String {
    let roles = roles(text);
    let links = links(text, &roles);
    let out = String::with_capacity(text.len() + 16);
    let mut writing = Writing { text, roles, place, mail_from: 0, out };
    writing.write(0, text.len(), &links, false);
    writing.out
}

/// The links of a line, in order; what an image's link is in comes before it.
fn links(text: &str, roles: &[Role]) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut open = Vec::new();
    let mut skip = 0;
    // Nobody writes so much that is nearly a link.
    let mut patience = 4 * text.len() + 10_000;
    for (at, sign) in text.bytes().enumerate() {
        if at < skip || roles[at] != Role::Plain {
            continue;
        }
        match sign {
            b'[' => open.push(at),
            b']' => {
                let Some(start) = open.pop() else { continue };
                let Some((url, length)) = destination(&text[at + 1..], &mut patience) else {
                    continue;
                };
                let before =
                    text[..start].strip_suffix('!').filter(|_| roles[start - 1] == Role::Plain);
                let is_image =
                    before.is_some_and(|before| !before.ends_with(char::is_alphanumeric));
                let whole = start - usize::from(is_image)..at + 1 + length;
                // A link has no link in it.
                if !is_image {
                    open.clear();
                }
                skip = whole.end;
                links.push(Link { whole, text: start + 1..at, url });
            }
            _ => {}
        }
    }
    links.sort_by_key(|link| link.whole.start);
    links
}

struct Writing<'t> {
    text: &'t str,
    roles: Vec<Role>,
    place: Place,
    /// Before here begins no e-mail address.
    mail_from: usize,
    out: String,
}

impl Writing<'_> {
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
                let acts = self.acts(at, run) && (sign == '*' || run == 2);
                let alone = before.is_some_and(char::is_whitespace)
                    && here[run..].starts_with(char::is_whitespace);
                for _ in 0..run {
                    if acts || alone { self.out.push(sign) } else { self.literal(at, sign) }
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

    /// Whether a run of signs opens or closes something: at the border of a word, and not where
    /// it multiplies, or stands for any name of a file.
    fn acts(&self, at: usize, run: usize) -> bool {
        let before = self.text[..at].chars().next_back().unwrap_or(' ');
        let after = self.text[at + run..].chars().next().unwrap_or(' ');
        let border = |sign: char| !sign.is_alphanumeric() || is_unspaced(sign);
        let opens = border(before)
            && !")]}".contains(before)
            && !after.is_whitespace()
            && !".,;:!?)]}/\\|%=".contains(after);
        let closes = border(after)
            && !"([{".contains(after)
            && !before.is_whitespace()
            && !"([{/\\|=".contains(before);
        opens || closes
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

fn escaped_url(url: &str) -> String {
    url.chars().flat_map(escaped_in_url).collect()
}

/// The signs of an address that is shown as the text of a link.
fn escaped_in_url(sign: char) -> impl Iterator<Item = char> {
    let markup = "\\`*_[]<>&~!|".contains(sign);
    markup.then_some('\\').into_iter().chain([sign])
}
