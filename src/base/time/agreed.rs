//! Times that people agree on: what the clocks of a zone will show. The instant follows from the
//! zone's rules, which may change before it comes.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use super::zone::{Shown, Zone};
use super::{date, is_near};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreed {
    pub local: NaiveDateTime,
    pub zone: Zone,
    /// Whether the second is meant, where clocks show the local time twice.
    pub second: bool,
    pub at: DateTime<Utc>,
}

/// A local time as a form sends it: a date, a time, and beside them which one is meant if there
/// are two.
#[derive(Clone, Copy, Debug, Default)]
pub struct TypedTime<'a> {
    pub date: &'a str,
    pub time: &'a str,
    /// "+01:00", as it is chosen where there are two.
    pub offset: &'a str,
    /// The time that the form was shown with, with its offset. Whoever leaves it keeps it.
    pub was: &'a str,
}

/// Why a local time is no instant.
#[derive(Clone, Debug, PartialEq)]
pub enum Unclear {
    NoDate,
    NoTime,
    /// Before or after all that people plan.
    TooFar,
    Skipped {
        from: NaiveTime,
        to: NaiveTime,
    },
    Twice(Twice),
}

/// The two instants at which clocks show a local time.
#[derive(Clone, Debug, PartialEq)]
pub struct Twice {
    pub local: NaiveDateTime,
    pub both: [Agreed; 2],
}

impl Agreed {
    /// What the clocks of a zone show at an instant.
    pub fn of(at: DateTime<Utc>, zone: Zone) -> Self {
        let local = zone.local(at);
        let second = matches!(zone.shows(local), Some(Shown::Twice(_, second)) if second == at);
        Agreed { local, zone, second, at }
    }

    /// By the rules of today. A time that they skip is moved on by as much as they skip.
    pub fn by_the_rules(local: NaiveDateTime, zone: Zone, second: bool) -> Option<Self> {
        let at = match zone.shows(local)? {
            Shown::Once(at) | Shown::Never { after: at, .. } => at,
            Shown::Twice(first, later) => {
                if second {
                    later
                } else {
                    first
                }
            }
        };
        Some(Agreed { local, zone, second, at })
    }

    pub fn date(&self) -> String {
        self.local.format("%Y-%m-%d").to_string()
    }

    pub fn time(&self) -> String {
        self.local.format("%H:%M").to_string()
    }

    /// "+01:00"
    pub fn offset(&self) -> String {
        offset(self.zone.offset(self.at))
    }

    /// As the form keeps it: "2027-10-31T02:30:00+01:00".
    pub fn was(&self) -> String {
        format!("{}{}", self.local.format("%Y-%m-%dT%H:%M:%S%.f"), self.offset())
    }

    /// Its offset, where that says which of two is meant.
    pub fn which(&self) -> Option<String> {
        matches!(self.zone.shows(self.local), Some(Shown::Twice(..))).then(|| self.offset())
    }
}

