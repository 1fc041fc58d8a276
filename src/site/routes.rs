//! Every URL of the product: the routes of all crates, and those of the pages that show everything.

#[cfg(test)]
mod tests;

use axum::{Router, middleware};

use crate::{assets, health};
use access::product::product;
use platform::api::{Calls, Catalogue};
use platform::web::{App, Routes, public_cache};

pub fn app(app: App) -> Router {
    base::long_work::announce(platform::turns::aside);
    assets::announce();
    crate::handbook::pages::announce(catalogue);
    let (cache, around) = (app.public_cache.clone(), (app.config.clone(), app.clock));
    let product = product(app, routes().merge(assets::routes()));
    let product = product.layer(middleware::from_fn(health::traffic));
    public_cache::before(product, cache, around, health::count)
}

pub fn routes() -> Routes {
    home()
        .merge(members::routes::routes())
        .merge(meetings::routes::routes())
        .merge(actions::routes::routes())
        .merge(summaries::routes::routes())
        .merge(plans::routes::routes())
        .merge(exchange::routes::routes())
        .merge(operations())
        .merge(handbook())
        .merge(calls().into_routes())
}

/// The nouns of the API in the order of the product's story, in which its handbook tells them.
const STORY: [&str; 27] = [
    "Me",
    "Groups",
    "Memberships",
    "Invitations",
    "Settings of groups",
    "Administration",
    "Meetings",
    "Agendas",
    "Imports",
    "Record",
    "Attendance",
    "Contributions",
    "Update notes",
    "Decisions",
    "Actions",
    "Summaries",
    "Sections",
    "Comments on summaries",
    "Editions",
    "Plans",
    "Objectives and activities",
    "Comments on plans",
    "Comments from the public",
    "Versions of plans",
    "Search",
    "Events",
    "Webhooks",
];

/// What programs can call. A noun that is not in the story yet comes first, where it is seen.
pub fn catalogue() -> Catalogue {
    let mut catalogue = calls().into_catalogue();
    catalogue.nouns.sort_by_key(|(noun, _)| STORY.iter().position(|told| told == noun));
    catalogue
}

fn calls() -> Calls {
    members::routes::calls()
        .merge(my_calls())
        .merge(group_calls())
        .merge(meetings::routes::calls())
        .merge(actions::routes::calls())
        .merge(summaries::routes::calls())
        .merge(plans::routes::calls())
        .merge(search_calls())
        .merge(exchange::routes::calls())
}

/// From where people set out: home, a group, and the search in all or in one.
fn home() -> Routes {
    use crate::groups::pages as group;
    use crate::home::pages as home;
    use crate::live::pages as live;
    use crate::search::pages as search;
    use base::addresses::group::GROUP;
    Routes::default()
        .shared("/", home::show)
        .shared(GROUP, group::show)
        .get("/search", search::show)
        .post("/preview", crate::preview::show)
        .get("/groups/{group}/search", search::in_group)
        .get("/live", live::live)
        .post("/live/here", live::here)
}

fn operations() -> Routes {
    use crate::health::pages as operations;
    Routes::default()
        .get("/healthz", operations::health)
        .get("/readyz", operations::readiness)
        .get("/metrics", operations::metrics)
}

fn handbook() -> Routes {
    use crate::handbook::pages as handbook;
    Routes::default()
        .get("/api/docs", handbook::handbook)
        .get("/api/docs/{noun}", handbook::noun)
        .get("/api/v1/openapi.json", handbook::openapi)
}

fn my_calls() -> Calls {
    use crate::groups::api as group;
    use crate::home::api as home;
    Calls::under("Me").get("/api/v1/me/groups", "list_my_groups", group::mine).get(
        "/api/v1/me/waiting",
        "list_what_waits_for_me",
        home::waiting,
    )
}

fn group_calls() -> Calls {
    use crate::groups::api as group;
    Calls::on("Groups", "The working groups that you may see.")
        .get("/api/v1/groups", "list_groups", group::list)
        .get("/api/v1/groups/{group}", "read_group", group::show)
}

fn search_calls() -> Calls {
    use crate::search::api as search;
    Calls::on("Search", "What was said, agreed, planned and published.")
        .get("/api/v1/search", "search", search::list)
        .get("/api/v1/groups/{group}/search", "search_in_group", search::in_group)
}
