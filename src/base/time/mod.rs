//! Times as people read them: in UTC and in their own zone, always with weekday and date.

mod rules;
mod zone;
mod agreed;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Datelike, Month, NaiveDate, SecondsFormat, Utc, Weekday};

pub use agreed::{Agreed, Twice, TypedTime, Unclear, read};
pub use rules::{all_zones, look_again, rules_named, rules_version, zones};
pub use zone::{UnknownZone, Zone, stored_zone, stored_zone_or_none};

/// An instant, and the zone of the person who reads it.
#[derive(Clone, Copy, Debug)]
pub struct ZonedTime {
    pub at: DateTime<Utc>,
    pub zone: Zone,
}

impl ZonedTime {
    /// For the `datetime` attribute.
    pub fn datetime(&self) -> String {
        self.at.format("%Y-%m-%dT%H:%MZ").to_string()
    }

    pub fn utc(&self) -> String {
        utc(self.at)
    }

    /// The same instant where the reader is, unless that is what UTC shows already: "15:00 in
    /// Zurich", with the date where that is another.
    pub fn local(&self) -> Option<String> {
        let (local, utc) = (self.zone.local(self.at), self.at.naive_utc());
        let time = local.format("%H:%M");
        match (local == utc, local.date() == utc.date()) {
            (true, _) => None,
            (_, true) => Some(format!("{time} in {}", place(self.zone))),
            _ => Some(format!("{}, {time} in {}", date(local.date()), place(self.zone))),
        }
    }

    /// In one line of text: "Thu 10 December 2026, 14:00 UTC (15:00 in Zurich)".
    pub fn text(&self) -> String {
        let local = self.local().map(|local| format!(" ({local})"));
        format!("{}{}", self.utc(), local.unwrap_or_default())
    }
}

/// "Thu 10 December 2026, 14:00 UTC"
pub fn utc(at: DateTime<Utc>) -> String {
    at.format("%a %-d %B %Y, %H:%M UTC").to_string()
}

/// "Thu 10 December 2026"
pub fn date(on: NaiveDate) -> String {
    on.format("%a %-d %B %Y").to_string()
}

/// "30 September 2022 at 14:00 UTC", as summaries print it in the house style of their group.
pub fn utc_in_record(at: DateTime<Utc>) -> String {
    at.format("%-d %B %Y at %H:%M UTC").to_string()
}

/// "30 September 2022", as summaries and adopted plans print it: their texts are hashed.
pub fn date_in_record(on: NaiveDate) -> String {
    on.format("%-d %B %Y").to_string()
}

/// "5 Oct 2022", as update notes print it.
pub fn short_date(on: NaiveDate) -> String {
    on.format("%-d %b %Y").to_string()
}

/// As programs read it (RFC 3339).
pub fn timestamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// "Europe/Amsterdam" → "Amsterdam".
pub fn place(zone: Zone) -> String {
    zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ")
}

/// Whether people meet then: their plans begin after, and end long before, what PostgreSQL's
/// calendar can hold.
pub fn is_near(at: &DateTime<Utc>) -> bool {
    (1900..2200).contains(&at.year())
}

/// A zone by its name in the IANA database, never an offset.
pub fn zone(name: &str) -> Option<Zone> {
    name.parse().ok()
}

/// A month by its English name, whole or in short: 9 of "September", "sep", "Sept" and "Sep.".
pub fn month(word: &str) -> Option<u32> {
    let name = word.strip_suffix('.').unwrap_or(word);
    let month = match name.eq_ignore_ascii_case("sept") {
        true => Month::September,
        false => name.parse().ok()?,
    };
    Some(month.number_from_month())
}

/// A weekday by its English name, whole or in short: "Thursday", "Thu", "Thur" or "Thurs.".
pub fn weekday(word: &str) -> Option<Weekday> {
    let name = word.strip_suffix('.').unwrap_or(word).to_lowercase();
    let name = match name.as_str() {
        "tues" => "tue",
        "thur" | "thurs" => "thu",
        name => name,
    };
    name.parse().ok()
}
