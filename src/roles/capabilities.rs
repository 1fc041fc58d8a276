//! What each kind of asking is called in the list of routes.

use super::{Capability, May, Member, ReadGroup, Reader, Viewer};
use crate::people::{Administrator, Person};
use crate::web::Access;

impl Access for Viewer {
    const CAPABILITY: &'static str = "public";
}

impl Access for Reader {
    const CAPABILITY: &'static str = "public";
}

impl Access for Person {
    const CAPABILITY: &'static str = "SignedIn";
}

impl Access for Administrator {
    const CAPABILITY: &'static str = "Administer";
}

impl Access for Member {
    const CAPABILITY: &'static str = ReadGroup::NAME;
}

impl<C: Capability> Access for May<C> {
    const CAPABILITY: &'static str = C::NAME;
}
