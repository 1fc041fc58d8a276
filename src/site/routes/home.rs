//! The URLs from which people set out: home, a group, and the search in all or in one.

use crate::groups::pages;
use platform::web::Routes;

pub fn routes() -> Routes {
    use crate::home;
    use crate::search::pages as search;
    use base::addresses::group;
    Routes::default()
        .get("/", home::pages::show)
        .get(group::GROUP, pages::show)
        .get("/search", search::show)
        .get("/groups/{group}/search", search::in_group)
}
