//! The URLs from which people set out: home, a group, and the search in all or in one.

use crate::web::Routes;

pub fn routes() -> Routes {
    use crate::search::pages as search;
    use crate::{groups, home};
    Routes::default()
        .get("/", home::pages::show)
        .get(groups::GROUP, groups::pages::show)
        .get("/search", search::show)
        .get("/groups/{group}/search", search::in_group)
}
