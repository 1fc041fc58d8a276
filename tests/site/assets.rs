//! What pages load beside their HTML.

use axum::body::Body;
use axum::http::{StatusCode, header};
use sqlx::PgPool;

use support::visitor;

#[sqlx::test(migrator = "support::MIGRATIONS")]
async fn what_a_page_links_to_is_there_and_may_be_kept_for_ever(db: PgPool) {
    let visitor = visitor(&db);
    let page = visitor.get("/nowhere").await.body;
    let linked: Vec<_> = page.split('"').filter(|part| part.starts_with("/assets/")).collect();

    assert_eq!(linked.len(), 2, "an icon and one style sheet:\n{page}");
    for address in linked {
        let asset = visitor.get(address).await;
        asset.is(StatusCode::OK);
        assert_eq!(asset.header("cache-control"), "public, max-age=31536000, immutable");

        let again = visitor.request("GET", address);
        let again = again.header(header::IF_NONE_MATCH, asset.header("etag"));
        let again = visitor.send(again.body(Body::empty()).unwrap()).await;
        again.is(StatusCode::NOT_MODIFIED);
        assert_eq!(again.body, "");
    }
}
