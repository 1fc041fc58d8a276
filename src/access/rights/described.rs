//! How a call is described by what its handler asks of whoever calls.

use super::{EditionReader, May, Member, Reader, RecheckedAccess, Viewer};
use crate::person::{Administrator, Person};
use base::policy::Capability;
use platform::api::Description;
use platform::api::described::Input;

impl Input for Viewer {
    fn describe(call: &mut Description) {
        call.may_have_token();
    }
}

impl Input for Reader {
    fn describe(call: &mut Description) {
        call.may_have_token();
    }
}

impl Input for EditionReader {
    fn describe(call: &mut Description) {
        call.may_have_token();
    }
}

impl Input for Person {
    fn describe(call: &mut Description) {
        call.needs_token("");
    }
}

impl Input for Administrator {
    fn describe(call: &mut Description) {
        call.needs_token("For the platform’s administrators, by a token for all their groups.");
    }
}

impl Input for Member {
    fn describe(call: &mut Description) {
        call.needs_token("For everybody in the group.");
    }
}

impl<C: Capability> Input for May<C> {
    fn describe(call: &mut Description) {
        let roles: Vec<_> = C::ROLES.iter().map(ToString::to_string).collect();
        let people = if C::PEOPLE_ONLY { " Not for service accounts." } else { "" };
        let roles = roles.join(", ");
        call.needs_token(&format!("For these roles in the group: {roles}.{people}"));
    }
}

impl Input for RecheckedAccess {
    fn describe(_: &mut Description) {}
}
