//! What was understood of a document, as a form in which everything can be corrected.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

use super::report::AgendaItem;
use super::{Confirmed, Report, lines};
use base::time;
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
    pub minutes: String,
    pub moderators: String,
    pub participants_note: String,
    pub next_date: String,
    pub next_time: String,
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
    pub fn of(confirmed: &Confirmed, zone: Tz, whole: bool) -> Self {
        let report = &confirmed.report;
        let (starts_date, starts_time) = typed(report.starts_at, zone);
        let (next_date, next_time) = typed(report.next_meeting_at, zone);
        let mut form = ImportForm {
            title: confirmed.title.clone(),
            number: report.meeting_number.to_string(),
            starts_date,
            starts_time,
            minutes: confirmed.minutes.to_string(),
            moderators: report.moderators.join("\n"),
            participants_note: report.participants_note.clone().unwrap_or_default(),
            next_date,
            next_time,
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
    pub fn check(&self, understood: &Report, zone: Tz) -> Result<Confirmed> {
        let mut invalid = Invalid::default();
        let title = lines::one_line(&self.title);
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
        let starts_at = instant(&self.starts_date, &self.starts_time, zone);
        let starts_at = starts_at.map_err(|sentence| invalid.add("starts", sentence)).ok();
        let next_meeting_at = match (self.next_date.trim(), self.next_time.trim()) {
            ("", "") => None,
            (date, time) => {
                instant(date, time, zone).map_err(|sentence| invalid.add("next", sentence)).ok()
            }
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

fn typed(at: Option<DateTime<Utc>>, zone: Tz) -> (String, String) {
    let at = at.map(|at| at.with_timezone(&zone));
    let shown = |format: &str| at.map(|at| at.format(format).to_string()).unwrap_or_default();
    (shown("%Y-%m-%d"), shown("%H:%M"))
}

fn instant(date: &str, time: &str, zone: Tz) -> Result<DateTime<Utc>, &'static str> {
    let date = NaiveDate::parse_from_str(date.trim(), "%Y-%m-%d")
        .map_err(|_| "Give the date of the meeting, such as 2022-09-30.")?;
    let time = time.trim().get(..5).and_then(|time| NaiveTime::parse_from_str(time, "%H:%M").ok());
    let time = time.ok_or("Give the time at which the meeting starts, such as 14:00.")?;
    time::instant(date.and_time(time), zone)
        .ok_or("Clocks skip this time on that day. Choose another.")
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
        let form = ImportForm::of(&understood, Tz::Europe__Berlin, false);

        let mut confirmed = form.check(&report, Tz::Europe__Berlin).unwrap().report;
        for (confirmed, understood) in confirmed.not_addressed.iter_mut().zip(&report.not_addressed)
        {
            confirmed.title.clone_from(&understood.title);
        }
        assert_eq!(confirmed, report);
    }
}
