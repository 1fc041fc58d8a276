//! What the operator of the server does for people: makes accounts, and lets their people in.

use sqlx::PgConnection;

use crate::account::sign_in::LINK_LIFETIME;
use crate::account::store::links;
use access::fields::typed;
use access::person::{NewPerson, Person, event_of, make, store};
use base::addresses::mailed::MailedLink;
use base::ids::PersonId;
use platform::history;
use platform::secrets::Token;
use platform::web::{App, Error, Result, transaction};

/// Who is to be let in.
pub struct Admission<'a> {
    pub email: &'a str,
    /// For somebody who has no account yet.
    pub name: Option<&'a str>,
    pub administrator: bool,
}

/// The address of a link that signs the person in once.
pub async fn admit(app: &App, admission: &Admission<'_>) -> Result<String> {
    let email = typed::email(admission.email).map_err(|error| Error::invalid("email", error))?;
    let (token, now) = (Token::new(), app.clock.now());
    let mut tx = transaction(&app.db).await?;
    let person = match store::credentials(&mut *tx, &email).await? {
        Some(known) => known.id,
        None => join(&mut tx, admission, &email).await?,
    };
    if admission.administrator {
        store::make_administrator(&mut tx, person).await?;
        let event = event_of(person, "became_administrator");
        history::log(&mut tx, Person::operator().id, event).await?;
    }
    links::make(&mut tx, person, (&token.hash(), true), now, now + LINK_LIFETIME).await?;
    let event = event_of(person, "admitted");
    history::log(&mut tx, Person::operator().id, event).await?;
    tx.commit().await?;
    Ok(app.config.address(&MailedLink::of(token).sign_in()))
}

async fn join(db: &mut PgConnection, admission: &Admission<'_>, email: &str) -> Result<PersonId> {
    let unknown = "Nobody has an account with this address. Say --name to make one.";
    let name = admission.name.ok_or_else(|| Error::invalid("name", unknown))?;
    let name = typed::name(name).map_err(|error| Error::invalid("name", error))?;
    let new = NewPerson { name: &name, email, password_hash: None, administrator: false };
    let joined = make(db, new).await?;
    joined.ok_or_else(|| Error::invalid("email", "The account with this address is suspended."))
}
