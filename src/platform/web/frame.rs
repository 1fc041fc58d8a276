//! What stands around every page: who is signed in, which group this is, where one can go.

use std::sync::{Arc, Mutex, PoisonError};

#[derive(Clone, Debug, Default)]
pub struct Frame {
    pub person: Option<PersonLink>,
    pub group: Option<GroupLink>,
    pub administrator: bool,
    pub notice: Option<String>,
    /// Whether the page has forms, and so loads the scripts that make them more comfortable.
    pub working: bool,
    pub current: &'static str,
}

#[derive(Clone, Debug)]
pub struct PersonLink {
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
