//! The style sheets and scripts of the pages, embedded, each at an address that changes with it.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use platform::web::assets::{self, Addresses};
use platform::web::{Anyone, Routes};

/// Tells the pages of all floors below where the assets are.
pub fn announce() {
    assets::announce(Addresses {
        css: APP_CSS.address,
        work_css: WORK_CSS.address,
        js: APP_JS.address,
        desk_js: DESK_JS.address,
        icon: ICON.address,
    });
}

pub fn routes() -> Routes {
    let assets = [&APP_CSS, &WORK_CSS, &APP_JS, &DESK_JS, &ICON];
    assets.into_iter().fold(Routes::default(), |routes, asset| {
        routes.asset(asset.address, async |_: Anyone, asked: HeaderMap| asset.answer(&asked))
    })
}

struct Asset {
    address: &'static str,
    kind: &'static str,
    content: &'static str,
}

static APP_CSS: Asset = Asset {
    address: env!("APP_CSS"),
    kind: "text/css; charset=utf-8",
    content: include_str!(concat!(env!("OUT_DIR"), "/app.css")),
};

static WORK_CSS: Asset = Asset {
    address: env!("WORK_CSS"),
    kind: "text/css; charset=utf-8",
    content: include_str!(concat!(env!("OUT_DIR"), "/work.css")),
};

static APP_JS: Asset = Asset {
    address: env!("APP_JS"),
    kind: "text/javascript; charset=utf-8",
    content: include_str!(concat!(env!("OUT_DIR"), "/app.js")),
};

static DESK_JS: Asset = Asset {
    address: env!("DESK_JS"),
    kind: "text/javascript; charset=utf-8",
    content: include_str!(concat!(env!("OUT_DIR"), "/desk.js")),
};

static ICON: Asset = Asset {
    address: env!("ICON_SVG"),
    kind: "image/svg+xml",
    content: include_str!(concat!(env!("OUT_DIR"), "/icon.svg")),
};

impl Asset {
    fn answer(&self, asked: &HeaderMap) -> Response {
        // The address names the content; weak, because the compression layer changes the bytes.
        let tag = format!("W/\"{}\"", self.address);
        let fresh =
            asked.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
        let headers = [(CACHE_CONTROL, "public, max-age=31536000, immutable"), (ETAG, &tag)];
        match fresh {
            true => (StatusCode::NOT_MODIFIED, headers).into_response(),
            false => (headers, [(CONTENT_TYPE, self.kind)], self.content).into_response(),
        }
    }
}
