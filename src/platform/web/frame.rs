//! What stands around every page: who is signed in, which group this is, where one can go.

use std::sync::{Arc, Mutex, PoisonError};

use super::next;
use base::ids::{PersonId, SessionId};

#[derive(Clone, Debug, Default)]
pub struct Frame {
    pub person: Option<PersonLink>,
    pub group: Option<GroupLink>,
    pub administrator: bool,
    pub notice: Option<String>,
    /// Whether the page has forms, and so loads the scripts that make them more comfortable.
    pub working: bool,
    pub current: &'static str,
    /// Where whoever signs in from this page comes back to.
    pub back: String,
}

#[derive(Clone, Debug)]
pub struct PersonLink {
    pub id: PersonId,
    pub session: Option<SessionId>,
    pub name: String,
}

#[derive(Clone, Debug)]
pub struct GroupLink {
    pub slug: String,
    pub short_name: String,
    pub member: bool,
}

impl Frame {
    /// The same frame, on the page that the navigation calls `current`.
    pub fn at(self, current: &'static str) -> Self {
        Frame { current, ..self }
    }

    /// The same frame, around a page with forms.
    pub fn working(self) -> Self {
        Frame { working: true, ..self }
    }

    /// To sign in, and to come back.
    pub fn sign_in(&self) -> String {
        format!("/sign-in{}", next::query(&self.back))
    }
}

/// Where extractors leave the frame of a request, so that an error page has it too.
#[derive(Clone, Default)]
pub struct FrameSlot(Arc<Mutex<Frame>>);

impl FrameSlot {
    pub fn set(&self, frame: Frame) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = frame;
    }

    pub fn frame(&self) -> Frame {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
