//! The pages and the calls of actions.

use crate::Action;
use meetings::record::entry;
use platform::api::Calls;
use platform::web::Routes;

pub fn routes() -> Routes {
    boxes().merge(actions()).merge(of_plan_items()).merge(reminders())
}

fn boxes() -> Routes {
    use crate::scribing::pages as scribing;
    Routes::default()
        .post("/groups/{group}/meetings/{meeting}/record/entries", scribing::add)
        .post("/groups/{group}/meetings/{meeting}/record/entries/{entry}", scribing::save)
        .post("/groups/{group}/meetings/{meeting}/record/changes/{change}/undo", scribing::undo)
}

fn actions() -> Routes {
    use crate::pages as action;
    use entry::moving::{ask_move, move_to};
    use entry::pages::{add, edit, remove, restore, save};
    use platform::tables::LARGEST_UPLOAD;
    Routes::default()
        .post("/groups/{group}/meetings/{meeting}/record/actions", add::<Action>)
        .get("/groups/{group}/meetings/{meeting}/record/actions/new", action::new)
        .get("/groups/{group}/meetings/{meeting}/record/actions/{entry}", edit::<Action>)
        .post("/groups/{group}/meetings/{meeting}/record/actions/{entry}", save::<Action>)
        .get(
            "/groups/{group}/meetings/{meeting}/record/actions/{entry}/position",
            ask_move::<Action>,
        )
        .post(
            "/groups/{group}/meetings/{meeting}/record/actions/{entry}/position",
            move_to::<Action>,
        )
        .post("/groups/{group}/meetings/{meeting}/record/actions/{entry}/removal", remove::<Action>)
        .post(
            "/groups/{group}/meetings/{meeting}/record/actions/{entry}/restoration",
            restore::<Action>,
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

fn of_plan_items() -> Routes {
    use crate::pages as action;
    Routes::default()
        .get("/groups/{group}/plans/{plan}/items/{item}/actions/new", action::new_on_plan)
        .post("/groups/{group}/plans/{plan}/items/{item}/actions", action::add_on_plan)
}

fn reminders() -> Routes {
    use crate::reminders::pages as reminder;
    Routes::default()
        .get("/reports/{token}", reminder::show_action)
        .post("/reports/{token}", reminder::report)
        .get("/reminders/{token}", reminder::show)
        .post("/reminders/{token}", reminder::switch)
}

pub fn calls() -> Calls {
    record_calls().merge(recorded_action_calls()).merge(action_calls()).merge(plan_item_calls())
}

fn record_calls() -> Calls {
    use crate::record;
    Calls::under("Record")
        .get("/api/v1/groups/{group}/meetings/{meeting}/record", "read_record", record::show)
        .get(
            "/api/v1/groups/{group}/meetings/{meeting}/record/removed",
            "list_removed_entries",
            record::removed,
        )
        .get(
            "/api/v1/groups/{group}/meetings/{meeting}/record/history/{entry}",
            "list_history_of_entry",
            record::past,
        )
}

fn recorded_action_calls() -> Calls {
    use entry::api::{add, list, read, remove, restore, save};
    const LIST: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/actions";
    const ONE: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/actions/{entry}";
    Calls::on("Actions", "Who does what by when.")
        .get(LIST, "list_actions_of_meeting", list::<Action>)
        .post(LIST, "add_action", add::<Action>)
        .get(ONE, "read_action_of_meeting", read::<Action>)
        .put(ONE, "correct_action_of_meeting", save::<Action>)
        .delete(ONE, "remove_action", remove::<Action>)
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/record/actions/{entry}/restoration",
            "restore_action",
            restore::<Action>,
        )
}

fn action_calls() -> Calls {
    use crate::api as action;
    use crate::api::LARGEST_IMPORT;
    const ONE: &str = "/api/v1/groups/{group}/actions/{action}";
    const REPORTS: &str = "/api/v1/groups/{group}/actions/{action}/reports";
    Calls::under("Actions")
        .get("/api/v1/groups/{group}/actions", "list_actions", action::list)
        .upload(
            "/api/v1/groups/{group}/actions/import",
            "import_actions",
            LARGEST_IMPORT,
            action::bring_in,
        )
        .get(ONE, "read_action", action::show_any)
        .put(ONE, "correct_action", action::save_elsewhere)
        .get(
            "/api/v1/groups/{group}/actions/{action}/history",
            "list_history_of_action",
            action::past,
        )
        .get(REPORTS, "list_reports_on_action", action::list_reports)
        .post(REPORTS, "report_on_action", action::report)
        .get(
            "/api/v1/groups/{group}/actions/{action}/reports/{report}",
            "read_report_on_action",
            action::show_report,
        )
}

fn plan_item_calls() -> Calls {
    use crate::api as action;
    Calls::under("Objectives and activities").post(
        "/api/v1/groups/{group}/plans/{plan}/items/{item}/actions",
        "make_action_of_plan_item",
        action::add_on_plan,
    )
}
