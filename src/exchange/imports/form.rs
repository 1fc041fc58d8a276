//! What was understood of a document, as a form in which everything can be corrected.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::report::AgendaItem;
use super::{Confirmed, Report, lines};
use base::time::{Agreed, Twice, TypedTime, Unclear, Zone};
use meetings::meeting::moderators;
use platform::web::{Invalid, Result};

/// Times are in the group's zone of record. What there are several of comes as one list for
/// each of its controls.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ImportForm {
    pub title: String,
    pub number: String,
    pub starts_date: String,
    pub starts_time: String,
    /// Which is meant, where clocks show the time twice.
    pub starts_offset: String,
    /// The time that the form was shown with.
    pub starts_was: String,
    pub minutes: String,
    pub moderators: String,
    pub participants_note: String,
    pub next_date: String,
    pub next_time: String,
    pub next_offset: String,
    pub next_was: String,
    pub agenda: String,
    pub contribution_item: Vec<String>,
    pub contribution_speaker: Vec<String>,
    pub contribution_text: Vec<String>,
    pub contribution_updates: Vec<String>,
    pub decision_item: Vec<String>,
    pub decision_text: Vec<String>,
    pub action_item: Vec<String>,
    pub action_text: Vec<String>,
    pub action_owner: Vec<String>,
    pub action_due: Vec<String>,
    pub remaining_item: Vec<String>,
    pub remaining_reason: Vec<String>,
    /// Whether the lists are too long for a form, and are stored as they were understood.
    pub whole: bool,
    /// "look" to have the items offered that the agenda now has.
    pub then: String,
}

/// Beyond any series, and so far below what a number can be that the series can go on after it.
const LAST_NUMBER: i32 = 99_999;

impl ImportForm {
    pub fn of(confirmed: &Confirmed, zone: Zone, whole: bool) -> Self {
        let report = &confirmed.report;
        let starts = report.starts_at.map(|at| Agreed::of(at, zone));
        let next = report.next_meeting_at.map(|at| Agreed::of(at, zone));
        let part = |time: &Option<Agreed>, part: fn(&Agreed) -> String| {
            time.as_ref().map(part).unwrap_or_default()
        };
        let offset = |time: &Agreed| time.which().unwrap_or_default();
        let mut form = ImportForm {
            title: confirmed.title.clone(),
            number: report.meeting_number.to_string(),
            starts_date: part(&starts, Agreed::date),
            starts_time: part(&starts, Agreed::time),
            starts_offset: part(&starts, offset),
            starts_was: part(&starts, Agreed::was),
            minutes: confirmed.minutes.to_string(),
            moderators: report.moderators.join("\n"),
            participants_note: report.participants_note.clone().unwrap_or_default(),
            next_date: part(&next, Agreed::date),
            next_time: part(&next, Agreed::time),
            next_offset: part(&next, offset),
            next_was: part(&next, Agreed::was),
            agenda: lines::write(&report.agenda),
            whole,
            ..ImportForm::default()
        };
        if !whole {
            form.list(report);
        }
        form
    }

    /// What the form says, over what the document was understood to say.
    pub fn check(&self, understood: &Report, zone: Zone) -> Result<Confirmed> {
        let mut invalid = Invalid::default();
        let title = base::text::line(&self.title);
        if title.is_empty() || title.chars().count() > 100 {
            invalid
                .add("title", "Say what the group’s meetings are called, in 1 to 100 characters.");
        }
        let meeting_number = self.number.trim().parse().unwrap_or(0);
        if !(1..=LAST_NUMBER).contains(&meeting_number) {
            invalid.add("number", "Give the meeting’s number, such as 45.");
        }
        let minutes = self.minutes.trim().parse().unwrap_or(0);
        if !(1..=1440).contains(&minutes) {
            invalid.add("minutes", "Say how many minutes it lasted, from 1 to 1440.");
        }
        let (starts, next) = (self.starts(), self.next());
        let starts_at = instant(starts, zone, ("starts", "starts_offset"), &mut invalid);
        let next_meeting_at = match next.is_empty() {
            true => None,
            false => instant(next, zone, ("next", "next_offset"), &mut invalid),
        };
        let mut report = Report {
            meeting_number,
            starts_at,
            next_meeting_at,
            moderators: moderators::names(&self.moderators),
            participants_note: Some(self.participants_note.trim().to_owned()),
            agenda: self.agenda(&mut invalid),
            ..understood.clone()
        };
        if !self.whole {
            self.read_lists(&mut report, &mut invalid);
        }
        invalid.or(Confirmed { title, minutes, report })
    }

    fn starts(&self) -> TypedTime<'_> {
        TypedTime {
            date: &self.starts_date,
            time: &self.starts_time,
            offset: &self.starts_offset,
            was: &self.starts_was,
        }
    }

    fn next(&self) -> TypedTime<'_> {
        TypedTime {
            date: &self.next_date,
            time: &self.next_time,
            offset: &self.next_offset,
            was: &self.next_was,
        }
    }

    /// The two starts that it may mean, and which is chosen.
    pub fn starts_twice(&self, zone: &Zone) -> Option<(Twice, String)> {
        Some((self.starts().twice(*zone)?, self.starts().chosen(*zone)))
    }

    pub fn next_twice(&self, zone: &Zone) -> Option<(Twice, String)> {
        Some((self.next().twice(*zone)?, self.next().chosen(*zone)))
    }

    fn agenda(&self, invalid: &mut Invalid) -> Vec<AgendaItem> {
        match lines::read(&self.agenda) {
            Ok(items) if items.is_empty() => {
                invalid.add("agenda", "Write the agenda, one item a line.");
                items
            }
            Ok(items) => items,
            Err(sentence) => {
                invalid.add("agenda", sentence);
                Vec::new()
            }
        }
    }
}

fn instant(
    typed: TypedTime,
    zone: Zone,
    (named, which): (&'static str, &'static str),
    invalid: &mut Invalid,
) -> Option<DateTime<Utc>> {
    let read = typed.read(zone).map_err(|unclear| {
        let twice = matches!(unclear, Unclear::Twice(_));
        invalid.add(if twice { which } else { named }, unclear.sentence());
    });
    read.ok().map(|agreed| agreed.at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::{read, understand};

    #[test]
    fn a_form_that_nobody_corrected_says_what_was_understood() {
        let model = include_bytes!("../../../demo/wg-strategy-45.md");
        let report = understand(&read(model).unwrap()).unwrap();
        let understood =
            Confirmed { title: "Online Meeting".into(), minutes: 60, report: report.clone() };
        let zone = "Europe/Berlin".parse().unwrap();
        let form = ImportForm::of(&understood, zone, false);

        let mut confirmed = form.check(&report, zone).unwrap().report;
        for (confirmed, understood) in confirmed.not_addressed.iter_mut().zip(&report.not_addressed)
        {
            confirmed.title.clone_from(&understood.title);
        }
        assert_eq!(confirmed, report);
    }
}
