//! What is published, told to programs that look again and again: feeds of publications,
//! calendars of meetings, the map of the site, and what pages say of themselves to others.

mod store;
mod atom;
mod sitemap;
pub mod pages;

use chrono::{DateTime, Utc};

use base::addresses::meeting::{MeetingKey, MeetingPath};
use base::addresses::plan::PlanPath;
use base::markdown::brief;

/// Something that was published.
#[derive(Clone, Debug)]
pub struct Publication {
    pub group_slug: String,
    pub group_name: String,
    pub what: What,
    pub at: DateTime<Utc>,
    /// How it begins, or what it corrects.
    pub begins: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// An edition of the summary of a meeting.
    Summary { meeting: String, number: i32, edition: i32 },
    /// An adopted version of a plan.
    Plan { title: String, slug: String, version: i32 },
    /// Published, or revised since.
    Agenda { meeting: String, number: i32, revised: bool },
}

impl Publication {
    /// Of an HTML that may be cut off, without the title that it begins with.
    fn begins(html: &str) -> String {
        let text = html.split_once("</h1>").map_or(html, |(_, text)| text);
        brief(text.rsplit_once('<').map_or(text, |(whole, _)| whole))
    }

    pub fn title(&self) -> String {
        match &self.what {
            What::Summary { meeting, number, edition: 1 } => {
                format!("Summary of {meeting} {number}")
            }
            What::Summary { meeting, number, edition } => {
                format!("Summary of {meeting} {number}, edition {edition}")
            }
            What::Plan { title, version, .. } => format!("{title}, version {version}"),
            What::Agenda { meeting, number, revised: false } => {
                format!("Agenda of {meeting} {number}")
            }
            What::Agenda { meeting, number, .. } => {
                format!("Revised agenda of {meeting} {number}")
            }
        }
    }

    /// Its permanent address on this server.
    pub fn path(&self) -> String {
        let meeting = |number: i32| {
            let meeting = MeetingKey::Number(number);
            MeetingPath { group: self.group_slug.clone(), meeting }
        };
        match &self.what {
            What::Summary { number, edition, .. } => meeting(*number).edition(*edition),
            What::Plan { slug, version, .. } => {
                PlanPath { group: self.group_slug.clone(), plan: slug.clone() }.version(*version)
            }
            What::Agenda { number, .. } => meeting(*number).agenda(),
        }
    }

    pub fn kind(&self) -> &'static str {
        match self.what {
            What::Summary { .. } => "summary",
            What::Plan { .. } => "plan",
            What::Agenda { .. } => "agenda",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_publication_is_told_by_a_title_and_its_permanent_address() {
        let meeting = || "Online Meeting".to_owned();
        let summary = |edition| What::Summary { meeting: meeting(), number: 45, edition };
        let agenda = |revised| What::Agenda { meeting: meeting(), number: 45, revised };
        let plan = What::Plan { title: "WSIS+20".into(), slug: "wsis20".into(), version: 3 };
        let cases = [
            (summary(1), "Summary of Online Meeting 45", "meetings/45/summary/editions/1"),
            (
                summary(2),
                "Summary of Online Meeting 45, edition 2",
                "meetings/45/summary/editions/2",
            ),
            (agenda(false), "Agenda of Online Meeting 45", "meetings/45/agenda"),
            (agenda(true), "Revised agenda of Online Meeting 45", "meetings/45/agenda"),
            (plan, "WSIS+20, version 3", "plans/wsis20/versions/3"),
        ];
        for (what, title, path) in cases {
            let publication = Publication {
                group_slug: "forms".into(),
                group_name: "WG-Forms".into(),
                what,
                at: DateTime::UNIX_EPOCH,
                begins: String::new(),
            };
            assert_eq!(publication.title(), title);
            assert_eq!(publication.path(), format!("/groups/forms/{path}"));
        }
    }

    #[test]
    fn a_publication_begins_after_its_title() {
        let cases = [
            ("<h1>Report</h1>\n<p>We met.</p>\n<p dir=\"au", "We met."),
            ("<p>Without a title.</p>", "Without a title."),
            ("", ""),
        ];
        for (html, told) in cases {
            assert_eq!(Publication::begins(html), told);
        }
    }
}
