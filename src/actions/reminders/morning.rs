//! Where it is morning: then people are reminded, wherever they are.

use std::ops::Range;

use chrono::{DateTime, NaiveDate, Timelike, Utc};

use base::time::Zone;

/// From eight o'clock on, and before noon.
const MORNING: Range<u32> = 8..12;

/// The zones in which it is morning, and the day that it is there. The days are reckoned here,
/// because PostgreSQL does not know every zone that people may have chosen.
#[derive(Debug, Default, PartialEq)]
pub struct Mornings {
    pub zones: Vec<String>,
    pub days: Vec<NaiveDate>,
}

pub fn mornings(zones: Vec<String>, now: DateTime<Utc>) -> Mornings {
    let mut mornings = Mornings::default();
    for zone in zones {
        let there = zone.parse().unwrap_or(Zone::UTC).local(now);
        if MORNING.contains(&there.hour()) {
            mornings.days.push(there.date());
            mornings.zones.push(zone);
        }
    }
    mornings
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    #[test]
    fn morning_is_where_people_are() {
        let zones = ["Asia/Kolkata", "Europe/Berlin", "Pacific/Auckland", "America/New_York"];
        let at = |hour, minute| {
            let now = Utc.with_ymd_and_hms(2026, 3, 6, hour, minute, 0).unwrap();
            let found = mornings(zones.map(str::to_owned).to_vec(), now);
            let days = found.days.iter().map(ToString::to_string);
            found
                .zones
                .into_iter()
                .zip(days)
                .map(|(zone, day)| zone + " " + &day)
                .collect::<Vec<_>>()
        };

        assert!(at(2, 29).is_empty());
        assert_eq!(at(2, 30), ["Asia/Kolkata 2026-03-06"]);
        assert_eq!(at(6, 29), ["Asia/Kolkata 2026-03-06"]);
        assert!(at(6, 30).is_empty());
        assert_eq!(at(7, 0), ["Europe/Berlin 2026-03-06"]);
        assert_eq!(at(11, 0), Vec::<String>::new());
        assert_eq!(at(13, 0), ["America/New_York 2026-03-06"]);
        // There it is tomorrow already.
        assert_eq!(at(19, 0), ["Pacific/Auckland 2026-03-07"]);
    }
}
