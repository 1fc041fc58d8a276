//! What each kind of asking is called in the list of routes.

use super::{EditionReader, May, Member, Reader, Viewer};
use crate::person::{Administrator, Person};
use base::policy::{Capability, ReadGroup};
use platform::web::Access;

impl Access for Viewer {
    const CAPABILITY: &'static str = "public";
}

impl Access for Reader {
    const CAPABILITY: &'static str = "public";
}

impl Access for EditionReader {
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
