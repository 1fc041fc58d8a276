//! How many may follow at once.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::error::{Error, Result};
use base::ids::{PersonId, TokenId};

/// By one server.
const MOST: usize = 4_000;

/// Those who follow, counted by what they follow with.
#[derive(Default)]
pub struct Places(Mutex<Taken>);

#[derive(Default)]
struct Taken {
    all: usize,
    by: HashMap<Of, usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    Token(TokenId),
    /// However many tokens somebody has, others find a place too.
    Person(PersonId),
}

/// The place of one who follows.
pub struct Place {
    among: Arc<Places>,
    of: [Of; 2],
}

impl Places {
    /// One more for each of these, which may have so many.
    pub fn take(self: &Arc<Self>, of: [(Of, usize); 2]) -> Result<Place> {
        let mut taken = self.taken();
        if taken.all >= MOST {
            return Err(Error::Busy);
        }
        let is_full = |(of, most): &(Of, usize)| taken.by.get(of).is_some_and(|by| by >= most);
        if of.iter().any(is_full) {
            return Err(Error::TooMany(Duration::from_secs(30)));
        }
        let of = of.map(|(of, _)| of);
        taken.all += 1;
        for of in of {
            *taken.by.entry(of).or_default() += 1;
        }
        Ok(Place { among: self.clone(), of })
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.among.taken();
        taken.all -= 1;
        for of in self.of {
            give_back(&mut taken.by, of);
        }
    }
}

/// One less of it.
pub(super) fn give_back<K: Hash + Eq>(counts: &mut HashMap<K, usize>, of: K) {
    if let Some(count) = counts.get_mut(&of) {
        *count -= 1;
        if *count == 0 {
            counts.remove(&of);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_a_person_and_a_server_have_so_many_places() {
        let places = Arc::<Places>::default();
        let (mira, omar) = (PersonId::new(), PersonId::new());
        let take = |token, person| places.take([(Of::Token(token), 2), (Of::Person(person), 3)]);
        let (one, other) = (TokenId::new(), TokenId::new());

        let mut held = vec![take(one, mira).unwrap(), take(one, mira).unwrap()];
        assert!(matches!(take(one, mira), Err(Error::TooMany(_))));
        held.push(take(other, mira).unwrap());
        assert!(matches!(take(other, mira), Err(Error::TooMany(_))), "of all tokens together");
        held.push(take(TokenId::new(), omar).unwrap());
        drop(held.remove(0));
        held.push(take(other, mira).unwrap());

        let new = || take(TokenId::new(), PersonId::new());
        held.extend((held.len()..MOST).map(|_| new().unwrap()));
        assert!(matches!(new(), Err(Error::Busy)));
        drop(held.pop());
        held.push(new().unwrap());
        drop(held);
        assert!(places.taken().by.is_empty() && places.taken().all == 0);
    }
}
