//! The people who use the product: their accounts, how they sign in, and their sessions.

pub mod store;
pub mod reminders;
pub mod sessions;
pub mod typist;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use base::ids::{GroupId, PersonId, SessionId};
use base::time::Zone;
use platform::history::{self, Change};
use platform::web::Result;

pub use sessions::{Browser, Session};
pub use store::NewPerson;

/// A person who is signed in, or in whose name the command line acts.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub email: String,
    pub time_zone: Zone,
    pub administrator: bool,
    pub session_id: Option<SessionId>,
    /// Of a service account: who made its token, and answers for what it does.
    pub program_of: Option<PersonId>,
    pub reach: GroupScope,
    /// What the person has just done, to be said on the next page.
    pub notice: Option<String>,
}

/// In which groups somebody acts: a token may be for some of its person's groups only.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum GroupScope {
    #[default]
    Everywhere,
    Within(Vec<GroupId>),
}

impl GroupScope {
    pub fn covers(&self, group: GroupId) -> bool {
        self.groups().is_none_or(|groups| groups.contains(&group.0))
    }

    /// As a statement takes it: no limit is null.
    pub fn groups(&self) -> Option<Vec<Uuid>> {
        match self {
            GroupScope::Everywhere => None,
            GroupScope::Within(groups) => Some(groups.iter().map(|group| group.0).collect()),
        }
    }
}

/// Proof that somebody may run the platform. Groups' drafts are not theirs to read.
#[derive(Clone, Debug)]
pub struct Administrator(pub Person);

impl Person {
    /// Whoever is at the server itself. A row of the first migration, which cannot sign in.
    pub fn operator() -> Self {
        Person {
            id: PersonId(Uuid::nil()),
            name: "The operator of this server".into(),
            email: "operator@localhost".into(),
            time_zone: Zone::UTC,
            administrator: false,
            session_id: None,
            program_of: None,
            reach: GroupScope::Everywhere,
            notice: None,
        }
    }

    /// The day where they are.
    pub fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        self.time_zone.local(now).date()
    }

    /// Whether it is a service account that acts.
    pub fn is_program(&self) -> bool {
        self.program_of.is_some()
    }

    /// Who answers for what is done: for what a program does, whoever made its token.
    pub fn answers(&self) -> PersonId {
        self.program_of.unwrap_or(self.id)
    }

    /// Something that happened to this person's account.
    pub fn event(&self, event: &'static str) -> Change<'static> {
        event_of(self.id, event)
    }
}

/// Makes an account for somebody whose address is known to be theirs. None if there is one.
pub async fn join(
    db: &mut PgConnection,
    name: &str,
    email: &str,
    password_hash: &str,
) -> Result<Option<PersonId>> {
    let password_hash = Some(password_hash);
    make(db, NewPerson { name, email, password_hash, administrator: false }).await
}

/// Makes an account. None if the address has one.
pub async fn make(db: &mut PgConnection, person: NewPerson<'_>) -> Result<Option<PersonId>> {
    let joined = store::add(db, person).await?;
    if let Some(person) = joined {
        history::log(db, person, event_of(person, "joined")).await?;
    }
    Ok(joined)
}

pub fn event_of(person: PersonId, event: &'static str) -> Change<'static> {
    Change { subject: "person", subject_id: person.0, event, ..Change::default() }
}
