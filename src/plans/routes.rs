//! The pages and the calls of plans.

use platform::api::Calls;
use platform::web::Routes;

pub fn routes() -> Routes {
    plans()
        .merge(items())
        .merge(steps())
        .merge(comments())
        .merge(public_comments())
        .merge(versions())
}

fn plans() -> Routes {
    use crate::plan::pages as plan;
    Routes::default()
        .shared("/groups/{group}/plans", plan::index)
        .post("/groups/{group}/plans", plan::make)
        .get("/groups/{group}/plans/new", plan::new)
        .shared("/groups/{group}/plans/{plan}", plan::show)
        .post("/groups/{group}/plans/{plan}", plan::save)
        .get("/groups/{group}/plans/{plan}/editors", plan::editors)
        .get("/groups/{group}/plans/{plan}/history", plan::past)
}

fn items() -> Routes {
    use crate::plan::pages as plan;
    use crate::timeline::pages as timeline;
    use platform::tables::LARGEST_UPLOAD;
    Routes::default()
        .post("/groups/{group}/plans/{plan}/items", plan::add)
        .shared("/groups/{group}/plans/{plan}/items/{item}", timeline::item)
        .post("/groups/{group}/plans/{plan}/items/{item}", plan::save_item)
        .post("/groups/{group}/plans/{plan}/items/{item}/position", plan::shift)
        .post("/groups/{group}/plans/{plan}/items/{item}/removal", plan::remove)
        .post("/groups/{group}/plans/{plan}/items/{item}/restoration", plan::restore)
        .post("/groups/{group}/plans/{plan}/items/{item}/reports", timeline::report)
        .get("/groups/{group}/plans/{plan}/import", plan::new_import)
        .upload("/groups/{group}/plans/{plan}/import", LARGEST_UPLOAD, plan::bring_in)
        .get("/groups/{group}/plans/{plan}/removed", plan::removed)
}

fn steps() -> Routes {
    use crate::plan::pages as plan;
    Routes::default()
        .get("/groups/{group}/plans/{plan}/opening", plan::opening)
        .post("/groups/{group}/plans/{plan}/opening", plan::open)
        .post("/groups/{group}/plans/{plan}/closing", plan::close)
        .post("/groups/{group}/plans/{plan}/draft", plan::redraft)
        .post("/groups/{group}/plans/{plan}/archive", plan::archive)
        .post("/groups/{group}/plans/{plan}/restoration", plan::restore_plan)
}

fn comments() -> Routes {
    use crate::comments::pages as comment;
    Routes::default()
        .shared("/groups/{group}/plans/{plan}/comments", comment::list)
        .post("/groups/{group}/plans/{plan}/comments", comment::make)
        .get("/groups/{group}/plans/{plan}/comments/new", comment::new)
        .shared("/groups/{group}/plans/{plan}/comments/{comment}", comment::thread)
        .post("/groups/{group}/plans/{plan}/comments/{comment}/replies", comment::reply)
        .get("/groups/{group}/plans/{plan}/comments/{comment}/settlement", comment::settlement)
        .post("/groups/{group}/plans/{plan}/comments/{comment}/settlement", comment::settle)
        .shared("/groups/{group}/plans/{plan}/dispositions", comment::dispositions)
        .shared("/groups/{group}/plans/{plan}/dispositions.csv", comment::csv)
}

fn public_comments() -> Routes {
    use crate::public_comments::pages as comment;
    Routes::default()
        .get("/groups/{group}/plans/{plan}/public-comments", comment::queue)
        .post("/groups/{group}/plans/{plan}/public-comments", comment::send)
        .get("/groups/{group}/plans/{plan}/public-comments/new", comment::new)
        .post("/groups/{group}/plans/{plan}/public-comments/{comment}/admission", comment::admit)
        .post("/groups/{group}/plans/{plan}/public-comments/{comment}/refusal", comment::refuse)
        .get("/public-comments/{token}", comment::show)
        .post("/public-comments/{token}", comment::confirm)
}

fn versions() -> Routes {
    use crate::versions::pages as version;
    Routes::default()
        .get("/groups/{group}/plans/{plan}/adoption", version::adoption)
        .post("/groups/{group}/plans/{plan}/adoption", version::adopt)
        .shared("/groups/{group}/plans/{plan}/changes", version::changes)
        .shared("/groups/{group}/plans/{plan}/versions/{version}", version::show)
}

pub fn calls() -> Calls {
    plan_calls()
        .merge(item_calls())
        .merge(comment_calls())
        .merge(public_comment_calls())
        .merge(version_calls())
}

