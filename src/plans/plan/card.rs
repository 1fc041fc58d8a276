//! What a public plan says of itself to programs that link to it or find it.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::plan::Plan;
use access::card::{organization, public};
use access::rights::Reader;
use base::markdown::brief;
use platform::config::Config;
use platform::web::card::Card;

pub fn card(config: &Config, reader: &Reader, plan: &Plan, now: DateTime<Utc>) -> Option<Card> {
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
