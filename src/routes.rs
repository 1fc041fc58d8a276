//! Every URL of the product.

use std::time::Duration;

use axum::http::StatusCode;
use axum::{Router, extract::DefaultBodyLimit, middleware};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use crate::web::{self, App, Routes, security};

const LONGEST_REQUEST: Duration = Duration::from_secs(30);
const LARGEST_FORM: usize = 1024 * 1024;

pub fn app(app: App) -> Router {
    // The last layer is the first to see a request.
    routes()
        .router
        .merge(web::assets::routes())
        .fallback(|| async { web::Error::NotFound })
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, LONGEST_REQUEST))
        .layer(CatchPanicLayer::custom(web::panicked))
        .layer(security::same_origin_writes())
        .layer(middleware::from_fn(web::answer))
        .layer(middleware::from_fn(web::notice))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(app.clone(), security::headers))
        .layer(middleware::from_fn_with_state(app.clone(), web::number))
        .with_state(app)
}

/// One list a noun; the order of the nouns is that of the product's story.
pub fn routes() -> Routes {
    Routes::default().merge(people())
}

fn people() -> Routes {
    use crate::people::pages::sign_in;
    Routes::default()
        .get("/sign-in", sign_in::show)
        .post("/sign-in", sign_in::sign_in)
        .get("/sign-in/link", sign_in::ask_for_link)
        .post("/sign-in/link", sign_in::mail_link)
        .get("/sign-in/link/{token}", sign_in::show_link)
        .post("/sign-in/link/{token}", sign_in::use_link)
        .post("/sign-out", sign_in::sign_out)
}