fn plan_calls() -> Calls {
    use crate::plan::api as plan;
    Calls::on("Plans", "Shared action plans: what a group means to do, drafted together.")
        .get("/api/v1/groups/{group}/plans", "list_plans", plan::list)
        .post("/api/v1/groups/{group}/plans", "make_plan", plan::make)
        .get("/api/v1/groups/{group}/plans/{plan}", "read_plan", plan::show)
        .put("/api/v1/groups/{group}/plans/{plan}", "edit_plan", plan::change)
        .get("/api/v1/groups/{group}/plans/{plan}/editors", "list_plan_editors", plan::editors)
        .get("/api/v1/groups/{group}/plans/{plan}/history", "read_plan_history", plan::past)
        .post("/api/v1/groups/{group}/plans/{plan}/opening", "open_plan", plan::open)
        .post("/api/v1/groups/{group}/plans/{plan}/closing", "close_plan", plan::close)
        .post("/api/v1/groups/{group}/plans/{plan}/draft", "redraft_plan", plan::redraft)
        .post("/api/v1/groups/{group}/plans/{plan}/archive", "archive_plan", plan::archive)
        .post("/api/v1/groups/{group}/plans/{plan}/restoration", "restore_plan", plan::restore_plan)
}

fn item_calls() -> Calls {
    use crate::plan::api as plan;
    use crate::timeline::api as timeline;
    use platform::tables::api::LARGEST_CALL;
    const ALL: &str = "/api/v1/groups/{group}/plans/{plan}/items";
    const ONE: &str = "/api/v1/groups/{group}/plans/{plan}/items/{item}";
    Calls::on("Objectives and activities", "What a plan says, part by part, and how far it is.")
        .get(ALL, "list_plan_items", plan::items)
        .post(ALL, "add_plan_item", plan::add)
        .get(ONE, "read_plan_item", plan::show_item)
        .put(ONE, "edit_plan_item", plan::edit)
        .delete(ONE, "remove_plan_item", plan::remove)
        .post(
            "/api/v1/groups/{group}/plans/{plan}/items/{item}/position",
            "move_plan_item",
            plan::shift,
        )
        .post(
            "/api/v1/groups/{group}/plans/{plan}/items/{item}/restoration",
            "restore_plan_item",
            plan::restore,
        )
        .get(
            "/api/v1/groups/{group}/plans/{plan}/removed",
            "list_removed_plan_items",
            plan::removed,
        )
        .get(
            "/api/v1/groups/{group}/plans/{plan}/items/{item}/life",
            "read_life_of_plan_item",
            timeline::read,
        )
        .post(
            "/api/v1/groups/{group}/plans/{plan}/items/{item}/reports",
            "report_on_activity",
            plan::report,
        )
        .upload(
            "/api/v1/groups/{group}/plans/{plan}/import",
            "import_activities",
            LARGEST_CALL,
            plan::bring_in,
        )
}

fn comment_calls() -> Calls {
    use crate::comments::api as comment;
    const ALL: &str = "/api/v1/groups/{group}/plans/{plan}/comments";
    const REPLIES: &str = "/api/v1/groups/{group}/plans/{plan}/comments/{comment}/replies";
    const SETTLEMENT: &str = "/api/v1/groups/{group}/plans/{plan}/comments/{comment}/settlement";
    Calls::on("Comments on plans", "What people say of a plan, and what becomes of it.")
        .get(ALL, "list_plan_comments", comment::list)
        .post(ALL, "comment_on_plan", comment::make)
        .get(
            "/api/v1/groups/{group}/plans/{plan}/comments/{comment}",
            "read_plan_comment",
            comment::show,
        )
        .get(REPLIES, "list_plan_replies", comment::replies)
        .post(REPLIES, "reply_to_plan_comment", comment::reply)
        .get(SETTLEMENT, "read_plan_settlement_offer", comment::offer)
        .post(SETTLEMENT, "settle_plan_comment", comment::settle)
}

fn public_comment_calls() -> Calls {
    use crate::public_comments::api as comment;
    const ALL: &str = "/api/v1/groups/{group}/plans/{plan}/public-comments";
    Calls::on("Comments from the public", "What people who are not in the group say of a plan.")
        .get(ALL, "list_waiting_public_comments", comment::queue)
        .post(ALL, "send_public_comment", comment::send)
        .post(
            "/api/v1/groups/{group}/plans/{plan}/public-comments/{comment}/admission",
            "admit_public_comment",
            comment::admit,
        )
        .post(
            "/api/v1/groups/{group}/plans/{plan}/public-comments/{comment}/refusal",
            "refuse_public_comment",
            comment::refuse,
        )
        .get("/api/v1/public-comments/{token}", "read_sent_public_comment", comment::show)
        .post(
            "/api/v1/public-comments/{token}/confirmation",
            "confirm_public_comment",
            comment::confirm,
        )
}

fn version_calls() -> Calls {
    use crate::versions::api as version;
    const ADOPTION: &str = "/api/v1/groups/{group}/plans/{plan}/adoption";
    Calls::on("Versions of plans", "What a group adopted of a plan, for ever.")
        .get(ADOPTION, "read_adoption_offer", version::offer)
        .post(ADOPTION, "adopt_plan", version::adopt)
        .get("/api/v1/groups/{group}/plans/{plan}/changes", "list_plan_changes", version::changes)
        .get(
            "/api/v1/groups/{group}/plans/{plan}/versions/{version}",
            "read_plan_version",
            version::show,
        )
}
