//! Every URL of the product.

mod home;
mod plans;
mod record;
mod tokens;
mod webhooks;
mod api;

use axum::http::StatusCode;
use axum::{Router, extract::DefaultBodyLimit, middleware};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::{assets, health};
use access::rights::Viewer;
use platform::api::Catalogue;
use platform::web::{self, App, Routes, security};

const LARGEST_FORM: usize = 1024 * 1024;

pub fn app(app: App) -> Router {
    // The first is the first to see a request. Together they are one service a route, not twelve.
    let layers = ServiceBuilder::new()
        .layer(health::traffic())
        .layer(middleware::from_fn_with_state(app.config.clone(), web::number))
        .layer(middleware::from_fn_with_state(app.config.clone(), security::headers))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn(web::notice))
        .layer(middleware::from_fn(web::answer))
        .layer(security::same_origin_writes())
        .layer(middleware::from_fn_with_state(app.rate_limit.clone(), platform::rate_limit::limit))
        .layer(CatchPanicLayer::custom(web::panicked))
        .layer(middleware::from_fn(web::limit_time))
        .layer(middleware::from_fn_with_state(app.db.clone(), platform::api::keep))
        .layer(DefaultBodyLimit::max(LARGEST_FORM));
    assets::announce();
    routes()
        .router
        .merge(assets::routes())
        .fallback(async |_: Viewer| web::Error::NotFound)
        .method_not_allowed_fallback(async |_: Viewer| StatusCode::METHOD_NOT_ALLOWED)
        .layer(layers)
        .with_state(app)
}

/// One list a noun; the order of the nouns is that of the product's story.
pub fn routes() -> Routes {
    Routes::default()
        .merge(home::routes())
        .merge(people())
        .merge(tokens::routes())
        .merge(members())
        .merge(administration())
        .merge(meetings())
        .merge(agendas())
        .merge(imports())
        .merge(record::routes())
        .merge(reminders())
        .merge(summaries())
        .merge(comments())
        .merge(editions())
        .merge(plans::routes())
        .merge(feeds())
        .merge(operations())
        .merge(webhooks::routes())
        .merge(description())
        .merge(api::calls().routes)
}

/// What programs can call.
pub fn catalogue() -> Catalogue {
    api::calls().catalogue
}

fn description() -> Routes {
    use crate::handbook::pages as description;
    Routes::default()
        .get("/api/docs", description::handbook)
        .get("/api/docs/{noun}", description::noun)
        .get("/api/v1/openapi.json", description::openapi)
}

fn people() -> Routes {
    use members::account::pages::{account, sign_in, welcome};
    Routes::default()
        .get("/welcome/{token}", welcome::show)
        .post("/welcome/{token}", welcome::begin)
        .get("/sign-in", sign_in::show)
        .post("/sign-in", sign_in::sign_in)
        .get("/sign-in/link", sign_in::ask_for_link)
        .post("/sign-in/link", sign_in::mail_link)
        .get("/sign-in/link/{token}", sign_in::show_link)
        .post("/sign-in/link/{token}", sign_in::use_link)
        .post("/sign-out", sign_in::sign_out)
        .get("/account", account::show)
        .post("/account", account::change)
        .post("/account/password", account::change_password)
        .post("/account/reminders", account::switch_reminders)
        .post("/account/sessions/{session}/end", account::end_session)
        .post("/account/sessions/others/end", account::end_others)
}

fn members() -> Routes {
    use members::invitations::pages as invitations;
    use members::membership::pages as membership;
    Routes::default()
        .get("/groups/{group}/members", membership::index)
        .get("/groups/{group}/members/{membership}/edit", membership::edit)
        .post("/groups/{group}/members/{membership}", membership::save)
        .post("/groups/{group}/members/{membership}/removal", membership::remove)
        .get("/groups/{group}/invitations/new", invitations::form)
        .post("/groups/{group}/invitations", invitations::invite)
        .post("/groups/{group}/invitations/{invitation}/withdrawal", invitations::withdraw)
        .get("/invitations/{token}", invitations::show)
        .post("/invitations/{token}", invitations::accept)
}

fn administration() -> Routes {
    use members::administration::pages::{groups, people};
    Routes::default()
        .get("/administration", groups::index)
        .get("/administration/groups/new", groups::form)
        .post("/administration/groups", groups::make)
        .get("/administration/groups/{group}", groups::show)
        .post("/administration/groups/{group}/appointments", groups::appoint)
        .get("/administration/people/{person}", people::show)
        .post("/administration/people/{person}/suspension", people::suspend)
        .post("/administration/people/{person}/restoration", people::restore)
}

fn meetings() -> Routes {
    use meetings::planning::pages as meeting;
    Routes::default()
        .get("/groups/{group}/meetings", meeting::series)
        .post("/groups/{group}/meetings", meeting::create)
        .get("/groups/{group}/meetings/new", meeting::new)
        .get("/groups/{group}/meetings/{meeting}", meeting::show)
        .get("/groups/{group}/meetings/{meeting}/edit", meeting::edit)
        .post("/groups/{group}/meetings/{meeting}/edit", meeting::save)
        .post("/groups/{group}/meetings/{meeting}/scheduling", meeting::schedule)
        .post("/groups/{group}/meetings/{meeting}/session", meeting::open)
        .post("/groups/{group}/meetings/{meeting}/closing", meeting::close)
        .get("/groups/{group}/meetings/{meeting}/cancellation", meeting::cancel_form)
        .post("/groups/{group}/meetings/{meeting}/cancellation", meeting::cancel)
}

