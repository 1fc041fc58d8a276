//! The pages and the calls of what comes from others and goes to them.

use platform::api::Calls;
use platform::web::Routes;

pub fn routes() -> Routes {
    imports().merge(feeds()).merge(webhooks())
}

fn imports() -> Routes {
    use crate::imports::pages as import;
    use crate::imports::pages::{LARGEST_UPLOAD, preview};
    Routes::default()
        .get("/groups/{group}/imports/new", import::new)
        .upload("/groups/{group}/imports", LARGEST_UPLOAD, import::create)
        .get("/groups/{group}/imports/{import}", preview::show)
        .post("/groups/{group}/imports/{import}", preview::save)
        .post("/groups/{group}/imports/{import}/removal", import::remove)
        .get("/groups/{group}/meetings/{meeting}/source", import::source)
}

/// The feed and the calendar of a group stand at its own address, with an ending.
fn feeds() -> Routes {
    use crate::feeds::pages as feed;
    Routes::default()
        .shared("/publications.atom", feed::publications)
        .shared("/sitemap.xml", feed::sitemap)
        .get("/robots.txt", feed::robots)
}

fn webhooks() -> Routes {
    use crate::webhooks::pages as webhook;
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
    import_calls().merge(event_calls()).merge(webhook_calls())
}

fn import_calls() -> Calls {
    use crate::imports::api as import;
    use crate::imports::api::LARGEST_IMPORT;
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

fn event_calls() -> Calls {
    use crate::events::api as event;
    Calls::on("Events", "What happened in a group, in order, now and as it goes on.").get(
        "/api/v1/groups/{group}/events",
        "list_events",
        event::list,
    )
}

fn webhook_calls() -> Calls {
    use crate::webhooks::api as webhook;
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
