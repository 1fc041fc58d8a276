//! Addresses that bear a name: of mail, of pages, and handles. What is left of one without the
//! name still leads to the person, so it goes whole.

use std::ops::Range;

use super::coded::decoded;
use super::letters::has_no_blanks;

/// In bytes. How far the ends of an address are looked for.
const LONGEST: usize = 2_000;

/// The address in which a place lies, with the brackets that make it one in Markdown.
pub fn address_around(text: &str, place: &Range<usize>) -> Option<Range<usize>> {
    let divides = |letter: char| letter.is_whitespace() || "<>\"“”|".contains(letter);
    let first = text.ceil_char_boundary(place.start.saturating_sub(LONGEST));
    let last = text.floor_char_boundary(place.end + LONGEST);
    let start = text[first..place.start].char_indices().rev().find(|(_, one)| divides(*one));
    let start = start.map_or(first, |(at, one)| first + at + one.len_utf8());
    let end = text[place.end..last].find(divides).map_or(last, |at| place.end + at);
    let within = place.start - start..place.end - start;
    let token = &text[start..end];
    let found = linked(token, &within)
        .or_else(|| of_page(token, &within))
        .or_else(|| of_mail(token, &within))
        .or_else(|| handle(token, &within))?;
    let found = start + found.start..start + found.end;
    let angled = text[..found.start].ends_with('<') && text[found.end..].starts_with('>');
    Some(if angled { found.start - 1..found.end + 1 } else { found })
}

/// Whether a writing is an address of mail: "kofi@moc.example".
pub fn is_address(written: &str) -> bool {
    let parts = written.rsplit_once('@').filter(|(local, _)| !local.is_empty());
    let blank = |letter: char| letter.is_whitespace() || ",;<>()".contains(letter);
    parts.is_some_and(|(_, domain)| domain.contains('.')) && !written.contains(blank)
}

/// Whether a place is the whole of an address of mail, and no piece of another.
pub fn is_address_of_mail(text: &str, place: &Range<usize>) -> bool {
    let first = text.ceil_char_boundary(place.start.saturating_sub(LONGEST));
    let near = &text[first..text.floor_char_boundary(place.end + LONGEST)];
    let within = place.start - first..place.end - first;
    let bare = |found: Range<usize>| {
        let address = &near[found.clone()];
        let start = found.start + (address.len() - address.trim_start_matches('_').len());
        start..found.start + address.trim_end_matches('_').len()
    };
    of_mail(near, &within).map(bare) == Some(within)
}

/// `](address)`
fn linked(token: &str, within: &Range<usize>) -> Option<Range<usize>> {
    let open = token[..within.start].rfind("](")?;
    let close = token[open..].find(')').map_or(token.len(), |at| open + at);
    (close >= within.end).then_some(open + 2..close)
}

fn of_page(token: &str, within: &Range<usize>) -> Option<Range<usize>> {
    let before = &token[..within.end];
    let start =
        ["https://", "http://", "mailto:", "www."].iter().find_map(|way| before.find(way))?;
    let end = token[within.end..].find(|letter| "()[]{};!'’`*".contains(letter));
    let end = end.map_or(token.len(), |at| within.end + at);
    let end = start + token[start..end].trim_end_matches(['.', ',', ':', '?']).len();
    (start <= within.start && end >= within.end).then_some(start..end)
}

fn of_mail(token: &str, within: &Range<usize>) -> Option<Range<usize>> {
    let is_in = |letter: char| letter.is_ascii_alphanumeric() || "._+-%@＠".contains(letter);
    let is_in = |letter: char| is_in(letter) || (letter.is_alphabetic() && !has_no_blanks(letter));
    let start = token[..within.start].char_indices().rev().find(|(_, letter)| !is_in(*letter));
    let start = start.map_or(0, |(at, letter)| at + letter.len_utf8());
    let end = token[within.end..].find(|letter| !is_in(letter));
    let end = end.map_or(token.len(), |at| within.end + at);
    let end = start + token[start..end].trim_end_matches(['.', '-']).len();
    let address = decoded(&token[start..end.max(start)]);
    let (local, domain) = address.split_once(['@', '＠'])?;
    (!local.is_empty() && domain.contains('.') && end >= within.end).then_some(start..end)
}

/// `@kofi`, `#kofi`
fn handle(token: &str, within: &Range<usize>) -> Option<Range<usize>> {
    let is_in = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let name = token[..within.start].trim_end_matches(is_in);
    let start = name.strip_suffix(['@', '#'])?.len();
    let end = token[within.end..].find(|letter| !is_in(letter));
    Some(start..end.map_or(token.len(), |at| within.end + at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_goes_whole() {
        for (text, address) in [
            ("write to kofi.mensah@moc.example.", Some("kofi.mensah@moc.example")),
            ("(mailto:kofi@moc.example)", Some("mailto:kofi@moc.example")),
            ("at <kofi@moc.example>, or", Some("<kofi@moc.example>")),
            ("see https://x.example/kofi/a?b=c.", Some("https://x.example/kofi/a?b=c")),
            ("[his page](https://kofi.example/)", Some("https://kofi.example/")),
            ("ask @kofi now", Some("@kofi")),
            ("请@kofi看", Some("@kofi")),
            ("to kofi@moc", None),
            ("by kofi-mensah", None),
            ("**kofi** (moc)", None),
        ] {
            let at = text.find("kofi").unwrap();
            let found = address_around(text, &(at..at + 4));
            assert_eq!(found.map(|range| &text[range]), address, "{text}");
        }
    }
}
