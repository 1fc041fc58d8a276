//! Mail of a group that did not get to its members, or to those invited: for those who keep them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::PgPool;
use utoipa::ToSchema;

use access::rights::Member;
use base::policy::ManageMembers;
use base::time;
use platform::mail::undelivered::{self, Undelivered};
use platform::web::Result;

/// To each address the latest mail of the group, if it did not arrive.
pub struct Failures(Vec<Undelivered>);

/// A mail of the group that did not arrive.
#[derive(Serialize, ToSchema)]
#[schema(as = Undelivered)]
pub struct Representation {
    /// When the server stopped trying to send it.
    at: DateTime<Utc>,
    /// Why it did not arrive.
    #[schema(example = "The mail server refused it (550 5.1.1 No such user).")]
    reason: String,
}

impl Failures {
    /// None for those who do not see the addresses.
    pub async fn read<'a>(
        db: &PgPool,
        by: &Member,
        addresses: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self> {
        let addresses: Vec<_> = addresses.into_iter().map(str::to_lowercase).collect();
        if !by.may(ManageMembers) || addresses.is_empty() {
            return Ok(Failures(Vec::new()));
        }
        let group = (by.group.id, &*by.group.slug);
        Ok(Failures(undelivered::to(db, group, &addresses).await?))
    }

    fn to(&self, address: &str) -> Option<&Undelivered> {
        let address = address.to_lowercase();
        self.0.iter().find(|one| one.recipient.to_lowercase() == address)
    }

    /// As a page says it.
    pub fn said(&self, address: &str) -> Option<String> {
        let failure = self.to(address)?;
        let day = time::date(failure.at.date_naive());
        Some(format!("Mail of {day} did not arrive. {}", failure.reason()))
    }

    /// As a call answers it.
    pub fn represented(&self, address: &str) -> Option<Representation> {
        let failure = self.to(address)?;
        Some(Representation { at: failure.at, reason: failure.reason() })
    }
}
