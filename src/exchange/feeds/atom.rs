//! Publications as an Atom feed (RFC 4287).

use atom_syndication::{Category, Entry, Feed, FixedDateTime, Link, Person, Text};
use chrono::{DateTime, Utc};

use super::Publication;

pub const CONTENT_TYPE: &str = "application/atom+xml; charset=utf-8";

/// What a feed is of, with absolute addresses.
pub struct Source {
    pub title: String,
    pub subtitle: String,
    /// Its own address, which is its name for ever.
    pub feed: String,
    /// The page for people.
    pub page: String,
    /// Whether it is of many groups, so that each title has to say of which.
    pub of_many: bool,
}

/// When something was published the last time; long ago, if nothing was yet.
pub fn changed(publications: &[Publication]) -> DateTime<Utc> {
    publications.iter().map(|one| one.at).max().unwrap_or_default()
}

/// The feed. `address` makes a path absolute.
pub fn feed(
    source: Source,
    publications: &[Publication],
    address: impl Fn(&str) -> String,
) -> String {
    let entries = publications.iter().map(|one| entry(&source, one, &address));
    let feed = Feed {
        entries: entries.collect(),
        title: Text::plain(source.title.clone()),
        subtitle: Some(source.subtitle).filter(|text| !text.is_empty()).map(Text::plain),
        id: source.feed.clone(),
        updated: at(changed(publications)),
        authors: vec![person(&source.title)],
        links: vec![
            link("self", &source.feed, "application/atom+xml"),
            link("alternate", &source.page, "text/html"),
        ],
        lang: Some("en".into()),
        ..Feed::default()
    };
    // Texts are kept as they were typed, and one such sign would keep everybody from reading this.
    feed.to_string().replace(is_no_character, "\u{FFFD}")
}

fn entry(source: &Source, one: &Publication, address: impl Fn(&str) -> String) -> Entry {
    let address = address(&one.path());
    let title = match source.of_many {
        true => format!("{}: {}", one.group_name, one.title()),
        false => one.title(),
    };
    Entry {
        title: Text::plain(title),
        id: address.clone(),
        updated: at(one.at),
        published: Some(at(one.at)),
        authors: vec![person(&one.group_name)],
        categories: vec![Category { term: one.kind().into(), scheme: None, label: None }],
        links: vec![link("alternate", &address, "text/html")],
        summary: Some(one.begins.clone()).filter(|text| !text.is_empty()).map(Text::plain),
        ..Entry::default()
    }
}

/// What no XML may hold (1.0, section 2.2).
fn is_no_character(sign: char) -> bool {
    let control = sign.is_ascii_control() && !matches!(sign, '\t' | '\n' | '\r' | '\u{7F}');
    control || matches!(sign, '\u{FFFE}' | '\u{FFFF}')
}

fn at(instant: DateTime<Utc>) -> FixedDateTime {
    instant.fixed_offset()
}

fn person(name: &str) -> Person {
    Person { name: name.to_owned(), ..Person::default() }
}

fn link(rel: &str, href: &str, kind: &str) -> Link {
    Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        mime_type: Some(kind.to_owned()),
        ..Link::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feeds::What;

    #[test]
    fn a_sign_that_no_xml_may_hold_does_not_break_the_feed() {
        let source = Source {
            title: "WG-Forms".into(),
            subtitle: "All\u{1F}\t\u{FFFE}".into(),
            feed: "https://example.org/groups/forms.atom".into(),
            page: "https://example.org/groups/forms".into(),
            of_many: false,
        };
        let publication = Publication {
            group_slug: "forms".into(),
            group_name: "WG-Forms".into(),
            what: What::Plan { title: "WSIS\u{0}+20".into(), slug: "wsis20".into(), version: 3 },
            at: DateTime::UNIX_EPOCH,
            begins: "Two\u{1}\u{8}words 🎉".into(),
        };
        let written = feed(source, &[publication], str::to_owned);
        for told in ["All\u{FFFD}\t\u{FFFD}<", "WSIS\u{FFFD}+20", "Two\u{FFFD}\u{FFFD}words 🎉<"]
        {
            assert!(written.contains(told), "{told:?}: {written}");
        }
    }
}
