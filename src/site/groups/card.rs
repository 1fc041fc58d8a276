//! What the page of a public group says of it to programs that link to it or find it.

use access::card::{organization, public};
use access::rights::Reader;
use base::markdown::brief;
use platform::config::Config;
use platform::web::card::Card;

pub fn card(config: &Config, reader: &Reader, purpose: &str) -> Option<Card> {
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
