//! The time of day, as a value: rules are given it, and tests choose it.

use chrono::{DateTime, Utc};

/// Tells the time. A fixed clock always tells the same.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock(Option<DateTime<Utc>>);

impl Clock {
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Clock(Some(at))
    }

    /// To the microsecond, as PostgreSQL keeps it.
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn now(self) -> DateTime<Utc> {
        let now = self.0.unwrap_or_else(Utc::now);
        DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
    }
}
