//! Where the style sheets and scripts of the pages are. The product's top floor embeds them, so
//! that a change of one rebuilds little.

use std::sync::OnceLock;

static ADDRESSES: OnceLock<Addresses> = OnceLock::new();

#[derive(Debug)]
pub struct Addresses {
    /// The one style sheet of all pages.
    pub css: &'static str,
    /// What working pages load on top of it.
    pub work_css: &'static str,
    pub js: &'static str,
    /// What pages load on top of it on which work goes on in place.
    pub desk_js: &'static str,
    pub icon: &'static str,
}

/// The addresses change with what they lead to, and not while the program runs.
pub fn announce(addresses: Addresses) {
    ADDRESSES.get_or_init(|| addresses);
}

pub fn css() -> &'static str {
    ADDRESSES.get().map_or("", |addresses| addresses.css)
}

pub fn work_css() -> &'static str {
    ADDRESSES.get().map_or("", |addresses| addresses.work_css)
}

pub fn js() -> &'static str {
    ADDRESSES.get().map_or("", |addresses| addresses.js)
}

pub fn desk_js() -> &'static str {
    ADDRESSES.get().map_or("", |addresses| addresses.desk_js)
}

pub fn icon() -> &'static str {
    ADDRESSES.get().map_or("", |addresses| addresses.icon)
}
