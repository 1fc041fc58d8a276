//! Where texts stand beside their HTML.

use uuid::Uuid;

use base::markdown::{Markdown, Under, mentioned};
use summaries::draft::{SectionEdit, SectionKind, section_html};

pub struct Place {
    pub key: &'static str,
    table: &'static str,
    source: &'static str,
    html: &'static str,
    how: How,
}

#[derive(Clone, Copy)]
enum How {
    /// What somebody said; those who are mentioned stay so.
    Said,
    /// A text with headings.
    Document(Under),
    Section,
}

#[derive(sqlx::FromRow)]
pub struct Row {
    pub id: Uuid,
    pub source: String,
    pub html: String,
    heading: String,
    kind: String,
}

/// Whose hashes are of sections, and so come after them.
pub const SUMMARIES: &str = "summaries";

const fn place(
    key: &'static str,
    table: &'static str,
    source: &'static str,
    html: &'static str,
    how: How,
) -> Place {
    Place { key, table, source, html, how }
}

/// What waits to be published first. Editions and adopted versions are not here: they are frozen.
pub static PLACES: [Place; 16] = [
    place("summary_sections", "summary_sections", "text", "html", How::Section),
    place("summary_comments", "summary_comments", "text", "html", How::Said),
    place("groups", "groups", "purpose", "purpose_html", How::Document(Under::H2)),
    place("agenda_items", "agenda_items", "notes", "notes_html", How::Said),
    place("plans", "plans", "purpose", "purpose_html", How::Document(Under::H2)),
    place("plan_items", "plan_items", "text", "html", How::Document(Under::H3)),
    place("progress", "plan_items", "progress", "progress_html", How::Said),
    place("activity_reports", "activity_reports", "text", "html", How::Said),
    place("plan_comments", "plan_comments", "text", "html", How::Said),
    place("plan_replies", "plan_replies", "text", "html", How::Said),
    place("public_comments", "public_comments", "text", "html", How::Said),
    place("decisions", "decisions", "text", "html", How::Said),
    place("action_items", "action_items", "text", "html", How::Said),
    place("update_notes", "update_notes", "text", "html", How::Said),
    place("action_reports", "action_reports", "text", "html", How::Said),
    place("contributions", "contributions", "text", "html", How::Said),
];

impl Place {
    pub fn select(&self) -> String {
        let Place { table, source, html, .. } = self;
        let (heading, kind) = match self.how {
            How::Section => ("heading", "kind::text"),
            _ => ("''", "''"),
        };
        format!(
            "select id, {source} as source, {html} as html, {heading} as heading, {kind} as kind
             from {table}
             where $1::uuid is null or id > $1
             order by id limit $2"
        )
    }

    /// $1 is the row, $2 its HTML, $3 the text that this was made of.
    pub fn update(&self) -> String {
        let Place { table, source, html, .. } = self;
        format!("update {table} set {html} = $2 where id = $1 and {source} = $3")
    }

    /// None of a text that is refused today: it keeps what it has.
    pub fn render(&self, row: &Row) -> Option<String> {
        match self.how {
            How::Said => {
                let (text, _) = Markdown::said_naming(&row.source, &mentioned(&row.html)).ok()?;
                Some(text.html)
            }
            How::Document(under) => Some(Markdown::parse(&row.source, under).ok()?.html),
            How::Section => {
                let edit = SectionEdit { heading: row.heading.clone(), text: row.source.clone() };
                section_html(SectionKind::of_key(&row.kind)?, &edit).ok()
            }
        }
    }
}
