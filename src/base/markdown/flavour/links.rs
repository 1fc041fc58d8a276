//! Addresses in a text, and links with a text of their own.

use std::ops::Range;

use url::Url;

use super::roles::Role;
use crate::text::is_unspaced;

/// Longer ones are of no use, and to look for their end again and again would take long.
const LONGEST: usize = 2_000;

/// The address that the text begins with, without the sentence's signs behind it.
pub fn bare_url(text: &str) -> Option<&str> {
    let scheme = ["https://", "http://", "www."].into_iter().find(|scheme| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })?;
    let path = text[scheme.len()..].trim_start_matches(is_of_host);
    let rest = match path.starts_with(['/', '?', '#']) {
        true => path.trim_start_matches(|sign| !ends_url(sign)),
        false => path,
    };
    let url = without_sentence(&text[..text.len() - rest.len()]);
    // "www.there" is no host's name.
    let named = scheme != "www." || url.get(4..).is_some_and(|host| host.contains('.'));
    let whole = if scheme == "www." { format!("http://{url}") } else { url.to_owned() };
    (named && leads_out(&whole)).then_some(url)
}

fn is_of_host(sign: char) -> bool {
    (sign.is_alphanumeric() && !is_unspaced(sign)) || ".-_:@%".contains(sign)
}

/// Blanks, what cannot be in an address, and what follows one in writings without blanks.
fn ends_url(sign: char) -> bool {
    match sign {
        '<' | '>' | '"' | '`' | '\\' | '|' | '[' | ']' => true,
        sign if sign.is_ascii() => !sign.is_ascii_graphic(),
        sign => !sign.is_alphanumeric() || is_unspaced(sign),
    }
}

/// A parenthesis is the address's own if it was opened there.
fn without_sentence(mut url: &str) -> &str {
    let mut open = [('(', ')'), ('{', '}')].map(|(opens, closes)| {
        let count = |sign| url.matches(sign).count();
        (closes, count(closes).saturating_sub(count(opens)))
    });
    while let Some(last) = url.chars().next_back() {
        let unopened = open.iter_mut().find(|(closes, _)| *closes == last);
        match unopened {
            Some((_, more @ 1..)) => *more -= 1,
            None if ".,;:!?'*_~({".contains(last) => {}
            _ => break,
        }
        url = &url[..url.len() - last.len_utf8()];
    }
    url
}

/// An e-mail address that the text begins with.
pub fn bare_mail(text: &str) -> Option<&str> {
    let name = mail_name(text);
    let host = text[name..].strip_prefix('@')?;
    let is_host = |sign: char| sign.is_ascii_alphanumeric() || ".-".contains(sign);
    let host = &host[..host.len() - host.trim_start_matches(is_host).len()];
    let host = host.trim_end_matches(['.', '-']);
    let labels = host.split('.').collect::<Vec<_>>();
    let is_mail = name > 0
        && labels.len() > 1
        && labels.iter().all(|label| !label.is_empty())
        && labels.last().is_some_and(|last| last.bytes().all(|sign| sign.is_ascii_alphabetic()));
    is_mail.then(|| &text[..name + 1 + host.len()])
}

/// How far the letters go that may begin an e-mail address.
pub fn mail_name(text: &str) -> usize {
    let is_name = |sign: char| sign.is_ascii_alphanumeric() || "._%+-".contains(sign);
    text.len() - text.trim_start_matches(is_name).len()
}

/// `<https://…>`: an address set apart.
pub fn set_apart(text: &str) -> Option<&str> {
    let url = text.strip_prefix('<')?;
    let end = url.find(|sign: char| sign == '>' || sign == '<' || sign.is_whitespace())?;
    let url = &url[..end];
    let whole = text[1 + end..].starts_with('>') && leads_out(url) && !url.starts_with('/');
    whole.then_some(url)
}

/// Where a link may lead: to other sites, to a mailbox, or to a page of this one.
pub fn leads_out(url: &str) -> bool {
    let begins = |scheme: &str| {
        url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let own = url.starts_with('/') && !url[1..].starts_with(['/', '\\']);
    let has_signs = !url.contains(|sign: char| sign.is_control() || sign == '\\');
    let out =
        || ["https://", "http://", "mailto:"].into_iter().any(begins) && Url::parse(url).is_ok();
    has_signs && (own || out())
}

/// `(https://… "title")` behind a link's text: the address, and where the parenthesis ends.
/// The title is shown nowhere.
///
/// What is looked through for nothing is taken from the patience.
fn destination(text: &str, patience: &mut usize) -> Option<(String, usize)> {
    let begins = text.strip_prefix('(')?.trim_start().starts_with(['/', '<', 'h', 'H', 'm', 'M']);
    if !begins || *patience < LONGEST {
        return None;
    }
    let near = &text.as_bytes()[..LONGEST.min(text.len())];
    let cost = near.iter().position(u8::is_ascii_whitespace).unwrap_or(near.len());
    *patience -= cost;
    let found = lead(text);
    *patience += if found.is_some() { cost } else { 0 };
    found
}

fn lead(text: &str) -> Option<(String, usize)> {
    let longest = (0..=LONGEST.min(text.len())).rev().find(|end| text.is_char_boundary(*end))?;
    let inside = text[..longest].strip_prefix('(')?;
    let start = inside.len() - inside.trim_start().len();
    let url = match inside[start..].strip_prefix('<') {
        Some(apart) => {
            start + 1
                ..start
                    + 1
                    + apart.find(['>', '<', '\n']).filter(|end| apart[*end..].starts_with('>'))?
        }
        None => start..start + balanced(&inside[start..]),
    };
    let address = unescaped(&inside[url.clone()]);
    let behind = url.end + usize::from(inside[start..].starts_with('<'));
    let end = closing(&inside[behind..])?;
    leads_out(&address).then_some((address, 1 + behind + end))
}

/// How far an address goes whose parentheses are its own.
fn balanced(text: &str) -> usize {
    let (mut depth, mut escaped) = (0, false);
    for (at, sign) in text.char_indices() {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return at,
            ')' => depth -= 1,
            sign if sign.is_whitespace() || sign == '<' => return at,
            _ => {}
        }
    }
    text.len()
}

/// Behind the address: nothing or a title, and the parenthesis.
fn closing(text: &str) -> Option<usize> {
    let rest = text.trim_start();
    let blanks = text.len() - rest.len();
    if rest.starts_with(')') {
        return Some(blanks + 1);
    }
    let quote = rest.chars().next().filter(|sign| blanks > 0 && "\"'".contains(*sign))?;
    let title = rest[1..].find(quote)?;
    let behind = &rest[1 + title + 1..];
    let close = behind.trim_start();
    close.starts_with(')').then(|| text.len() - close.len() + 1)
}

fn unescaped(url: &str) -> String {
    let mut plain = String::with_capacity(url.len());
    let mut signs = url.chars().peekable();
    while let Some(sign) = signs.next() {
        match signs.peek() {
            Some(next) if sign == '\\' && next.is_ascii_punctuation() => {}
            _ => plain.push(sign),
        }
    }
    plain
}

/// A link that has a text.
#[derive(Clone, Debug)]
pub struct Link {
    /// From the `[` or `!` to the `)`.
    pub whole: Range<usize>,
    pub text: Range<usize>,
    pub url: String,
}

/// The links of a line, in order; what an image's link is in comes before it.
pub fn links(text: &str, roles: &[Role]) -> Vec<Link> {
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
