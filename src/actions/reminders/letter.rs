//! What a reminder says: each action with its day, its group and a link of its own.

use std::collections::BTreeSet;

use askama::Template;
use chrono::NaiveDate;

use super::{DueAction, Recipient};
use base::addresses::action::ActionPath;
use base::addresses::mailed::MailedLink;
use base::markdown::brief;
use base::policy::{Capability, ReadGroup};
use base::time::date;
use platform::mail::{self, Mail, Only};
use platform::secrets::Token;
use platform::web::{App, Result};

#[derive(Template)]
#[template(path = "mail/reminder.txt")]
struct ReminderMail<'a> {
    name: &'a str,
    actions: Vec<Told<'a>>,
    stop: &'a str,
}

struct Told<'a> {
    text: String,
    group: &'a str,
    when: String,
    may_report: bool,
    link: String,
}

pub(super) fn write(
    app: &App,
    to: &Recipient,
    actions: &[(DueAction, Token)],
    stop: &Token,
) -> Result<Mail> {
    let told = actions.iter().map(|(action, token)| action.describe(app, to.today, token));
    let told: Vec<_> = told.collect();
    let stop = app.config.address(&MailedLink::of(stop).reminders());
    let subject = match told.as_slice() {
        [action] => format!("Reminder: “{}”, {}", action.text, action.when),
        several => format!("Reminder: {} of your actions are due, or will be soon", several.len()),
    };
    let text = ReminderMail { name: &to.name, actions: told, stop: &stop };
    let mail = mail::compose(&to.email, &subject, &text)?;
    Ok(Mail { unsubscribe: Some(stop.clone()), ..mail })
}

/// Whoever gets it has to be in each of the groups when it is sent.
pub(super) fn only(actions: &[(DueAction, Token)]) -> Only {
    let groups: BTreeSet<_> = actions.iter().map(|(action, _)| action.group_id).collect();
    groups
        .into_iter()
        .fold(Only::default(), |only, group| only.and_readers(group, ReadGroup::ROLES))
}

impl DueAction {
    fn describe(&self, app: &App, today: NaiveDate, token: &Token) -> Told<'_> {
        let page = match self.may_report {
            true => MailedLink::of(token).report(),
            false => ActionPath { group: self.group_slug.clone(), action: self.id }.show(),
        };
        Told {
            text: brief(&self.withheld.hide_html(&self.html)),
            group: &self.group_short_name,
            when: when(self.due, today),
            may_report: self.may_report,
            link: app.config.address(&page),
        }
    }
}

fn when(due: NaiveDate, today: NaiveDate) -> String {
    match (due - today).num_days() {
        ..0 => format!("overdue since {}", date(due)),
        0 => format!("due today, {}", date(due)),
        1 => format!("due tomorrow, {}", date(due)),
        days => format!("due in {days} days, on {}", date(due)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_told_from_where_the_reader_stands() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        let told = |due| when(day(due), day(6));

        assert_eq!(told(13), "due in 7 days, on Fri 13 March 2026");
        assert_eq!(told(7), "due tomorrow, Sat 7 March 2026");
        assert_eq!(told(6), "due today, Fri 6 March 2026");
        assert_eq!(told(5), "overdue since Thu 5 March 2026");
    }
}
