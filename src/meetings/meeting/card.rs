//! What the page of a public group's meeting says of it to programs that link to it or find it.

use serde_json::json;

use crate::meeting::Meeting;
use access::card::{organization, public};
use access::rights::Reader;
use base::states::MeetingState;
use base::time::{timestamp, utc};
use platform::config::Config;
use platform::web::card::Card;

pub fn card(config: &Config, reader: &Reader, meeting: &Meeting) -> Option<Card> {
    let group = public(reader)?;
    let address = config.address(&meeting.path(group).show());
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
            "endDate": timestamp(meeting.ends_at()),
            "eventStatus": status,
            "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
            // Where members join is theirs to know.
            "location": { "@type": "VirtualLocation", "url": address },
            "organizer": organization(group, &config.address(&group.path())),
        }),
        address,
    })
}
