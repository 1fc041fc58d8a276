//! Passwords: which are good enough, and how they are kept and compared.

use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::available_parallelism;
use std::time::Duration;

use anyhow::anyhow;
use argon2::password_hash::Error as Mistake;
use argon2::password_hash::phc::{Output, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::task::spawn_blocking;

use crate::error::{Error, Result};

const SHORTEST: usize = 12;
const LONGEST: usize = 256;

/// Argon2id with 7 MiB and five passes: as strong as fewer passes over more memory (OWASP), and
/// what is kept for it stays small.
const MEMORY: u32 = 7 * 1024;
const PASSES: u32 = 5;

/// Of a password that nobody knows: what is compared for whoever has none.
const NOBODYS: &str = "$argon2id$v=19$m=7168,t=5,p=1$W3JnOURKeG0BUjNW2Qxi4w$iB5+Uc/TRqTU2EU0Xi9m9vZ2aXsD6xT/rosXUbLt/sQ";

/// Each comparison takes a core for a while, so only a few happen at once. The memory for them
/// is kept: allocated anew each time, it would leave holes that add up to a gigabyte.
pub struct Passwords {
    turns: Arc<Semaphore>,
    places: Semaphore,
    memory: Arc<Mutex<Vec<Memory>>>,
    queue: Semaphore,
    desks: Semaphore,
}

type Memory = Vec<Block>;

impl Default for Passwords {
    fn default() -> Self {
        // Half of a small machine stays free for everybody else's pages.
        let cores = available_parallelism().map_or(1, NonZero::get);
        let turns = Arc::new(Semaphore::new((cores / 2).clamp(1, 2)));
        let [places, queue] = [256, 256].map(Semaphore::new);
        Passwords { turns, places, memory: Arc::default(), queue, desks: Semaphore::new(4) }
    }
}

impl Passwords {
    /// Of many who sign in at once most wait here, and not before the database, where everybody
    /// else would wait behind them.
    pub async fn desk(&self) -> Result<[SemaphorePermit<'_>; 2]> {
        let queued =
            self.queue.try_acquire().map_err(|_| Error::TooMany(Duration::from_secs(4)))?;
        Ok([queued, self.desks.acquire().await.map_err(anyhow::Error::from)?])
    }

    pub async fn hash(&self, password: &str) -> Result<String> {
        let password = password.to_owned();
        let hash = self.take_turn(move |memory| salted(&password, memory)).await?;
        Ok(hash.map_err(|error| anyhow!("a password could not be hashed: {error}"))?.to_string())
    }

    /// Whether the password is the one of that hash. Without a hash it is not, after the same
    /// work, so that the time tells nobody who has an account.
    pub async fn are_equal(&self, password: &str, hash: Option<&str>) -> Result<bool> {
        if password.chars().count() > LONGEST {
            return Ok(false);
        }
        let (password, known) = (password.to_owned(), hash.is_some());
        let hash = PasswordHash::new(hash.unwrap_or(NOBODYS))
            .map_err(|error| anyhow!("an unreadable password hash: {error}"))?;
        let equal = self.take_turn(move |memory| is_of(&password, &hash, memory)).await?;
        Ok(equal.map_err(|error| anyhow!("a password could not be compared: {error}"))? && known)
    }

    async fn take_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Memory) -> T + Send + 'static,
    ) -> Result<T> {
        let _place =
            self.places.try_acquire().map_err(|_| Error::TooMany(Duration::from_secs(4)))?;
        let turn = self.turns.clone().acquire_owned().await.map_err(anyhow::Error::from)?;
        let kept = self.memory.clone();
        let done = spawn_blocking(move || {
            let memory = kept.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut memory = memory.unwrap_or_default();
            let done = work(&mut memory);
            kept.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
            // Here, because the work goes on when the request is dropped.
            drop(turn);
            done
        });
        Ok(done.await.map_err(anyhow::Error::from)?)
    }
}

fn salted(password: &str, memory: &mut Memory) -> Result<PasswordHash, Mistake> {
    let params = Params::new(MEMORY, PASSES, 1, None)?;
    let salt = Salt::generate();
    let hash = digest(password, &salt, &params, memory)?;
    Ok(PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: (&params).try_into()?,
        salt: Some(salt),
        hash: Some(hash),
    })
}

fn is_of(password: &str, hash: &PasswordHash, memory: &mut Memory) -> Result<bool, Mistake> {
    let (params, salt) = (Params::try_from(hash)?, hash.salt.ok_or(Mistake::SaltInvalid)?);
    let given = digest(password, &salt, &params, memory)?;
    // In the same time, wherever they differ.
    Ok(hash.hash == Some(given))
}

fn digest(
    password: &str,
    salt: &Salt,
    params: &Params,
    memory: &mut Memory,
) -> Result<Output, Mistake> {
    let blocks = params.block_count();
    if memory.len() < blocks {
        memory.resize(blocks, Block::default());
    }
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    let mut output = [0; Params::DEFAULT_OUTPUT_LEN];
    let memory = &mut memory[..blocks];
    argon2.hash_password_into_with_memory(password.as_bytes(), salt, &mut output, memory)?;
    Ok(Output::new(&output)?)
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
        () if length > LONGEST => Some("Use 256 characters or fewer for a password."),
        () if is(email) => Some("Choose a password that is not your e-mail address."),
        () if is(name) => Some("Choose a password that is not your name."),
        () if repeated => Some("Choose a password that is not one character repeated."),
        () => None,
    }
}
