//! The pages and the calls of meetings.

mod calls;

use crate::record::{Contribution, Decision, UpdateNote, entry};
use platform::web::Routes;

pub use calls::calls;

pub fn routes() -> Routes {
    meetings().merge(agendas()).merge(record()).merge(contributions()).merge(decisions())
}

fn meetings() -> Routes {
    use crate::planning::pages as meeting;
    Routes::default()
        .shared("/groups/{group}/meetings", meeting::series)
        .post("/groups/{group}/meetings", meeting::create)
        .get("/groups/{group}/meetings/new", meeting::new)
        .shared("/groups/{group}/meetings/{meeting}", meeting::show)
        .get("/groups/{group}/meetings/{meeting}/edit", meeting::edit)
        .post("/groups/{group}/meetings/{meeting}/edit", meeting::save)
        .post("/groups/{group}/meetings/{meeting}/scheduling", meeting::schedule)
        .get("/groups/{group}/meetings/{meeting}/session", meeting::ask)
        .post("/groups/{group}/meetings/{meeting}/session", meeting::open)
        .post("/groups/{group}/meetings/{meeting}/session/reversal", meeting::undo_opening)
        .post("/groups/{group}/meetings/{meeting}/closing", meeting::close)
        .post("/groups/{group}/meetings/{meeting}/closing/reversal", meeting::undo_closing)
        .get("/groups/{group}/meetings/{meeting}/cancellation", meeting::cancel_form)
        .post("/groups/{group}/meetings/{meeting}/cancellation", meeting::cancel)
}

fn agendas() -> Routes {
    use crate::agenda::pages as agenda;
    Routes::default()
        .shared("/groups/{group}/meetings/{meeting}/agenda", agenda::show)
        .post("/groups/{group}/meetings/{meeting}/agenda/lines", agenda::save_lines)
        .get("/groups/{group}/meetings/{meeting}/agenda/text", agenda::text)
        .post("/groups/{group}/meetings/{meeting}/agenda/text", agenda::send_text)
        .post("/groups/{group}/meetings/{meeting}/agenda/changes/{change}/undo", agenda::undo)
        .post("/groups/{group}/meetings/{meeting}/agenda/items", agenda::add)
        .get("/groups/{group}/meetings/{meeting}/agenda/items/{item}", agenda::edit)
        .post("/groups/{group}/meetings/{meeting}/agenda/items/{item}", agenda::save)
        .post("/groups/{group}/meetings/{meeting}/agenda/items/{item}/position", agenda::shift)
        .get("/groups/{group}/meetings/{meeting}/agenda/items/{item}/removal", agenda::ask_removal)
        .post("/groups/{group}/meetings/{meeting}/agenda/items/{item}/removal", agenda::remove)
        .post("/groups/{group}/meetings/{meeting}/agenda/items/{item}/restoration", agenda::restore)
        .get("/groups/{group}/meetings/{meeting}/agenda/removed-items", agenda::removed)
        .post("/groups/{group}/meetings/{meeting}/agenda/carried-over", agenda::carry_over)
        .post("/groups/{group}/meetings/{meeting}/agenda/standing-item", agenda::add_standing)
        .get("/groups/{group}/meetings/{meeting}/agenda/publication", agenda::ask_publication)
        .post("/groups/{group}/meetings/{meeting}/agenda/publication", agenda::publish)
}

fn record() -> Routes {
    use crate::attendance::pages as attendance;
    use crate::details::pages as particulars;
    use crate::outcomes::pages as outcome;
    use crate::record::pages as record;
    Routes::default()
        .get("/groups/{group}/meetings/{meeting}/record", record::show)
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
    use crate::contributions::pages as contribution;
    use crate::notes::pages as note;
    use entry::moving::ask_move;
    use entry::pages::{add, edit, remove, restore, save};
    Routes::default()
        .post("/groups/{group}/meetings/{meeting}/record/contributions", add::<Contribution>)
        .get("/groups/{group}/meetings/{meeting}/record/items/{entry}", contribution::item)
        .get(
            "/groups/{group}/meetings/{meeting}/record/contributions/{entry}",
            edit::<Contribution>,
        )
        .post(
            "/groups/{group}/meetings/{meeting}/record/contributions/{entry}",
            save::<Contribution>,
        )
        .get(
            "/groups/{group}/meetings/{meeting}/record/contributions/{entry}/position",
            ask_move::<Contribution>,
        )
        .post(
            "/groups/{group}/meetings/{meeting}/record/contributions/{entry}/position",
            contribution::shift,
        )
        .post(
            "/groups/{group}/meetings/{meeting}/record/contributions/{entry}/removal",
            remove::<Contribution>,
        )
        .post(
            "/groups/{group}/meetings/{meeting}/record/contributions/{entry}/restoration",
            restore::<Contribution>,
        )
        .post("/groups/{group}/meetings/{meeting}/record/notes", note::add)
        .get("/groups/{group}/meetings/{meeting}/record/notes/new", note::new)
        .get("/groups/{group}/meetings/{meeting}/record/notes/{entry}", note::show)
        .post(
            "/groups/{group}/meetings/{meeting}/record/notes/{entry}/removal",
            remove::<UpdateNote>,
        )
}

fn decisions() -> Routes {
    use crate::decisions::pages as decision;
    use entry::moving::{ask_move, move_to};
    use entry::pages::{add, edit, remove, restore, save};
    Routes::default()
        .post("/groups/{group}/meetings/{meeting}/record/decisions", add::<Decision>)
        .get("/groups/{group}/meetings/{meeting}/record/decisions/new", decision::new)
        .get("/groups/{group}/meetings/{meeting}/record/decisions/{entry}", edit::<Decision>)
        .post("/groups/{group}/meetings/{meeting}/record/decisions/{entry}", save::<Decision>)
        .get(
            "/groups/{group}/meetings/{meeting}/record/decisions/{entry}/position",
            ask_move::<Decision>,
        )
        .post(
            "/groups/{group}/meetings/{meeting}/record/decisions/{entry}/position",
            move_to::<Decision>,
        )
        .post(
            "/groups/{group}/meetings/{meeting}/record/decisions/{entry}/removal",
            remove::<Decision>,
        )
        .post(
            "/groups/{group}/meetings/{meeting}/record/decisions/{entry}/restoration",
            restore::<Decision>,
        )
}
