//! How often somebody may try to sign in, have a link mailed, or write by one: counted by the
//! address that the requests come from and by the account or the link that they are about.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use sha2::{Digest, Sha256};

use crate::client::ClientAddress;
use crate::error::{Error, Result};

pub struct Attempts {
    pub passwords: Limit,
    pub links: Limit,
    /// What is written by the links in reminders.
    pub mailed: Limit,
    /// Comments from the public, each of which sends a mail.
    pub public_comments: Limit,
}

impl Default for Attempts {
    fn default() -> Self {
        let (minute, ten_minutes) = (Duration::from_secs(60), Duration::from_secs(600));
        let hour = Duration::from_secs(60 * 60);
        Attempts {
            passwords: Limit::new(quota(20, minute), quota(5, minute)),
            links: Limit::new(quota(10, ten_minutes), quota(3, ten_minutes)),
            mailed: Limit::new(quota(60, minute), quota(10, minute)),
            public_comments: Limit::new(quota(20, hour), quota(3, ten_minutes)),
        }
    }
}

pub struct Limit {
    by_address: DefaultKeyedRateLimiter<IpAddr>,
    // By hash, so that what is typed takes no more room than an address does.
    by_account: DefaultKeyedRateLimiter<[u8; 32]>,
    tries: AtomicU32,
}

impl Limit {
    fn new(by_address: Quota, by_account: Quota) -> Self {
        Limit {
            by_address: RateLimiter::keyed(by_address),
            by_account: RateLimiter::keyed(by_account),
            tries: AtomicU32::new(0),
        }
    }

    /// Counts a try, whether or not there is such an account or link.
    pub fn count(&self, from: ClientAddress, account: &str) -> Result<()> {
        self.forget_old_tries();
        let account: [u8; 32] = Sha256::digest(account.trim().to_lowercase()).into();
        check(&self.by_address, &network(from))?;
        check(&self.by_account, &account)
    }

    /// The same, where the answer must not tell whether there were tries for the account: whether
    /// this one is one too many for it.
    pub fn count_quietly(&self, from: ClientAddress, account: &str) -> Result<bool> {
        self.forget_old_tries();
        let account: [u8; 32] = Sha256::digest(account.trim().to_lowercase()).into();
        check(&self.by_address, &network(from))?;
        Ok(check(&self.by_account, &account).is_ok())
    }

    fn forget_old_tries(&self) {
        if self.tries.fetch_add(1, Ordering::Relaxed) % 1_000 == 999 {
            self.by_address.retain_recent();
            self.by_account.retain_recent();
        }
    }
}

fn check<K: Clone + Eq + std::hash::Hash>(
    limiter: &DefaultKeyedRateLimiter<K>,
    key: &K,
) -> Result<()> {
    let now = DefaultClock::default().now();
    limiter.check_key(key).map_err(|not_until| Error::TooMany(not_until.wait_time_from(now)))
}

/// A household or an office has one IPv4 address, or 2^64 of IPv6.
pub fn network(ClientAddress(address): ClientAddress) -> IpAddr {
    match address.map(|address| address.to_canonical()) {
        None => Ipv4Addr::UNSPECIFIED.into(),
        Some(IpAddr::V4(address)) => address.into(),
        Some(IpAddr::V6(address)) => {
            Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).into()
        }
    }
}

fn quota(tries: u32, per: Duration) -> Quota {
    let tries = NonZeroU32::new(tries).expect("a limit is not zero");
    Quota::with_period(per / tries.get()).expect("a period is not zero").allow_burst(tries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_is_one_address() {
        let of = |text: &str| network(ClientAddress(Some(text.parse().unwrap())));

        assert_eq!(of("2001:db8:1:2::7"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::7"), of("2001:db8:1:3::7"));
        assert_eq!(of("::ffff:192.0.2.7"), of("192.0.2.7"));
    }
}