fn agendas() -> Routes {
    use meetings::agenda::pages as agenda;
    Routes::default()
        .get("/groups/{group}/meetings/{meeting}/agenda", agenda::show)
        .post("/groups/{group}/meetings/{meeting}/agenda/items", agenda::add)
        .get("/groups/{group}/meetings/{meeting}/agenda/items/{item}", agenda::edit)
        .post("/groups/{group}/meetings/{meeting}/agenda/items/{item}", agenda::save)
        .post("/groups/{group}/meetings/{meeting}/agenda/items/{item}/position", agenda::shift)
        .post("/groups/{group}/meetings/{meeting}/agenda/items/{item}/removal", agenda::remove)
        .post("/groups/{group}/meetings/{meeting}/agenda/carried-over", agenda::carry_over)
        .post("/groups/{group}/meetings/{meeting}/agenda/standing-item", agenda::add_standing)
        .post("/groups/{group}/meetings/{meeting}/agenda/publication", agenda::publish)
}

fn imports() -> Routes {
    use exchange::imports::pages as import;
    use exchange::imports::pages::{LARGEST_UPLOAD, preview};
    Routes::default()
        .get("/groups/{group}/imports/new", import::new)
        .upload("/groups/{group}/imports", LARGEST_UPLOAD, import::create)
        .get("/groups/{group}/imports/{import}", preview::show)
        .post("/groups/{group}/imports/{import}", preview::save)
        .post("/groups/{group}/imports/{import}/removal", import::remove)
        .get("/groups/{group}/meetings/{meeting}/source", import::source)
}

fn reminders() -> Routes {
    use actions::reminders::pages as reminder;
    Routes::default()
        .get("/reports/{token}", reminder::show_action)
        .post("/reports/{token}", reminder::report)
        .get("/reminders/{token}", reminder::show)
        .post("/reminders/{token}", reminder::switch)
}

fn summaries() -> Routes {
    use summaries::draft::pages as summary;
    Routes::default()
        .get("/groups/{group}/meetings/{meeting}/summary", summary::show)
        .post("/groups/{group}/meetings/{meeting}/summary", summary::draft)
        .get("/groups/{group}/meetings/{meeting}/summary/edit", summary::edit)
        .get("/groups/{group}/meetings/{meeting}/summary/preview", summary::preview)
        .post("/groups/{group}/meetings/{meeting}/summary/sections", summary::add)
        .get("/groups/{group}/meetings/{meeting}/summary/sections/{section}", summary::form)
        .post("/groups/{group}/meetings/{meeting}/summary/sections/{section}", summary::save)
        .post(
            "/groups/{group}/meetings/{meeting}/summary/sections/{section}/renewal",
            summary::renew,
        )
        .post(
            "/groups/{group}/meetings/{meeting}/summary/sections/{section}/removal",
            summary::remove,
        )
        .post(
            "/groups/{group}/meetings/{meeting}/summary/sections/{section}/restoration",
            summary::restore,
        )
        .get("/groups/{group}/meetings/{meeting}/summary/review", summary::submission)
        .post("/groups/{group}/meetings/{meeting}/summary/review", summary::submit)
        .post("/groups/{group}/meetings/{meeting}/summary/review/end", summary::end)
        .get("/groups/{group}/meetings/{meeting}/summary/return", summary::sending_back)
        .post("/groups/{group}/meetings/{meeting}/summary/return", summary::send_back)
        .post("/groups/{group}/meetings/{meeting}/summary/approval", summary::approve)
        .post("/groups/{group}/meetings/{meeting}/summary/publication", summary::publish)
        .get("/groups/{group}/meetings/{meeting}/summary/corrigendum", summary::correction)
        .post("/groups/{group}/meetings/{meeting}/summary/corrigendum", summary::correct)
}

fn comments() -> Routes {
    use summaries::review::pages as comment;
    Routes::default()
        .get("/groups/{group}/meetings/{meeting}/summary/comments", comment::list)
        .post("/groups/{group}/meetings/{meeting}/summary/comments", comment::make)
        .get("/groups/{group}/meetings/{meeting}/summary/comments/new", comment::new)
        .get("/groups/{group}/meetings/{meeting}/summary/comments/{comment}", comment::settlement)
        .post("/groups/{group}/meetings/{meeting}/summary/comments/{comment}", comment::settle)
        .get("/groups/{group}/meetings/{meeting}/summary/passages", comment::passages)
        .post("/groups/{group}/meetings/{meeting}/summary/passages", comment::answer)
}

fn editions() -> Routes {
    use summaries::editions::pages as edition;
    Routes::default()
        .get("/groups/{group}/meetings/{meeting}/summary.md", edition::latest_markdown)
        .get("/groups/{group}/meetings/{meeting}/summary.json", edition::latest_json)
        .get("/groups/{group}/meetings/{meeting}/summary/editions/{edition}", edition::show)
}

/// The feed and the calendar of a group stand at its own address, with an ending.
fn feeds() -> Routes {
    use exchange::feeds::pages as feed;
    Routes::default()
        .get("/publications.atom", feed::publications)
        .get("/sitemap.xml", feed::sitemap)
        .get("/robots.txt", feed::robots)
}

fn operations() -> Routes {
    use crate::health::pages as operations;
    Routes::default()
        .get("/healthz", operations::health)
        .get("/readyz", operations::readiness)
        .get("/metrics", operations::metrics)
}
