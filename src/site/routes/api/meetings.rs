//! The calls on meetings, their agendas, and reports that are read in.

use platform::api::Calls;

pub fn calls() -> Calls {
    meetings().merge(agendas()).merge(imports())
}

fn meetings() -> Calls {
    use meetings::planning::api as meeting;
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
        .post("/api/v1/groups/{group}/meetings/{meeting}/closing", "close_meeting", meeting::close)
        .post(
            "/api/v1/groups/{group}/meetings/{meeting}/cancellation",
            "cancel_meeting",
            meeting::cancel,
        )
}

fn agendas() -> Calls {
    use meetings::agenda::api as agenda;
    const WHOLE: &str = "/api/v1/groups/{group}/meetings/{meeting}/agenda";
    const ITEMS: &str = "/api/v1/groups/{group}/meetings/{meeting}/agenda/items";
    const ITEM: &str = "/api/v1/groups/{group}/meetings/{meeting}/agenda/items/{item}";
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

fn imports() -> Calls {
    use exchange::imports::api as import;
    use exchange::imports::api::LARGEST_IMPORT;
    const ONE: &str = "/api/v1/groups/{group}/imports/{import}";
    Calls::on("Imports", "Reports that were written elsewhere, read into a meeting’s record.")
        .upload("/api/v1/groups/{group}/imports", "look_at_report", LARGEST_IMPORT, import::create)
        .get(ONE, "read_import", import::show)
        .delete(ONE, "discard_import", import::discard)
        .upload(
            "/api/v1/groups/{group}/imports/{import}/meeting",
            "store_import",
            LARGEST_IMPORT,
            import::confirm,
        )
        .get(
            "/api/v1/groups/{group}/meetings/{meeting}/source",
            "read_source_of_meeting",
            import::source,
        )
}
