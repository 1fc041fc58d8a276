//! Who gives which role to whom. Every door asks this one function: the page of a membership, an
//! invitation and its acceptance, a service account, an appointment, and their calls.

use access::person::Person;
use base::ids::PersonId;
use base::policy::{Capability, ManageMembers, POLICY, Role};
use platform::web::{Error, Result};

/// Somebody who gives or takes a role, as they are at that moment.
#[derive(Clone, Copy, Debug)]
pub struct Giver {
    pub person: PersonId,
    /// Theirs in the group, if they are a person in it.
    pub role: Option<Role>,
    /// Whether they appoint who first runs a group, as the platform's administrator.
    pub appoints: bool,
    /// Whether the group has a co-chair already who can act.
    pub chaired: bool,
    /// Whether they act at the server itself.
    pub operates: bool,
}

/// A role that changes: from none where somebody comes in, to none where they leave.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Whose it is, once that is known.
    pub person: Option<PersonId>,
    pub program: bool,
    pub from: Option<Role>,
    pub to: Option<Role>,
}

const OWN: &str = "Nobody raises their own role. Ask a co-chair of the group.";
const CO_CHAIRS: &str = "Only a co-chair of the group makes or ends co-chairs.";
const FIRST: &str = "This group has a co-chair, who makes the others.";
const PROGRAM: &str = "A service account is never a co-chair: people approve summaries.";

impl Giver {
    pub fn new(person: PersonId, role: Option<Role>, appoints: bool, chaired: bool) -> Self {
        let operates = person == Person::operator().id;
        Giver { person, role, appoints, chaired, operates }
    }

    /// Whoever fills an empty database at the server itself.
    pub fn operator() -> Self {
        Giver::new(Person::operator().id, None, false, true)
    }

    pub fn check(&self, step: &Step) -> Result<()> {
        let of_co_chair = [step.from, step.to].contains(&Some(Role::CoChair));
        if step.from == step.to || self.operates {
            return Ok(());
        }
        if step.program && step.to == Some(Role::CoChair) {
            return Err(Error::Refused(PROGRAM));
        }
        if step.person == Some(self.person) && step.raises() {
            return Err(Error::Refused(OWN));
        }
        let keeps = self.role.is_some_and(|role| ManageMembers::ROLES.contains(&role));
        match (of_co_chair, self.role) {
            (true, Some(Role::CoChair)) => Ok(()),
            (false, _) if keeps => Ok(()),
            _ if self.appoints && step.is_first() && !(of_co_chair && self.chaired) => Ok(()),
            _ if self.appoints && step.is_first() => Err(Error::Refused(FIRST)),
            _ if of_co_chair => Err(Error::Refused(CO_CHAIRS)),
            _ => Err(Error::Forbidden),
        }
    }
}

impl Step {
    /// Whether it gives a right that was not there before.
    fn raises(&self) -> bool {
        let has = |role: Option<Role>, roles: &[Role]| role.is_some_and(|one| roles.contains(&one));
        POLICY.iter().any(|(_, roles, _)| has(self.to, roles) && !has(self.from, roles))
    }

    /// Whether it makes somebody run a group who was no co-chair of it.
    fn is_first(&self) -> bool {
        let runs = matches!(self.to, Some(Role::CoChair | Role::Secretariat));
        runs && self.from != Some(Role::CoChair)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Role::{CoChair, Member, Observer, Secretariat};

    fn giver(role: Option<Role>) -> Giver {
        Giver::new(PersonId::new(), role, false, true)
    }

    fn administrator(chaired: bool) -> Giver {
        Giver { appoints: true, chaired, ..giver(None) }
    }

    fn somebody(from: Option<Role>, to: Option<Role>) -> Step {
        Step { person: Some(PersonId::new()), program: false, from, to }
    }

    /// All steps from a role, or from outside, to another, or out.
    fn steps() -> Vec<(Option<Role>, Option<Role>)> {
        let places = [None, Some(Observer), Some(Member), Some(Secretariat), Some(CoChair)];
        let all = places.iter().flat_map(|from| places.map(|to| (*from, to)));
        all.filter(|(from, to)| from != to).collect()
    }

    #[test]
    fn co_chairs_are_made_and_ended_by_co_chairs_only() {
        for (from, to) in steps() {
            let of_co_chair = from == Some(CoChair) || to == Some(CoChair);
            let step = somebody(from, to);
            for role in Role::ALL {
                let may = match role {
                    CoChair => true,
                    Secretariat => !of_co_chair,
                    Member | Observer => false,
                };
                assert_eq!(giver(Some(role)).check(&step).is_ok(), may, "{role}: {step:?}");
            }
            assert!(giver(None).check(&step).is_err(), "{step:?}");
        }
    }

    #[test]
    fn nobody_raises_their_own_role() {
        for (from, to, may) in [
            (Some(CoChair), Some(Member), true),
            (Some(CoChair), Some(Observer), true),
            (Some(CoChair), None, true),
            // It publishes, which co-chairs do not.
            (Some(CoChair), Some(Secretariat), false),
            (Some(Secretariat), Some(CoChair), false),
            (Some(Secretariat), Some(Member), true),
            (Some(Secretariat), None, true),
            (None, Some(Observer), false),
        ] {
            let by = giver(from);
            let own = Step { person: Some(by.person), ..somebody(from, to) };
            assert_eq!(by.check(&own).is_ok(), may, "{from:?} to {to:?}");
        }
    }

    #[test]
    fn the_administrator_appoints_the_first_and_never_themselves() {
        for (from, to) in steps() {
            let runs = matches!(to, Some(CoChair | Secretariat)) && from != Some(CoChair);
            for chaired in [true, false] {
                let (by, step) = (administrator(chaired), somebody(from, to));
                let may = runs && !(chaired && to == Some(CoChair));
                assert_eq!(by.check(&step).is_ok(), may, "{chaired}: {from:?} to {to:?}");
                let own = Step { person: Some(by.person), ..step };
                let lowers = from == Some(CoChair) || to.is_none();
                assert!(by.check(&own).is_err() || lowers, "{from:?} to {to:?}");
            }
        }
    }

    #[test]
    fn no_program_is_a_co_chair() {
        for by in [giver(Some(CoChair)), administrator(false)] {
            let step = Step { program: true, ..somebody(None, Some(CoChair)) };
            assert!(by.check(&step).is_err());
        }
    }
}
