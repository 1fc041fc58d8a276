//! Passwords: which are good enough, and how they are kept and compared.

use std::sync::Arc;
use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::web::{Error, Result};

const SHORTEST: usize = 12;
const LONGEST: usize = 256;

/// Of a password that nobody knows: what is compared for whoever has none.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$TtPLknpeBnlkwn+B5vfuGQ$H9PiKyL//8invIUTRXs2HChbPmRsYvEFET5fFcc8q3w";

/// Each comparison takes 19 MiB and a core for a while, so only a few happen at once.
pub struct Passwords {
    turns: Arc<Semaphore>,
    places: Semaphore,
}

impl Default for Passwords {
    fn default() -> Self {
        Passwords { turns: Arc::new(Semaphore::new(2)), places: Semaphore::new(256) }
    }
}

impl Passwords {
    pub async fn hash(&self, password: &str) -> Result<String> {
        let password = password.to_owned();
        let hash = self.take_turn(move || Argon2::default().hash_password(password.as_bytes()));
        let hash = hash.await?.map_err(|error| anyhow::anyhow!("no hash: {error}"))?;
        Ok(hash.to_string())
    }

    /// Whether the password is the one of that hash. Without a hash it is not, after the same
    /// work, so that the time tells nobody who has an account.
    pub async fn are_equal(&self, password: &str, hash: Option<&str>) -> Result<bool> {
        if password.chars().count() > LONGEST {
            return Ok(false);
        }
        let (password, known) = (password.to_owned(), hash.is_some());
        let hash = PasswordHash::new(hash.unwrap_or(NOBODYS))
            .map_err(|error| anyhow::anyhow!("an unreadable password hash: {error}"))?;
        let equal = self.take_turn(move || {
            Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
        });
        Ok(equal.await? && known)
    }

    async fn take_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let _place =
            self.places.try_acquire().map_err(|_| Error::TooMany(Duration::from_secs(4)))?;
        let turn = self.turns.clone().acquire_owned().await.map_err(anyhow::Error::from)?;
        // The turn goes along, because the work goes on when the request is dropped.
        let done = spawn_blocking(move || (work(), turn)).await.map_err(anyhow::Error::from)?;
        Ok(done.0)
    }
}

/// What is wrong with a new password, in a sentence.
pub fn objection(password: &str, name: &str, email: &str) -> Option<&'static str> {
    let length = password.chars().count();
    let is = |known: &str| password.trim().to_lowercase() == known.trim().to_lowercase();
    let repeated = password.chars().all(|c| password.starts_with(c));
    match () {
        () if length < SHORTEST => {
            Some("Choose a password of at least 12 characters. Three or four words do well.")
        }
        () if length > LONGEST => Some("Choose a password of at most 256 characters."),
        () if is(email) => Some("Choose a password that is not your e-mail address."),
        () if is(name) => Some("Choose a password that is not your name."),
        () if repeated => Some("Choose a password that is not one character repeated."),
        () => None,
    }
}
