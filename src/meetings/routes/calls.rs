//! The calls of meetings.

use crate::record::{Contribution, Decision, UpdateNote, entry};
use platform::api::Calls;

pub fn calls() -> Calls {
    meeting_calls()
        .merge(agenda_calls())
        .merge(record_calls())
        .merge(attendance_calls())
        .merge(contribution_calls())
        .merge(note_calls())
        .merge(decision_calls())
}

fn meeting_calls() -> Calls {
    use crate::planning::api as meeting;
    const LIST: &str = "/api/v1/groups/{group}/meetings";
    const ONE: &str = "/api/v1/groups/{group}/meetings/{meeting}";
    Calls::on("Meetings", "A group’s numbered series of meetings.")
        .get(LIST, "list_meetings", meeting::list)
        .post(LIST, "make_meeting", meeting::make)
        .get(ONE, "read_meeting", meeting::show)
        .put(ONE, "edit_meeting", meeting::save)
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/scheduling",
            "schedule_meeting",
            meeting::schedule,
        )
        .post("/api/v1/groups/{group}/meetings/{meeting}/session", "open_meeting", meeting::open)
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/session/reversal",
            "undo_opening_of_meeting",
            meeting::undo_opening,
        )
        .post("/api/v1/groups/{group}/meetings/{meeting}/closing", "close_meeting", meeting::close)
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/closing/reversal",
            "undo_closing_of_meeting",
            meeting::undo_closing,
        )
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/cancellation",
            "cancel_meeting",
            meeting::cancel,
        )
}

fn agenda_calls() -> Calls {
    use crate::agenda::api as agenda;
    const WHOLE: &str = "/api/v1/groups/{group}/meetings/{meeting}/agenda";
    const ITEMS: &str = "/api/v1/groups/{group}/meetings/{meeting}/agenda/items";
    const ITEM: &str = "/api/v1/groups/{group}/meetings/{meeting}/agenda/items/{item}";
    const REMOVED: &str = "/api/v1/groups/{group}/meetings/{meeting}/agenda/removed-items";
    const OVER: &str = "/api/v1/groups/{group}/meetings/{meeting}/agenda/carried-over";
    const STANDING: &str = "/api/v1/groups/{group}/meetings/{meeting}/agenda/standing-item";
    Calls::on("Agendas", "What a meeting will discuss, as a tree of items.")
        .get(WHOLE, "read_agenda", agenda::show)
        .get(ITEMS, "list_agenda_items", agenda::list)
        .post(ITEMS, "add_agenda_item", agenda::add)
        .get(ITEM, "read_agenda_item", agenda::item)
        .put(ITEM, "edit_agenda_item", agenda::save)
        .delete(ITEM, "remove_agenda_item", agenda::remove)
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/agenda/items/{item}/position",
            "move_agenda_item",
            agenda::shift,
        )
        .get(REMOVED, "list_removed_agenda_items", agenda::removed)
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/agenda/items/{item}/restoration",
            "restore_agenda_item",
            agenda::restore,
        )
        .get(OVER, "list_items_to_carry_over", agenda::left_over)
        .post(OVER, "carry_items_over", agenda::carry_over)
        .get(STANDING, "read_earlier_actions", agenda::standing)
        .post(STANDING, "add_standing_item", agenda::add_standing)
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/agenda/publication",
            "publish_agenda",
            agenda::publish,
        )
}

fn record_calls() -> Calls {
    use crate::details::api as particulars;
    use crate::outcomes::api as outcome;
    const PARTICULARS: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/particulars";
    const OUTCOME: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/items/{entry}/outcome";
    Calls::on("Record", "What was recorded of a meeting.")
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

fn attendance_calls() -> Calls {
    use crate::attendance::api as attendance;
    const LIST: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/attendance";
    Calls::on("Attendance", "Who was at a meeting.")
        .get(LIST, "list_attendance", attendance::list)
        .patch(LIST, "change_attendance", attendance::save)
}

fn contribution_calls() -> Calls {
    use crate::contributions::api as contribution;
    use entry::api::{add, list, read, remove, restore, save};
    const LIST: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/contributions";
    const ONE: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/contributions/{entry}";
    Calls::on("Contributions", "What people said under an agenda item.")
        .get(LIST, "list_contributions", list::<Contribution>)
        .post(LIST, "add_contribution", add::<Contribution>)
        .get(ONE, "read_contribution", read::<Contribution>)
        .put(ONE, "correct_contribution", save::<Contribution>)
        .delete(ONE, "remove_contribution", remove::<Contribution>)
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/record/contributions/{entry}/position",
            "move_contribution",
            contribution::shift,
        )
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/record/contributions/{entry}/restoration",
            "restore_contribution",
            restore::<Contribution>,
        )
}

fn note_calls() -> Calls {
    use entry::api::{add, list, read, remove};
    const LIST: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/notes";
    const ONE: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/notes/{entry}";
    Calls::on("Update notes", "What was learnt after the meeting.")
        .get(LIST, "list_update_notes", list::<UpdateNote>)
        .post(LIST, "add_update_note", add::<UpdateNote>)
        .get(ONE, "read_update_note", read::<UpdateNote>)
        .delete(ONE, "take_update_note_back", remove::<UpdateNote>)
}

fn decision_calls() -> Calls {
    use entry::api::{add, list, read, remove, restore, save};
    const LIST: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/decisions";
    const ONE: &str = "/api/v1/groups/{group}/meetings/{meeting}/record/decisions/{entry}";
    Calls::on("Decisions", "What a meeting agreed, numbered in the group’s series.")
        .get(LIST, "list_decisions", list::<Decision>)
        .post(LIST, "add_decision", add::<Decision>)
        .get(ONE, "read_decision", read::<Decision>)
        .put(ONE, "correct_decision", save::<Decision>)
        .delete(ONE, "remove_decision", remove::<Decision>)
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/record/decisions/{entry}/restoration",
            "restore_decision",
            restore::<Decision>,
        )
}
