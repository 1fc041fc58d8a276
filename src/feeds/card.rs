//! What a public page says of itself to programs that link to it or find it: Open Graph, and
//! schema.org as JSON-LD.

use std::fmt::Write;

use askama::filters::{Escaper, Html};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::config::Config;
use crate::editions::Found;
use crate::groups::{Group, Visibility};
use crate::markdown::brief;
use crate::meetings::{Meeting, MeetingState};
use crate::moments::{timestamp, utc};
use crate::plans::Plan;
use crate::roles::Reader;
use crate::versions::Version;

/// For the head of a page. Only what the public reads has one.
pub struct Card {
    title: String,
    description: String,
    address: String,
    kind: &'static str,
    data: Value,
}

impl Card {
    pub fn of_group(config: &Config, reader: &Reader, purpose: &str) -> Option<Card> {
        let group = public(reader)?;
        let address = config.address(&group.path());
        Some(Card {
            title: group.name.clone(),
            description: brief(purpose),
            kind: "website",
            data: organization(group, &address),
            address,
        })
    }

    pub fn of_meeting(config: &Config, reader: &Reader, meeting: &Meeting) -> Option<Card> {
        let group = public(reader)?;
        let address = config.address(&meeting.path(group).show());
        let ends_at = meeting.starts_at + TimeDelta::minutes(meeting.minutes.into());
        let status = match meeting.state {
            MeetingState::Cancelled => "https://schema.org/EventCancelled",
            _ => "https://schema.org/EventScheduled",
        };
        Some(Card {
            title: format!("{} of {}", meeting.name(), group.short_name),
            description: format!("{}, {}", group.name, utc(meeting.starts_at)),
            kind: "website",
            data: json!({
                "@type": "Event",
                "name": meeting.name(),
                "url": address,
                "startDate": timestamp(meeting.starts_at),
                "endDate": timestamp(ends_at),
                "eventStatus": status,
                "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
                // Where members join is theirs to know.
                "location": { "@type": "VirtualLocation", "url": address },
                "organizer": organization(group, &config.address(&group.path())),
            }),
            address,
        })
    }

    pub fn of_edition(
        config: &Config,
        reader: &Reader,
        meeting: &Meeting,
        found: &Found,
    ) -> Option<Card> {
        let (group, edition) = (public(reader)?, &found.edition);
        let address = config.address(&meeting.path(group).edition(edition.number));
        Some(Card {
            title: edition.title.clone(),
            description: format!("{}, {}", group.name, utc(meeting.starts_at)),
            kind: "article",
            data: json!({
                "@type": "Report",
                "name": edition.title,
                "url": address,
                "version": edition.number,
                "datePublished": timestamp(edition.published_at),
                "inLanguage": "en",
                "publisher": organization(group, &config.address(&group.path())),
                "about": { "@type": "Event", "name": meeting.name(),
                           "startDate": timestamp(meeting.starts_at) },
                "encoding": [
                    encoding(&address, "md", "text/markdown"),
                    encoding(&address, "json", "application/json"),
                ],
            }),
            address,
        })
    }

    pub fn of_plan(
        config: &Config,
        reader: &Reader,
        plan: &Plan,
        now: DateTime<Utc>,
    ) -> Option<Card> {
        let group = public(reader)?;
        let address = config.address(&group.plan(&plan.slug).show());
        Some(Card {
            title: format!("{} of {}", plan.title, group.short_name),
            description: brief(&plan.purpose_html),
            kind: "article",
            data: json!({
                "@type": "Report",
                "name": plan.title,
                "url": address,
                "creativeWorkStatus": plan.state_at(now).to_string(),
                "inLanguage": "en",
                "publisher": organization(group, &config.address(&group.path())),
            }),
            address,
        })
    }

    /// Whoever reads it may see the version; the address is absolute.
    pub fn of_version(reader: &Reader, version: &Version, address: &str) -> Option<Card> {
        let group = public(reader)?;
        Some(Card {
            title: format!("{}, version {}", version.title, version.number),
            description: format!("Adopted by the {}", group.name),
            kind: "article",
            data: json!({
                "@type": "Report",
                "name": version.title,
                "url": address,
                "version": version.number,
                "datePublished": timestamp(version.adopted_at),
                "inLanguage": "en",
                "publisher": { "@type": "Organization", "name": group.name },
            }),
            address: address.to_owned(),
        })
    }

    /// A data block is no script: nothing runs it, and the Content-Security-Policy has no say.
    pub fn html(&self) -> String {
        let mut html = String::new();
        for (property, content) in [
            ("og:site_name", "Rapporteur"),
            ("og:type", self.kind),
            ("og:title", &self.title),
            ("og:url", &self.address),
            ("og:description", &self.description),
        ] {
            if !content.is_empty() {
                let _ = write!(html, "<meta property=\"{property}\" content=\"");
                let _ = Html.write_escaped_str(&mut html, content);
                html.push_str("\">\n    ");
            }
        }
        html.push_str("<script type=\"application/ld+json\">");
        html.push_str(&self.json());
        html.push_str("</script>");
        html
    }

    /// Nothing in it can end the element that it stands in.
    fn json(&self) -> String {
        let data = self.data.to_string().replace('<', "\\u003c");
        data.replacen('{', "{\"@context\":\"https://schema.org\",", 1)
    }
}

/// The group, if everybody may read it and this reader is anybody.
fn public(reader: &Reader) -> Option<&Group> {
    let open = reader.group.visibility == Visibility::Public && reader.member.is_none();
    open.then_some(&reader.group)
}

fn organization(group: &Group, address: &str) -> Value {
    json!({
        "@type": "Organization",
        "name": group.name,
        "alternateName": group.short_name,
        "url": address,
    })
}

fn encoding(address: &str, ending: &str, kind: &str) -> Value {
    json!({
        "@type": "MediaObject",
        "contentUrl": format!("{address}.{ending}"),
        "encodingFormat": kind,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_people_wrote_ends_a_tag_or_the_data() {
        let hostile = "</script><script>alert(1)</script>\" onload=\"x";
        let card = Card {
            title: hostile.into(),
            description: hostile.into(),
            address: "https://example.org/".into(),
            kind: "article",
            data: json!({ "name": hostile }),
        };
        let html = card.html();
        assert_eq!(html.matches("<script").count(), 1, "{html}");
        assert_eq!(html.matches("</script>").count(), 1, "{html}");
        let (tags, data) = html.split_once("ld+json\">").unwrap();
        assert!(!tags.contains("\" onload"), "{tags}");
        let data = data.strip_suffix("</script>").unwrap();
        assert_eq!(serde_json::from_str::<Value>(data).unwrap()["name"], hostile);
    }
}
