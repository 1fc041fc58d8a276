//! Times as people read them: in UTC and in their own zone, always with the date.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Offset, SecondsFormat, TimeZone, Utc};
use chrono_tz::Tz;

/// An instant, and the zone of the person who reads it.
#[derive(Clone, Copy, Debug)]
pub struct ZonedTime {
    pub at: DateTime<Utc>,
    pub zone: Tz,
}

impl ZonedTime {
    /// For the `datetime` attribute.
    pub fn datetime(&self) -> String {
        self.at.format("%Y-%m-%dT%H:%MZ").to_string()
    }

    pub fn utc(&self) -> String {
        utc(self.at)
    }

    /// The same instant where the reader is, unless that is what UTC shows already.
    pub fn local(&self) -> Option<String> {
        let local = self.at.with_timezone(&self.zone);
        let away = local.offset().fix().local_minus_utc() != 0;
        away.then(|| format!("{} in {}", local.format("%-d %B %Y, %H:%M"), place(self.zone)))
    }
}

/// "30 September 2022 at 14:00 UTC", as the record prints it.
pub fn utc(at: DateTime<Utc>) -> String {
    at.format("%-d %B %Y at %H:%M UTC").to_string()
}

/// As programs read it (RFC 3339).
pub fn timestamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

pub fn date(on: NaiveDate) -> String {
    on.format("%-d %B %Y").to_string()
}

/// "5 Oct 2022", as update notes print it.
pub fn short_date(on: NaiveDate) -> String {
    on.format("%-d %b %Y").to_string()
}

/// "Europe/Amsterdam" → "Amsterdam".
pub fn place(zone: Tz) -> String {
    zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ")
}

/// The instant at which a clock in `zone` shows `local`. None where clocks were set forward
/// over it, or where nobody meets; the first of two where they were set back.
pub fn instant(local: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    let at = zone.from_local_datetime(&local).earliest().map(|at| at.with_timezone(&Utc));
    at.filter(is_near)
}

/// Whether people meet then: their plans begin after, and end long before, what PostgreSQL's
/// calendar can hold.
pub fn is_near(at: &DateTime<Utc>) -> bool {
    (1900..2200).contains(&at.year())
}

/// A zone by its name in the IANA database, never an offset.
pub fn zone(name: &str) -> Option<Tz> {
    name.parse().ok()
}

/// The zones that a form offers, by name.
pub fn zones() -> Vec<&'static str> {
    let named = |zone: &Tz| zone.name().contains('/') && !zone.name().starts_with("Etc/");
    let mut names: Vec<_> =
        chrono_tz::TZ_VARIANTS.iter().filter(|zone| named(zone)).map(|zone| zone.name()).collect();
    names.insert(0, "UTC");
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_in_utc_and_where_the_reader_is() {
        let at = Utc.with_ymd_and_hms(2022, 9, 30, 14, 0, 0).unwrap();
        let read_in = |zone| ZonedTime { at, zone }.local();

        assert_eq!(ZonedTime { at, zone: Tz::UTC }.utc(), "30 September 2022 at 14:00 UTC");
        assert_eq!(read_in(Tz::UTC), None);
        assert_eq!(read_in(Tz::Europe__London).unwrap(), "30 September 2022, 15:00 in London");
        assert_eq!(read_in(Tz::Pacific__Auckland).unwrap(), "1 October 2022, 03:00 in Auckland");
    }

    #[test]
    fn a_time_that_clocks_skip_is_no_instant() {
        let local = |text| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();

        assert_eq!(instant(local("2022-03-27 02:30"), Tz::Europe__Berlin), None);
        assert!(instant(local("2022-10-30 02:30"), Tz::Europe__Berlin).is_some());
    }

    #[test]
    fn a_year_in_which_nobody_meets_is_no_instant() {
        for (day, is_near) in [("1899-12-31", false), ("1900-01-01", true), ("2200-01-01", false)] {
            let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").unwrap();
            assert_eq!(instant(day.and_hms_opt(12, 0, 0).unwrap(), Tz::UTC).is_some(), is_near);
        }
    }
}
