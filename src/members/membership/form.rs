//! The form for somebody's place, as it is shown first.

use super::Membership;
use crate::place::PlaceForm;

impl PlaceForm {
    pub fn of(membership: &Membership) -> Self {
        let place = membership.place.clone();
        PlaceForm {
            revision: membership.revision,
            role: place.role.key().to_owned(),
            affiliation: place.affiliation,
            stakeholder_group: place.stakeholder_group,
            on_behalf_of: place.on_behalf_of,
        }
    }
}
