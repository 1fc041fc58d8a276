//! An edition for programs: what its text says, and how to check that it is that text.

use serde::Serialize;
use serde_json::Value;

use super::{Edition, Source, reading};
use crate::draft::{Section, SectionKind, Summary};
use base::digest::{hash, hex};
use base::time::{self, timestamp};
use platform::web::{Error, Result};

#[derive(Serialize)]
struct Document<'a> {
    group: GroupName<'a>,
    meeting: MeetingName<'a>,
    edition: i32,
    title: &'a str,
    corrigendum: Option<&'a str>,
    sections: Vec<Part<'a>>,
    agenda: Vec<reading::AgendaItem>,
    contributions: Vec<reading::Contribution>,
    decisions: Vec<reading::Decision>,
    actions: Vec<reading::Action>,
    next_meeting_at: Option<String>,
    approved_by: &'a [String],
    published_at: String,
    /// Of the Markdown, which is what was approved.
    sha256: String,
    html_sha256: String,
    /// The chain's link before this one, and the link that this text makes.
    previous: Option<String>,
    chain: String,
}

#[derive(Serialize)]
struct GroupName<'a> {
    slug: &'a str,
    name: &'a str,
    short_name: &'a str,
}

#[derive(Serialize)]
struct MeetingName<'a> {
    number: Option<i32>,
    title: &'a str,
    starts_at: String,
}

#[derive(Serialize)]
struct Part<'a> {
    kind: SectionKind,
    heading: &'a str,
    markdown: &'a str,
}

/// Only what the approved text says: the record may have changed since, or say more.
pub fn document(edition: &Edition, summary: &Summary, source: &Source) -> Result<String> {
    let sections: Vec<Section> = summary.printed().map(Section::in_commonmark).collect();
    let of_kind = |kind| move |section: &&Section| section.kind == kind;
    let text = |kind| {
        let section = sections.iter().find(of_kind(kind));
        section.map(|section| section.text.as_str()).unwrap_or_default()
    };
    let items = sections.iter().filter(of_kind(SectionKind::Item));
    let next = source.meeting.next_meeting_at;
    let next = next.filter(|at| text(SectionKind::NextMeeting).contains(&time::utc_in_record(*at)));
    let document = Document {
        group: GroupName {
            slug: &source.group.slug,
            name: &source.group.name,
            short_name: &source.group.short_name,
        },
        meeting: MeetingName {
            number: source.meeting.number,
            title: &source.meeting.title,
            starts_at: timestamp(source.meeting.starts_at),
        },
        edition: edition.number,
        title: &edition.title,
        corrigendum: (!edition.corrigendum.is_empty()).then_some(&*edition.corrigendum),
        sections: sections
            .iter()
            .map(|section| Part {
                kind: section.kind,
                heading: &section.heading,
                markdown: &section.text,
            })
            .collect(),
        agenda: reading::agenda(text(SectionKind::Agenda)),
        contributions: items
            .flat_map(|section| reading::contributions(section, source.record))
            .collect(),
        decisions: reading::decisions(text(SectionKind::Decisions)),
        actions: reading::actions(text(SectionKind::Actions)),
        next_meeting_at: next.map(timestamp),
        approved_by: &edition.approved_by,
        published_at: timestamp(edition.published_at),
        sha256: hex(&edition.sha256),
        html_sha256: hex(&hash(&edition.html)),
        previous: (!source.previous.chain.is_empty()).then(|| hex(&source.previous.chain)),
        chain: hex(&edition.chain),
    };
    let json = serde_json::to_string_pretty(&document);
    json.map_err(|error| Error::Internal(error.into()))
}

/// What in a document differs from the edition that it belongs to.
pub fn differences(edition: &Edition, previous: &[u8]) -> Vec<&'static str> {
    let Ok(document) = serde_json::from_str::<Value>(&edition.document) else {
        return vec!["the JSON"];
    };
    let previous = (!previous.is_empty()).then(|| hex(previous));
    let expected = [
        ("edition", Value::from(edition.number)),
        ("title", Value::from(edition.title.as_str())),
        ("approved_by", Value::from(edition.approved_by.clone())),
        ("published_at", Value::from(timestamp(edition.published_at))),
        ("sha256", Value::from(hex(&edition.sha256))),
        ("html_sha256", Value::from(hex(&hash(&edition.html)))),
        ("previous", Value::from(previous)),
        ("chain", Value::from(hex(&edition.chain))),
    ];
    let differ = expected.into_iter().filter(|(name, value)| document.get(name) != Some(value));
    let mut differences: Vec<_> = differ.map(|(name, _)| name).collect();
    let parts = document["sections"].as_array().cloned().unwrap_or_default();
    let words = |part: &Value, name: &str| part[name].as_str().unwrap_or_default().to_owned();
    let said = |part: &Value| {
        edition.markdown.contains(&words(part, "heading"))
            && edition.markdown.contains(&words(part, "markdown"))
    };
    if parts.is_empty() || !parts.iter().all(said) {
        differences.push("sections");
    }
    differences
}
