//! The summaries of a group's latest meetings: composed from the record, and all but the very
//! latest approved and published.

use chrono::{DateTime, TimeDelta, Utc};

use super::World;
use super::groups::Founded;
use super::meetings::Told;
use super::people::Invented;
use super::tables::{Bytes, Known, Tables};
use super::words::paragraph;
use base::digest::hash;
use base::ids::{CommentId, SectionId};
use base::revisions::content;
use platform::history::Change;
use platform::web::Result;
use summaries::draft::{Composed, Section, Summary, SummaryState, compose, section_html};
use summaries::editions::{Edition, Link, Source};
use summaries::review::CommentKind;

/// Composing one takes as long as inventing a hundred meetings.
const IN_ALL: usize = 400;
const IN_A_GROUP: usize = 12;
const COMMENTS: usize = 2;

/// What becomes of a meeting's summary, if it has one.
fn state(world: &World, founded: &Founded, told: &Told) -> Option<SummaryState> {
    let most = (IN_ALL / world.totals.groups.max(1)).clamp(1, IN_A_GROUP);
    let ahead = founded.meetings.saturating_sub(1).min(2);
    match (told.is_held(), told.later.saturating_sub(ahead)) {
        (false, _) => None,
        (true, 0) if founded.meetings > 1 => Some(SummaryState::InReview),
        (true, later) if later <= most => Some(SummaryState::Published),
        _ => None,
    }
}

/// Writes the summary of a meeting, and its edition at the end of the group's chain.
pub fn write(
    world: &World,
    founded: &Founded,
    told: &mut Told,
    chain: &mut Link,
    tables: &mut Tables,
) -> Result<()> {
    let Some(state) = state(world, founded, told) else { return Ok(()) };
    let drafted_at = told.meeting.starts_at + TimeDelta::days(1);
    let mut summary = Summary {
        meeting_id: told.meeting.id,
        group_id: founded.group.id,
        state,
        edition: 1,
        corrigendum: String::new(),
        deadline: Some(drafted_at + TimeDelta::weeks(1)),
        text_hash: Vec::new(),
        returned: String::new(),
        shortened: None,
        sections: Vec::new(),
    };
    for composed in compose(&founded.group, &told.meeting, &told.record) {
        let position = summary.sections.len() as i32 + 1;
        let id = SectionId(told.random.id(drafted_at));
        summary.sections.push(section(id, position, composed)?);
    }
    summary.text_hash = hash(&summary.markdown());
    rows(&summary, tables);
    events(&summary, founded, drafted_at, tables);
    match state {
        SummaryState::Published => publish(&summary, founded, told, chain, tables)?,
        _ => comments(world, &summary, founded, told, tables),
    }
    Ok(())
}

fn section(id: SectionId, position: i32, composed: Composed) -> Result<Section> {
    Ok(Section {
        id,
        kind: composed.kind,
        item_id: composed.item_id,
        position,
        html: section_html(composed.kind, &composed.as_edit())?,
        heading: composed.heading.clone(),
        text: composed.text.clone(),
        composed_heading: composed.heading,
        composed: composed.text,
        revision: 1,
        removed_at: None,
    })
}

fn rows(summary: &Summary, tables: &mut Tables) {
    tables.summaries.add((
        summary.meeting_id,
        summary.group_id,
        summary.state,
        Known(summary.deadline),
        Bytes(&summary.text_hash),
    ));
    for section in &summary.sections {
        tables.summary_sections.add((
            section.id,
            summary.meeting_id,
            section.kind,
            Known(section.item_id),
            section.position,
            &section.heading,
            &section.text,
            &section.html,
            &section.composed_heading,
            &section.composed,
        ));
    }
}

fn events(summary: &Summary, founded: &Founded, at: DateTime<Utc>, tables: &mut Tables) {
    let by = founded.secretary();
    for section in &summary.sections {
        let composed = Change {
            subject: "section",
            subject_id: section.id.0,
            revision: Some(1),
            content: Some(content(&section.edited())),
            ..about(summary, "composed")
        };
        tables.tell(at, by, composed);
    }
    tables.tell(at, by, about(summary, "drafted"));
    tables.tell(at, by, about(summary, "submitted for review"));
}

fn publish(
    summary: &Summary,
    founded: &Founded,
    told: &Told,
    chain: &mut Link,
    tables: &mut Tables,
) -> Result<()> {
    let at = summary.deadline.unwrap_or(told.meeting.starts_at) + TimeDelta::days(1);
    let co_chairs: Vec<&Invented> = founded.co_chairs().collect();
    for chair in &co_chairs {
        let text = Bytes(&summary.text_hash);
        tables.approvals.add((summary.meeting_id, summary.edition, chair.id, text, at));
        tables.tell(at, chair.id, about(summary, "approved by a co-chair"));
    }
    if let Some(last) = co_chairs.last() {
        tables.tell(at, last.id, about(summary, "approved"));
    }
    let source = Source {
        group: &founded.group,
        meeting: &told.meeting,
        record: &told.record,
        approved_by: co_chairs.iter().map(|chair| chair.name.clone()).collect(),
        published_at: at + TimeDelta::days(1),
        previous: chain.clone(),
    };
    let edition = Edition::new(summary, source)?;
    *chain = Link { sequence: edition.sequence, chain: edition.chain.clone() };
    tables.tell(edition.published_at, founded.secretary(), about(summary, "published"));
    edition_row(&edition, founded, tables);
    Ok(())
}

fn edition_row(edition: &Edition, founded: &Founded, tables: &mut Tables) {
    // Invented names have no quotes in them.
    let approved_by: Vec<_> =
        edition.approved_by.iter().map(|name| format!("\"{name}\"")).collect();
    tables.editions.add((
        edition.meeting_id,
        edition.number,
        edition.group_id,
        edition.sequence,
        &edition.title,
        &edition.markdown,
        &edition.html,
        &edition.document,
        format!("{{{}}}", approved_by.join(",")),
        founded.secretary(),
        edition.published_at,
        Bytes(&edition.sha256),
        Bytes(&edition.chain),
    ));
}

fn comments(
    world: &World,
    summary: &Summary,
    founded: &Founded,
    told: &mut Told,
    tables: &mut Tables,
) {
    let at = told.meeting.starts_at + TimeDelta::days(2);
    let sections = summary.sections.iter().cycle();
    for (section, person) in sections.zip(&founded.people[3..]).take(COMMENTS) {
        let id = CommentId(told.random.id(at));
        let text = paragraph(world.words.text(2, &mut told.random));
        tables.summary_comments.add((
            id,
            summary.meeting_id,
            section.id,
            summary.edition,
            "",
            CommentKind::Comment,
            person.id,
            text.source,
            text.html,
            at,
        ));
        let made = Change { subject: "comment", subject_id: id.0, ..about(summary, "made") };
        tables.tell(at, person.id, made);
    }
}

fn about(summary: &Summary, event: &'static str) -> Change<'static> {
    Change {
        group: Some(summary.group_id),
        meeting: Some(summary.meeting_id),
        subject: "summary",
        subject_id: summary.meeting_id.0,
        event,
        ..Change::default()
    }
}
