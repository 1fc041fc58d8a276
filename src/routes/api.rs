//! Every call of the JSON API, by the nouns that the pages have.

use crate::api::Calls;

pub fn calls() -> Calls {
    contributions().merge(events())
}

fn contributions() -> Calls {
    use crate::contributions::api as contribution;
    const LIST: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/contributions";
    const ONE: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/contributions/{entry}";
    Calls::on("Contributions", "What people said under an agenda item.")
        .get(LIST, "list_contributions", contribution::list)
        .post(LIST, "add_contribution", contribution::add)
        .get(ONE, "read_contribution", contribution::show)
        .put(ONE, "correct_contribution", contribution::save)
        .delete(ONE, "remove_contribution", contribution::remove)
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/record/contributions/{entry}/position",
            "move_contribution",
            contribution::shift,
        )
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/record/contributions/{entry}/restoration",
            "restore_contribution",
            contribution::restore,
        )
}

fn events() -> Calls {
    use crate::events::api as event;
    Calls::on("Events", "What happened in a group, in order, now and as it goes on.").get(
        "/api/v1/groups/{group}/events",
        "list_events",
        event::list,
    )
}
