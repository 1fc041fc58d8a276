//! What stands around a page: who is signed in, in which group, and the way to sign in and back.

use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;

use crate::group::Group;
use crate::person::Person;
use crate::person::typist::Mark;
use platform::web::next;
use platform::web::{Frame, FrameSlot, GroupLink, PersonLink};

impl Person {
    pub fn frame(&self) -> Frame {
        let (id, session) = (self.id, self.session_id);
        let person = Some(PersonLink { id, session, name: self.name.clone() });
        Frame {
            person,
            administrator: self.administrator,
            notice: self.notice.clone(),
            ..Frame::default()
        }
    }
}

impl Group {
    pub(super) fn link(&self, member: bool) -> GroupLink {
        GroupLink { slug: self.slug.clone(), short_name: self.short_name.clone(), member }
    }
}

/// This page, or the one on which the form stood that was sent.
pub(super) fn back_to(parts: &Parts) -> String {
    let here = parts.uri.path_and_query().map(PathAndQuery::as_str);
    let form = parts.extensions.get::<Mark>().map(|mark| mark.page.as_str());
    next::back_to(if parts.method.is_safe() { here } else { form }.unwrap_or_default())
}

/// For an error page, which has the frame too.
pub(super) fn remember(parts: &Parts, frame: Frame) {
    if let Some(slot) = parts.extensions.get::<FrameSlot>() {
        slot.set(frame);
    }
}
