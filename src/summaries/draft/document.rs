//! A summary as one document: the Markdown that is approved and hashed, and its HTML.

use askama::Template;

use super::{Section, SectionEdit, SectionKind, Summary};
use base::markdown::{Headings, Markdown, Under, commonmark, escape, plain};
use platform::web::{Error, Result};

/// The same sections give the same bytes, whenever and wherever.
pub fn markdown(summary: &Summary) -> String {
    let mut parts = Vec::new();
    let mut discussing = false;
    for section in summary.printed() {
        if section.kind.is_discussion() && !discussing {
            discussing = true;
            parts.push("## Discussion".to_owned());
        }
        let section = section.in_commonmark();
        parts.push(format!("{} {}", section.kind.marks(), section.heading));
        if section.kind == SectionKind::Opening && !summary.corrigendum.is_empty() {
            parts.push(commonmark(&notice(summary), Headings::AsTyped));
        }
        parts.push(section.text);
    }
    parts.join("\n\n") + "\n"
}

/// From the HTML that was made when the sections were saved.
pub fn html(summary: &Summary) -> Result<String> {
    let opening = summary.printed().find(|section| section.kind == SectionKind::Opening);
    let document = DocumentHtml {
        title: opening.map(|section| plain(&section.heading)).unwrap_or_default(),
        number: summary.edition - 1,
        corrigendum: &summary.corrigendum,
        sections: summary.printed().collect(),
    };
    document.render().map_err(|error| Error::Internal(error.into()))
}

/// The HTML of a section.
pub fn section_html(kind: SectionKind, edit: &SectionEdit) -> Result<String> {
    let refuse = |why: String| Error::invalid("text", why);
    let render = |source: &str, under| Markdown::parse(source, under).map(|text| text.html);
    let headed = format!("# {}\n\n{}", edit.heading, edit.text);
    let html = match kind {
        SectionKind::Opening => render(&edit.text, Under::H1),
        kind if kind.is_discussion() => render(&headed, Under::H2),
        _ => render(&headed, Under::H1),
    };
    html.map_err(|refused| refuse(refused.to_string()))
}

fn notice(summary: &Summary) -> String {
    let number = summary.edition - 1;
    let correction = escape(&format!("x {}", summary.corrigendum));
    format!("> **Corrigendum {number}:**{}", correction.trim_start_matches('x'))
}

impl Section {
    /// As it is handed out, the same in any program.
    pub fn in_commonmark(&self) -> Section {
        let heading = commonmark(&format!("# {}", self.heading), Headings::Kept);
        Section {
            heading: heading.trim_start_matches('#').trim_start().to_owned(),
            text: commonmark(&self.text, Headings::Kept),
            ..self.clone()
        }
    }
}

#[derive(Template)]
#[template(path = "draft/document.html")]
struct DocumentHtml<'a> {
    title: String,
    number: i32,
    corrigendum: &'a str,
    sections: Vec<&'a Section>,
}

impl DocumentHtml<'_> {
    /// Where the heading of the whole discussion stands.
    fn begins_discussion(&self, section: &Section) -> bool {
        let first = self.sections.iter().find(|section| section.kind.is_discussion());
        first.is_some_and(|first| first.id == section.id)
    }
}

impl SectionKind {
    fn is_discussion(self) -> bool {
        matches!(self, SectionKind::Item | SectionKind::Remaining)
    }

    /// What stands before its heading in Markdown.
    fn marks(self) -> &'static str {
        match self {
            SectionKind::Opening => "#",
            kind if kind.is_discussion() => "###",
            _ => "##",
        }
    }
}
