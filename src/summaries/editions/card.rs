//! What an edition says of itself to programs that link to it or find it.

use serde_json::{Value, json};

use crate::editions::Found;
use access::card::{organization, public};
use access::rights::Reader;
use base::time::{timestamp, utc};
use meetings::meeting::Meeting;
use platform::config::Config;
use platform::web::card::Card;

pub fn card(config: &Config, reader: &Reader, meeting: &Meeting, found: &Found) -> Option<Card> {
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

fn encoding(address: &str, ending: &str, kind: &str) -> Value {
    json!({
        "@type": "MediaObject",
        "contentUrl": format!("{address}.{ending}"),
        "encodingFormat": kind,
    })
}
