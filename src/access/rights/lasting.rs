//! What a request was let in by, as it is asked again in its transactions: a body may come slowly,
//! and a statement may wait, while somebody ends a session, a membership or a token.

use std::future::ready;

use axum::http::request::Parts;
use sqlx::PgConnection;

use super::credential::Credential;
use super::store::{self, Found, Standing};
use base::ids::{MembershipId, PersonId};
use base::policy::{Capability, ManageServiceAccounts, Role};
use platform::transaction::{Asking, Rights, Terms, let_in_by};
use platform::web::{App, Error, Result, is_call};

#[derive(Clone)]
pub struct LetIn {
    app: App,
    by: Credential,
    call: bool,
    person: Option<PersonId>,
    group: Option<String>,
    membership: Option<MembershipId>,
    needs: Needs,
}

#[derive(Clone, Copy)]
pub enum Needs {
    /// To be who they were.
    Nothing,
    Role(&'static [Role]),
    Administration,
}

impl LetIn {
    /// Notes who asks for a change, of what is found of them. To read changes nothing.
    pub fn note(parts: &mut Parts, app: &App, found: &Found, group: Option<&str>) -> Result<()> {
        if parts.method.is_safe() {
            return Ok(());
        }
        // What was noted of a group is more than what is noted of nobody's.
        let before = parts.extensions.get::<LetIn>();
        if before.is_some_and(|before| group.is_none() || before.group.as_deref() == group) {
            return Ok(());
        }
        let let_in = LetIn {
            app: app.clone(),
            by: Credential::of(parts, app)?,
            call: is_call(parts.uri.path()),
            person: found.person.as_ref().map(|person| person.id),
            group: group.map(str::to_owned),
            membership: found.membership.as_ref().map(|membership| membership.id),
            needs: Needs::Nothing,
        };
        let_in_by(let_in.clone());
        parts.extensions.insert(let_in);
        Ok(())
    }

    /// The same request needs more than to be who it was.
    pub fn needs(parts: &Parts, needs: Needs) {
        if let Some(let_in) = parts.extensions.get::<LetIn>() {
            let_in_by(LetIn { needs, ..let_in.clone() });
        }
    }

    /// Whoever has a link that was mailed to a member is asked for as that member.
    pub fn by_link(person: PersonId, membership: MembershipId, roles: &'static [Role]) {
        let_in_by(ByLink { person, membership, roles });
    }

    fn signed_out(&self) -> Error {
        if self.call { Error::BadToken } else { Error::SignedOut }
    }

    fn check(&self, now: &Found) -> Result<()> {
        if now.person.as_ref().map(|person| person.id) != self.person {
            return Err(self.signed_out());
        }
        let place = now.membership.as_ref();
        if self.group.is_some() {
            let group = now.group.as_ref();
            group.filter(|group| group.is_seen(place.is_some())).ok_or(Error::NotFound)?;
        }
        if self.membership.is_some() && place.is_none() {
            return Err(Error::NotFound);
        }
        let administers = now.person.as_ref().is_some_and(|person| person.administrator);
        match self.needs {
            Needs::Role(roles) if !place.is_some_and(|place| roles.contains(&place.role)) => {
                Err(Error::Forbidden)
            }
            Needs::Administration if !administers => Err(Error::NotFound),
            _ => Ok(()),
        }
    }

    /// The rows that say so are held until the commit, so that whoever ends the right waits.
    async fn check_held(&self, db: &mut PgConnection) -> Result<()> {
        let Some(person) = self.person else { return Ok(()) };
        let now = self.app.clock.now();
        let standing = store::hold(db, &self.by, (person, self.membership), now).await?;
        match self.needs {
            Needs::Role(roles) => standing.check(Some(roles), || self.signed_out()),
            Needs::Administration if !standing.administrator => Err(Error::NotFound),
            // A session may be what the request ends.
            Needs::Nothing | Needs::Administration if self.membership.is_none() => {
                if standing.suspended { Err(self.signed_out()) } else { Ok(()) }
            }
            _ => standing.check(None, || self.signed_out()),
        }
    }
}

impl Rights for LetIn {
    fn ask_again(&self) -> Asking<'_> {
        Box::pin(async move {
            let (db, now) = (&self.app.db, self.app.clock.now());
            self.check(&store::asking_now(db, &self.by, self.group.as_deref(), now).await?)
        })
    }

    fn hold<'a>(&'a self, db: &'a mut PgConnection) -> Asking<'a> {
        Box::pin(self.check_held(db))
    }

    /// As `check_held` asks for a role.
    fn terms(&self) -> Option<Terms> {
        let Needs::Role(roles) = self.needs else { return None };
        Some(Terms {
            person: self.person?,
            membership: self.membership?,
            session_hash: self.by.session_hash(),
            token_hash: self.by.token_hash(),
            now: self.app.clock.now(),
            roles: roles.iter().map(|role| role.key().to_owned()).collect(),
            makers: ManageServiceAccounts::role_keys(),
        })
    }
}

impl Standing {
    /// What the transaction itself changed of its own right, it had the right to change.
    fn check(&self, roles: Option<&[Role]>, signed_out: impl Fn() -> Error) -> Result<()> {
        match self {
            Standing { suspended: true, .. } => Err(signed_out()),
            Standing { own: true, .. } => Ok(()),
            Standing { signed_in: false, .. } => Err(signed_out()),
            Standing { role: None, .. } => Err(Error::NotFound),
            Standing { role: Some(role), .. } => match roles {
                Some(roles) if !roles.contains(role) => Err(Error::Forbidden),
                _ => Ok(()),
            },
        }
    }
}

struct ByLink {
    person: PersonId,
    membership: MembershipId,
    roles: &'static [Role],
}

impl Rights for ByLink {
    /// The form was there before its link was looked at.
    fn ask_again(&self) -> Asking<'_> {
        Box::pin(ready(Ok(())))
    }

    fn hold<'a>(&'a self, db: &'a mut PgConnection) -> Asking<'a> {
        Box::pin(async move {
            let of = (self.person, Some(self.membership));
            let standing = store::hold(db, &Credential::None, of, Default::default()).await?;
            standing.check(Some(self.roles), || Error::NotFound)
        })
    }
}
