//! The URLs of shared action plans, and of their objectives and activities.

use plans::timeline::pages;
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
    use plans::plan::pages as plan;
    Routes::default()
        .get("/groups/{group}/plans", plan::index)
        .post("/groups/{group}/plans", plan::make)
        .get("/groups/{group}/plans/new", plan::new)
        .get("/groups/{group}/plans/{plan}", plan::show)
        .post("/groups/{group}/plans/{plan}", plan::save)
        .get("/groups/{group}/plans/{plan}/editors", plan::editors)
        .get("/groups/{group}/plans/{plan}/history", plan::past)
}

fn items() -> Routes {
    use actions::pages as action;
    use plans::plan::pages as plan;
    use platform::tables::LARGEST_UPLOAD;
    Routes::default()
        .post("/groups/{group}/plans/{plan}/items", plan::add)
        .get("/groups/{group}/plans/{plan}/items/{item}", pages::item)
        .post("/groups/{group}/plans/{plan}/items/{item}", plan::save_item)
        .post("/groups/{group}/plans/{plan}/items/{item}/position", plan::shift)
        .post("/groups/{group}/plans/{plan}/items/{item}/removal", plan::remove)
        .post("/groups/{group}/plans/{plan}/items/{item}/restoration", plan::restore)
        .post("/groups/{group}/plans/{plan}/items/{item}/reports", pages::report)
        .get("/groups/{group}/plans/{plan}/import", plan::new_import)
        .upload("/groups/{group}/plans/{plan}/import", LARGEST_UPLOAD, plan::bring_in)
        .get("/groups/{group}/plans/{plan}/removed", plan::removed)
        .get("/groups/{group}/plans/{plan}/items/{item}/actions/new", action::new_on_plan)
        .post("/groups/{group}/plans/{plan}/items/{item}/actions", action::add_on_plan)
}

fn steps() -> Routes {
    use plans::plan::pages as plan;
    Routes::default()
        .get("/groups/{group}/plans/{plan}/opening", plan::opening)
        .post("/groups/{group}/plans/{plan}/opening", plan::open)
        .post("/groups/{group}/plans/{plan}/closing", plan::close)
        .post("/groups/{group}/plans/{plan}/draft", plan::redraft)
        .post("/groups/{group}/plans/{plan}/archive", plan::archive)
        .post("/groups/{group}/plans/{plan}/restoration", plan::restore_plan)
}

fn comments() -> Routes {
    use plans::comments::pages as comment;
    Routes::default()
        .get("/groups/{group}/plans/{plan}/comments", comment::list)
        .post("/groups/{group}/plans/{plan}/comments", comment::make)
        .get("/groups/{group}/plans/{plan}/comments/new", comment::new)
        .get("/groups/{group}/plans/{plan}/comments/{comment}", comment::thread)
        .post("/groups/{group}/plans/{plan}/comments/{comment}/replies", comment::reply)
        .get("/groups/{group}/plans/{plan}/comments/{comment}/settlement", comment::settlement)
        .post("/groups/{group}/plans/{plan}/comments/{comment}/settlement", comment::settle)
        .get("/groups/{group}/plans/{plan}/dispositions", comment::dispositions)
        .get("/groups/{group}/plans/{plan}/dispositions.csv", comment::csv)
}

fn public_comments() -> Routes {
    use plans::public_comments::pages as comment;
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
    use plans::versions::pages as version;
    Routes::default()
        .get("/groups/{group}/plans/{plan}/adoption", version::adoption)
        .post("/groups/{group}/plans/{plan}/adoption", version::adopt)
        .get("/groups/{group}/plans/{plan}/changes", version::changes)
        .get("/groups/{group}/plans/{plan}/versions/{version}", version::show)
}
