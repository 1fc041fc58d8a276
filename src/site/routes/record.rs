//! The URLs of a meeting's record, and of the actions that come from it.

use platform::web::Routes;

pub fn routes() -> Routes {
    record().merge(contributions()).merge(decisions()).merge(actions())
}

fn record() -> Routes {
    use meetings::attendance::pages as attendance;
    use meetings::details::pages as particulars;
    use meetings::outcomes::pages as outcome;
    use meetings::record::pages as record;
    Routes::default()
        .get("/groups/{group}/meetings/{meeting}/record", record::show)
        .get("/groups/{group}/meetings/{meeting}/record/items/{entry}", record::item)
        .get("/groups/{group}/meetings/{meeting}/record/history/{entry}", record::past)
        .get("/groups/{group}/meetings/{meeting}/record/attendance", attendance::edit)
        .post("/groups/{group}/meetings/{meeting}/record/attendance", attendance::save)
        .get("/groups/{group}/meetings/{meeting}/record/particulars", particulars::edit)
        .post("/groups/{group}/meetings/{meeting}/record/particulars", particulars::save)
        .get("/groups/{group}/meetings/{meeting}/record/items/{entry}/outcome", outcome::edit)
        .post("/groups/{group}/meetings/{meeting}/record/items/{entry}/outcome", outcome::set)
        .get("/groups/{group}/meetings/{meeting}/record/remaining", outcome::remaining)
        .post("/groups/{group}/meetings/{meeting}/record/remaining", outcome::set_remaining)
}

fn contributions() -> Routes {
    use meetings::contributions::pages as contribution;
    use meetings::notes::pages as note;
    Routes::default()
        .post("/groups/{group}/meetings/{meeting}/record/contributions", contribution::add)
        .get("/groups/{group}/meetings/{meeting}/record/contributions/{entry}", contribution::edit)
        .post("/groups/{group}/meetings/{meeting}/record/contributions/{entry}", contribution::save)
        .post(
            "/groups/{group}/meetings/{meeting}/record/contributions/{entry}/position",
            contribution::move_by_one,
        )
        .post(
            "/groups/{group}/meetings/{meeting}/record/contributions/{entry}/removal",
            contribution::remove,
        )
        .post(
            "/groups/{group}/meetings/{meeting}/record/contributions/{entry}/restoration",
            contribution::restore,
        )
        .post("/groups/{group}/meetings/{meeting}/record/notes", note::add)
        .get("/groups/{group}/meetings/{meeting}/record/notes/new", note::new)
        .get("/groups/{group}/meetings/{meeting}/record/notes/{entry}", note::show)
        .post("/groups/{group}/meetings/{meeting}/record/notes/{entry}/removal", note::remove)
}

fn decisions() -> Routes {
    use meetings::decisions::pages as decision;
    Routes::default()
        .post("/groups/{group}/meetings/{meeting}/record/decisions", decision::add)
        .get("/groups/{group}/meetings/{meeting}/record/decisions/new", decision::new)
        .get("/groups/{group}/meetings/{meeting}/record/decisions/{entry}", decision::edit)
        .post("/groups/{group}/meetings/{meeting}/record/decisions/{entry}", decision::save)
        .post(
            "/groups/{group}/meetings/{meeting}/record/decisions/{entry}/removal",
            decision::remove,
        )
        .post(
            "/groups/{group}/meetings/{meeting}/record/decisions/{entry}/restoration",
            decision::restore,
        )
}

fn actions() -> Routes {
    use actions::pages as action;
    use platform::tables::LARGEST_UPLOAD;
    Routes::default()
        .post("/groups/{group}/meetings/{meeting}/record/actions", action::add)
        .get("/groups/{group}/meetings/{meeting}/record/actions/new", action::new)
        .get("/groups/{group}/meetings/{meeting}/record/actions/{entry}", action::edit)
        .post("/groups/{group}/meetings/{meeting}/record/actions/{entry}", action::save)
        .post("/groups/{group}/meetings/{meeting}/record/actions/{entry}/removal", action::remove)
        .post(
            "/groups/{group}/meetings/{meeting}/record/actions/{entry}/restoration",
            action::restore,
        )
        .get("/groups/{group}/actions", action::list)
        .get("/groups/{group}/actions.csv", action::csv)
        .get("/groups/{group}/actions/import", action::new_import)
        .upload("/groups/{group}/actions/import", LARGEST_UPLOAD, action::bring_in)
        .get("/groups/{group}/actions/{action}", action::show)
        .post("/groups/{group}/actions/{action}", action::save_elsewhere)
        .get("/groups/{group}/actions/{action}/edit", action::edit_elsewhere)
        .post("/groups/{group}/actions/{action}/reports", action::report)
}
