//! What an adopted version of a public plan says of itself to programs.

use serde_json::json;

use crate::versions::Version;
use access::card::public;
use access::rights::Reader;
use base::time::timestamp;
use platform::web::card::Card;

/// Whoever reads it may see the version; the address is absolute.
pub fn card(reader: &Reader, version: &Version, address: &str) -> Option<Card> {
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
