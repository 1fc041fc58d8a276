//! What a public page says of itself to programs that link to it or find it: Open Graph, and
//! schema.org as JSON-LD.

use std::fmt::Write;

use askama::filters::{Escaper, Html};
use serde_json::Value;

/// For the head of a page. Only what the public reads has one.
pub struct Card {
    pub title: String,
    pub description: String,
    pub address: String,
    pub kind: &'static str,
    pub data: Value,
}

impl Card {
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

#[cfg(test)]
mod tests {
    use serde_json::json;

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
