//! The group that a URL names, in each of its forms.

use serde::Deserialize;

use crate::addresses::file::{Ending, File};

/// The route of a group's own page.
pub const GROUP: &str = "/groups/{group}";

/// What a group's own address gives: its page, the feed of what it publishes, its calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Page,
    Feed,
    Calendar,
}

impl Ending for Form {
    fn of(ending: Option<&str>) -> Option<Self> {
        match ending {
            None => Some(Form::Page),
            Some("atom") => Some(Form::Feed),
            Some("ics") => Some(Form::Calendar),
            Some(_) => None,
        }
    }
}

/// The group that a URL names, in one of its forms: "forms", "forms.atom", "forms.ics".
#[derive(Clone, Debug, Deserialize)]
pub struct GroupFile {
    pub group: File<String, Form>,
}

/// The group that a URL names, and the URLs below it.
#[derive(Clone, Debug, Deserialize)]
pub struct GroupPath {
    pub group: String,
}

/// What a group is called in an address of that route. Its own may end in the form that is asked
/// for, "wg-forms.atom"; no address below it may.
pub fn slug<'a>(route: Option<&str>, group: &'a str) -> &'a str {
    match group.split_once('.') {
        Some((slug, _)) if route == Some(GROUP) => slug,
        _ => group,
    }
}
