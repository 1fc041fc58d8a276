//! The product of some routes: what is put round every one of them, whatever it is of.

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::{Router, middleware};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::rights::Viewer;
use crate::unsent;
use platform::web::{self, App, Routes, security};
use platform::{api, rate_limit, transaction};

const LARGEST_FORM: usize = 1024 * 1024;

pub fn product(app: App, routes: Routes) -> Router {
    // The first is the first to see a request. Together they are one service a route, not eleven.
    let layers = ServiceBuilder::new()
        .layer(middleware::from_fn_with_state(app.config.clone(), web::number))
        .layer(middleware::from_fn_with_state(app.config.clone(), security::headers))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn(web::notice))
        .layer(middleware::from_fn(web::answer))
        .layer(security::same_origin_writes())
        .layer(middleware::from_fn_with_state(app.rate_limit.clone(), rate_limit::limit))
        .layer(CatchPanicLayer::custom(web::panicked))
        .layer(middleware::from_fn(web::limit_time))
        .layer(middleware::from_fn(transaction::rights_of_request))
        .layer(middleware::from_fn_with_state(app.clone(), unsent::carry))
        .layer(middleware::from_fn_with_state(app.db.clone(), api::keep))
        .layer(DefaultBodyLimit::max(LARGEST_FORM));
    routes
        .into_router()
        .fallback(async |_: Viewer| web::Error::NotFound)
        .method_not_allowed_fallback(async |_: Viewer| StatusCode::METHOD_NOT_ALLOWED)
        .layer(layers)
        .with_state(app)
}
