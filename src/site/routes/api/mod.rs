//! Every call of the JSON API, by the nouns that the pages have.

mod groups;
mod meetings;
mod plans;
mod record;
mod summaries;

use platform::api::Calls;

pub fn calls() -> Calls {
    groups::calls()
        .merge(meetings::calls())
        .merge(record::calls())
        .merge(summaries::calls())
        .merge(plans::calls())
        .merge(search())
        .merge(events())
        .merge(super::webhooks::calls())
}

fn search() -> Calls {
    use crate::search::api as search;
    Calls::on("Search", "What was said, agreed, planned and published.")
        .get("/api/v1/search", "search", search::list)
        .get("/api/v1/groups/{group}/search", "search_in_group", search::in_group)
}

fn events() -> Calls {
    use exchange::events::api as event;
    Calls::on("Events", "What happened in a group, in order, now and as it goes on.").get(
        "/api/v1/groups/{group}/events",
        "list_events",
        event::list,
    )
}
