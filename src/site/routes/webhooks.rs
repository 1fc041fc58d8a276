//! The URLs of a group's webhooks, and the calls on them.

use platform::api::Calls;
use platform::web::Routes;

pub fn routes() -> Routes {
    use exchange::webhooks::pages as webhook;
    Routes::default()
        .get("/groups/{group}/webhooks", webhook::list)
        .post("/groups/{group}/webhooks", webhook::make)
        .get("/groups/{group}/webhooks/new", webhook::new)
        .get("/groups/{group}/webhooks/{webhook}", webhook::show)
        .post("/groups/{group}/webhooks/{webhook}/test", webhook::test)
        .post("/groups/{group}/webhooks/{webhook}/suspension", webhook::switch_off)
        .post("/groups/{group}/webhooks/{webhook}/restoration", webhook::switch_on)
        .post("/groups/{group}/webhooks/{webhook}/removal", webhook::remove)
}

pub fn calls() -> Calls {
    use exchange::webhooks::api as webhook;
    const LIST: &str = "/api/v1/groups/{group}/webhooks";
    const ONE: &str = "/api/v1/groups/{group}/webhooks/{webhook}";
    Calls::on("Webhooks", "Where a group has its events sent.")
        .get(LIST, "list_webhooks", webhook::list)
        .post(LIST, "make_webhook", webhook::make)
        .get(ONE, "read_webhook", webhook::show)
        .delete(ONE, "remove_webhook", webhook::remove)
        .get(
            "/api/v1/groups/{group}/webhooks/{webhook}/tries",
            "list_tries_of_webhook",
            webhook::tries,
        )
        .post("/api/v1/groups/{group}/webhooks/{webhook}/test", "test_webhook", webhook::test)
        .post(
            "/api/v1/groups/{group}/webhooks/{webhook}/suspension",
            "switch_off_webhook",
            webhook::switch_off,
        )
        .post(
            "/api/v1/groups/{group}/webhooks/{webhook}/restoration",
            "switch_on_webhook",
            webhook::switch_on,
        )
}
