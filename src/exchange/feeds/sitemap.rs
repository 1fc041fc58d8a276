//! The map of what the public may read (sitemaps.org 0.9), and what robots are asked.

use std::fmt::Write;

use chrono::{DateTime, Utc};

use base::time::timestamp;

pub const CONTENT_TYPE: &str = "application/xml; charset=utf-8";

/// More than these a map may not have; what is latest is in it.
pub const MOST: i64 = 50_000;

/// A page, and when it was changed the last time, if that is known.
pub struct Place {
    pub path: String,
    pub at: Option<DateTime<Utc>>,
}

/// What is nobody's to find: forms, and what only works for whoever got a link.
const KEPT_OFF: [&str; 9] = [
    "/account",
    "/administration",
    "/api/",
    "/invitations/",
    "/public-comments/",
    "/reminders/",
    "/reports/",
    "/sign-in",
    "/welcome/",
];

/// `address` makes a path absolute. Addresses here have no sign that XML knows.
pub fn sitemap(places: &[Place], address: impl Fn(&str) -> String) -> String {
    let mut map = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for place in places {
        let _ = write!(map, "<url><loc>{}</loc>", address(&place.path));
        if let Some(at) = place.at {
            let _ = write!(map, "<lastmod>{}</lastmod>", timestamp(at));
        }
        map.push_str("</url>\n");
    }
    map.push_str("</urlset>\n");
    map
}

pub fn robots(address: impl Fn(&str) -> String) -> String {
    let mut robots = String::from("User-agent: *\n");
    for path in KEPT_OFF {
        let _ = writeln!(robots, "Disallow: {path}");
    }
    let _ = writeln!(robots, "\nSitemap: {}", address("/sitemap.xml"));
    robots
}
