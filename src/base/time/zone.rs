//! Time zones by their names in the IANA database, and what their clocks show.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use std::sync::{PoisonError, RwLock};

use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Timelike, Utc};
use jiff::Timestamp;
use jiff::civil;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use serde::{Deserialize, Deserializer, Serialize};
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArgumentBuffer, PgTypeInfo, PgValueRef};
use sqlx::{Decode, Encode, Postgres, Type};

use super::rules::{find_zone, is_zone};

/// A zone that the rules know, by its name: "Europe/Zurich". Never an offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Zone(&'static str);

/// This is the name of no zone.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("This is not the name of a time zone.")]
pub struct UnknownZone;

/// What the clocks of a zone make of a local time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shown {
    Once(DateTime<Utc>),
    /// Clocks go back over it.
    Twice(DateTime<Utc>, DateTime<Utc>),
    /// Clocks go forward over it: from one local time to another.
    Never {
        from: NaiveDateTime,
        to: NaiveDateTime,
        after: DateTime<Utc>,
    },
}

static NAMES: RwLock<BTreeSet<&'static str>> = RwLock::new(BTreeSet::new());

impl Zone {
    pub const UTC: Zone = Zone("UTC");

    pub fn name(self) -> &'static str {
        self.0
    }

    /// What its clocks show at an instant.
    pub fn local(self, at: DateTime<Utc>) -> NaiveDateTime {
        let local = at.naive_utc().checked_add_signed(self.offset(at));
        local.unwrap_or_else(|| at.naive_utc())
    }

    /// How far its clocks are ahead of UTC at an instant.
    pub fn offset(self, at: DateTime<Utc>) -> TimeDelta {
        match Timestamp::from_second(at.timestamp()) {
            Ok(at) => seconds(self.rules().to_offset(at)),
            Err(_) => TimeDelta::zero(),
        }
    }

    pub fn shows(self, local: NaiveDateTime) -> Option<Shown> {
        let rules = self.rules();
        let at = |offset: Offset| local.and_utc().checked_sub_signed(seconds(offset));
        Some(match rules.to_ambiguous_timestamp(civil_time(local)?).offset() {
            AmbiguousOffset::Unambiguous { offset } => Shown::Once(at(offset)?),
            AmbiguousOffset::Fold { before, after } => Shown::Twice(at(before)?, at(after)?),
            AmbiguousOffset::Gap { before, after } => {
                let later = at(before)?;
                let turn = Timestamp::from_second(later.timestamp()).ok()?;
                let turn = rules.preceding(turn).next()?.timestamp().as_second();
                let turn = DateTime::from_timestamp(turn, 0)?.naive_utc();
                Shown::Never {
                    from: turn + seconds(before),
                    to: turn + seconds(after),
                    after: later,
                }
            }
        })
    }

    fn rules(self) -> TimeZone {
        if self == Zone::UTC {
            return TimeZone::UTC;
        }
        find_zone(self.0).unwrap_or(TimeZone::UTC)
    }
}

fn seconds(offset: Offset) -> TimeDelta {
    TimeDelta::seconds(offset.seconds().into())
}

fn civil_time(local: NaiveDateTime) -> Option<civil::DateTime> {
    let part = |part: u32| i8::try_from(part).ok();
    civil::DateTime::new(
        local.year().try_into().ok()?,
        part(local.month())?,
        part(local.day())?,
        part(local.hour())?,
        part(local.minute())?,
        part(local.second())?,
        0,
    )
    .ok()
}

/// Names are kept for as long as the program runs; the rules know some six hundred.
fn kept(name: &str) -> &'static str {
    if let Some(kept) = NAMES.read().unwrap_or_else(PoisonError::into_inner).get(name) {
        return kept;
    }
    let mut names = NAMES.write().unwrap_or_else(PoisonError::into_inner);
    if let Some(kept) = names.get(name) {
        return kept;
    }
    let kept: &'static str = Box::leak(name.to_owned().into_boxed_str());
    names.insert(kept);
    kept
}

impl Default for Zone {
    fn default() -> Self {
        Zone::UTC
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    fn from_str(name: &str) -> Result<Self, UnknownZone> {
        if name == Zone::UTC.0 {
            return Ok(Zone::UTC);
        }
        let known = find_zone(name).ok_or(UnknownZone)?;
        let name = known.iana_name().filter(|name| is_zone(name)).ok_or(UnknownZone)?;
        Ok(Zone(kept(name)))
    }
}

/// As the database has it: one that the rules do not know any more is read as UTC.
pub fn stored_zone<'de, D: Deserializer<'de>>(stored: D) -> Result<Zone, D::Error> {
    let name: String = Deserialize::deserialize(stored)?;
    Ok(name.parse().unwrap_or_default())
}

/// The same where there need be none.
pub fn stored_zone_or_none<'de, D: Deserializer<'de>>(stored: D) -> Result<Option<Zone>, D::Error> {
    let name: Option<String> = Deserialize::deserialize(stored)?;
    Ok(name.map(|name| name.parse().unwrap_or_default()))
}

impl From<Zone> for String {
    fn from(zone: Zone) -> String {
        zone.0.to_owned()
    }
}

impl TryFrom<String> for Zone {
    type Error = UnknownZone;

    fn try_from(name: String) -> Result<Self, UnknownZone> {
        name.parse()
    }
}

/// In descriptions of the API a text; what it may be sent as is said there.
impl utoipa::PartialSchema for Zone {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        <String as utoipa::PartialSchema>::schema()
    }
}

impl utoipa::ToSchema for Zone {}

/// By its name. One that the rules do not know any more is read as UTC.
impl Type<Postgres> for Zone {
    fn type_info() -> PgTypeInfo {
        <str as Type<Postgres>>::type_info()
    }

    fn compatible(kind: &PgTypeInfo) -> bool {
        <str as Type<Postgres>>::compatible(kind)
    }
}

impl Encode<'_, Postgres> for Zone {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        <&str as Encode<Postgres>>::encode(self.0, buffer)
    }
}

impl<'r> Decode<'r, Postgres> for Zone {
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(<&str as Decode<Postgres>>::decode(value)?.parse().unwrap_or_default())
    }
}
