//! The calls on a meeting's record, and on the actions that come from it.

use meetings::record::entries::{list, read};
use platform::api::Calls;

pub fn calls() -> Calls {
    record()
        .merge(attendance())
        .merge(contributions())
        .merge(notes())
        .merge(decisions())
        .merge(recorded_actions())
        .merge(actions())
}

fn record() -> Calls {
    use actions::record;
    use meetings::details::api as particulars;
    use meetings::outcomes::api as outcome;
    const PARTICULARS: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/particulars";
    const OUTCOME: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/items/{entry}/outcome";
    Calls::on("Record", "What was recorded of a meeting.")
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
        .get(PARTICULARS, "read_particulars", particulars::show)
        .put(PARTICULARS, "edit_particulars", particulars::save)
        .get(OUTCOME, "read_outcome", outcome::show)
        .put(OUTCOME, "set_outcome", outcome::set)
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/record/remaining",
            "mark_items_not_addressed",
            outcome::set_remaining,
        )
}

fn attendance() -> Calls {
    use meetings::attendance::api as attendance;
    const LIST: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/attendance";
    Calls::on("Attendance", "Who was at a meeting.")
        .get(LIST, "list_attendance", attendance::list)
        .patch(LIST, "change_attendance", attendance::save)
}

fn notes() -> Calls {
    use meetings::notes::api as note;
    const LIST: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/notes";
    const ONE: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/notes/{entry}";
    Calls::on("Update notes", "What was learnt after the meeting.")
        .get(LIST, "list_update_notes", list::<note::Representation>)
        .post(LIST, "add_update_note", note::add)
        .get(ONE, "read_update_note", read::<note::Representation>)
        .delete(ONE, "take_update_note_back", note::remove)
}

fn decisions() -> Calls {
    use meetings::decisions::api as decision;
    const LIST: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/decisions";
    const ONE: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/decisions/{entry}";
    Calls::on("Decisions", "What a meeting agreed, numbered in the group’s series.")
        .get(LIST, "list_decisions", list::<decision::Representation>)
        .post(LIST, "add_decision", decision::add)
        .get(ONE, "read_decision", read::<decision::Representation>)
        .put(ONE, "correct_decision", decision::save)
        .delete(ONE, "remove_decision", decision::remove)
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/record/decisions/{entry}/restoration",
            "restore_decision",
            decision::restore,
        )
}

fn recorded_actions() -> Calls {
    use actions::api as action;
    const LIST: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/actions";
    const ONE: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/actions/{entry}";
    Calls::on("Actions", "Who does what by when.")
        .get(LIST, "list_actions_of_meeting", action::list_recorded)
        .post(LIST, "add_action", action::add)
        .get(ONE, "read_action_of_meeting", action::show)
        .put(ONE, "correct_action_of_meeting", action::save)
        .delete(ONE, "remove_action", action::remove)
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/record/actions/{entry}/restoration",
            "restore_action",
            action::restore,
        )
}

fn actions() -> Calls {
    use actions::api as action;
    use actions::api::LARGEST_IMPORT;
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

fn contributions() -> Calls {
    use meetings::contributions::api as contribution;
    const LIST: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/contributions";
    const ONE: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/contributions/{entry}";
    Calls::on("Contributions", "What people said under an agenda item.")
        .get(LIST, "list_contributions", list::<contribution::Representation>)
        .post(LIST, "add_contribution", contribution::add)
        .get(ONE, "read_contribution", read::<contribution::Representation>)
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
