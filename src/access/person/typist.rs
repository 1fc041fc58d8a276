//! Who typed what a form brings: each form of a page says in which session the page was shown.
//! The session may be over by then, and another person be signed in.

use std::fmt;
use std::str::FromStr;

use axum::http::HeaderMap;
use sqlx::PgPool;

use super::{Person, store};
use base::ids::{PersonId, SessionId};
use platform::web::next::own_path;
use platform::web::{Error, Result};

/// The field that says so. Who fills in a form sees nothing of it.
pub const FIELD: &str = "typist";

/// What the field says.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub session: SessionId,
    /// On which the form stood.
    pub page: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Typist {
    pub id: PersonId,
    pub name: String,
}

impl Mark {
    /// Lets only the person through who typed.
    pub async fn check(&self, db: &PgPool, by: &Person) -> Result<()> {
        if by.session_id == Some(self.session) {
            return Ok(());
        }
        let typist = store::sessions::typist(db, Some(self.session), None).await?;
        match typist.is_none_or(|typist| typist.id == by.id) {
            true => Ok(()),
            false => Err(Error::TypedByAnother),
        }
    }
}

/// Lets a page's script through only in the name of whom the page was shown to.
pub fn check_script(headers: &HeaderMap, by: PersonId) -> Result<()> {
    let typist = headers.get("person").and_then(|person| person.to_str().ok());
    match typist.is_none_or(|typist| typist == by.to_string()) {
        true => Ok(()),
        // They sign in where they work, and go on.
        false => Err(Error::SignedOut),
    }
}

/// Whose form it is: of whoever the page was shown to, or else of whoever the browser's session
/// is or was.
pub async fn find(
    db: &PgPool,
    mark: Option<&Mark>,
    session_hash: Option<&[u8]>,
) -> Result<Option<Typist>> {
    match (mark, session_hash) {
        (Some(mark), _) => store::sessions::typist(db, Some(mark.session), None).await,
        (None, Some(hash)) => store::sessions::typist(db, None, Some(hash)).await,
        (None, None) => Ok(None),
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} {}", self.session, self.page)
    }
}

impl FromStr for Mark {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (session, page) = text.split_once(' ').ok_or(())?;
        let session = session.parse().map_err(drop)?;
        Ok(Mark { session, page: own_path(page) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_leads_to_a_page_of_ours() {
        let session = SessionId::new();
        let mark = Mark { session, page: "/groups/forms?a=b c".replace(' ', "%20") };

        assert_eq!(mark.to_string().parse(), Ok(mark));
        let elsewhere = format!("{session} //evil.example").parse::<Mark>();
        assert_eq!(elsewhere.unwrap().page, "/");
        assert!("".parse::<Mark>().is_err() && "no /page".parse::<Mark>().is_err());
    }
}
