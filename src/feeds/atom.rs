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
    feed.to_string()
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