fn offset(ahead: TimeDelta) -> String {
    let minutes = ahead.num_minutes();
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

impl TypedTime<'_> {
    pub fn is_empty(&self) -> bool {
        self.date.trim().is_empty() && self.time.trim().is_empty()
    }

    pub fn read(&self, zone: Zone) -> Result<Agreed, Unclear> {
        let date = NaiveDate::parse_from_str(self.date.trim(), "%Y-%m-%d");
        let date = date.map_err(|_| Unclear::NoDate)?;
        let time = self.time.trim();
        let time = NaiveTime::parse_from_str(time, "%H:%M")
            .or_else(|_| NaiveTime::parse_from_str(time, "%H:%M:%S"));
        let local = date.and_time(time.map_err(|_| Unclear::NoTime)?);
        if let Some(kept) = self.kept(local, zone) {
            return Ok(kept);
        }
        match read(local, zone) {
            Err(Unclear::Twice(twice)) => {
                let chosen = twice.both.iter().find(|one| one.offset() == self.offset.trim());
                chosen.copied().ok_or(Unclear::Twice(twice))
            }
            read => read,
        }
    }

    /// The time that the form was shown with, if it was left as it was.
    fn kept(&self, local: NaiveDateTime, zone: Zone) -> Option<Agreed> {
        let was = DateTime::parse_from_rfc3339(self.was.trim()).ok()?;
        let kept = Agreed::of(was.with_timezone(&Utc), zone);
        let unchanged = (kept.date(), kept.time())
            == (local.format("%Y-%m-%d").to_string(), local.format("%H:%M").to_string());
        let same_one = self.offset.trim().is_empty() || self.offset.trim() == kept.offset();
        (unchanged && same_one && is_near(&kept.at)).then_some(kept)
    }

    /// The two that it may mean, where clocks show it twice.
    pub fn twice(&self, zone: Zone) -> Option<Twice> {
        let unsure = TypedTime { offset: "", was: "", ..*self };
        match unsure.read(zone) {
            Err(Unclear::Twice(twice)) => Some(twice),
            _ => None,
        }
    }

    /// The offset of the one that is meant, if that is known.
    pub fn chosen(&self, zone: Zone) -> String {
        self.read(zone).map(|chosen| chosen.offset()).unwrap_or_default()
    }
}

/// What a local time means, if it means one instant.
pub fn read(local: NaiveDateTime, zone: Zone) -> Result<Agreed, Unclear> {
    let agreed = |at, second| Agreed { local, zone, second, at };
    match zone.shows(local) {
        Some(Shown::Once(at)) if is_near(&at) => Ok(agreed(at, false)),
        Some(Shown::Twice(first, second)) if is_near(&first) => {
            Err(Unclear::Twice(Twice { local, both: [agreed(first, false), agreed(second, true)] }))
        }
        Some(Shown::Never { from, to, after }) if is_near(&after) => {
            Err(Unclear::Skipped { from: from.time(), to: to.time() })
        }
        _ => Err(Unclear::TooFar),
    }
}

impl Unclear {
    /// What is wrong, and what to do.
    pub fn sentence(&self) -> String {
        match self {
            Unclear::NoDate => "Give the date as year, month and day, like 2026-03-31.".into(),
            Unclear::NoTime => "Give the time as hours and minutes, like 14:00.".into(),
            Unclear::TooFar => "Give a time between the years 1900 and 2200.".into(),
            Unclear::Skipped { from, to } => format!(
                "Clocks skip this time on that day. They go from {} to {}: choose a time before or \
                 after that.",
                from.format("%H:%M"),
                to.format("%H:%M"),
            ),
            Unclear::Twice(twice) => format!("{} Choose which one you mean.", twice.sentence()),
        }
    }

    /// The same for programs, which can say an instant.
    pub fn sentence_for_programs(&self) -> String {
        match self {
            Unclear::Twice(twice) => {
                let [first, second] = &twice.both;
                format!(
                    "{} Send the instant that you mean: {} or {}.",
                    twice.sentence(),
                    super::timestamp(first.at),
                    super::timestamp(second.at),
                )
            }
            unclear => unclear.sentence(),
        }
    }
}

impl Twice {
    /// "02:30 comes twice on Sun 31 October 2027, because clocks go back."
    fn sentence(&self) -> String {
        let (time, day) = (self.local.format("%H:%M"), date(self.local.date()));
        format!("{time} comes twice on {day}, because clocks go back.")
    }

    /// "Which 02:30?"
    pub fn question(&self) -> String {
        format!("Which {}?", self.local.format("%H:%M"))
    }

    /// As a form offers them: "The first, UTC+02:00 (00:30 UTC)".
    pub fn choices(&self) -> [(String, String); 2] {
        let named = |which: &str, one: &Agreed| {
            let (offset, utc) = (one.offset(), one.at.format("%H:%M"));
            let label = format!("{which}, UTC{offset} ({utc} UTC)");
            (offset, label)
        };
        [named("The first", &self.both[0]), named("The second", &self.both[1])]
    }
}
