//! Two people changed one thing at once: both texts, what differs, and one text made of both,
//! to be looked over and saved.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::{Frame, Page};
use crate::redline::redline;
use crate::revisions::{Kind, Proposal, Stale};

#[derive(Template)]
#[template(path = "conflict.html")]
struct Conflict<'a> {
    frame: Frame,
    /// Where the edit was sent, and will be sent again.
    action: &'a str,
    stale: Stale,
}

/// The answer to an edit that came too late. It posts the same fields to the same address.
pub fn conflict(frame: Frame, action: &str, stale: Stale) -> Response {
    let page = Conflict { frame: frame.working(), action, stale };
    (StatusCode::CONFLICT, Page(page)).into_response()
}

impl Conflict<'_> {
    /// Whether somebody has to choose before this can be saved.
    fn undecided(&self) -> bool {
        self.stale.fields.iter().any(|field| field.conflicted)
    }
}

impl Proposal {
    fn is_text(&self) -> bool {
        self.mine.kind == Kind::Text
    }

    fn their_changes(&self) -> String {
        redline(&self.base, &self.theirs.value)
    }

    fn my_changes(&self) -> String {
        redline(&self.base, &self.mine.value)
    }

    /// The saved value and the writer's own, as a choice between two.
    fn versions(&self) -> [(&str, String); 2] {
        [("Saved", &self.theirs), ("Yours", &self.mine)].map(|(whose, field)| {
            let shown = if field.shown().is_empty() { "nothing" } else { field.shown() };
            (field.value.as_str(), format!("{whose}: {shown}"))
        })
    }

    fn hint(&self) -> &'static str {
        match self.conflicted {
            true => {
                "You both changed the same place. There, both texts stand one after the other, \
                 between marked lines: keep what is right, and remove those lines."
            }
            false => "Both changes are in it. Look it over, then save it.",
        }
    }
}
