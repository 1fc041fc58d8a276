//! The settings of a group as they are typed.

use serde::Deserialize;

use access::fields::typed;
use base::markdown::{Markdown, Under};
use base::revisions::{Editable, Field, Kind, choice, field};
use base::states::{ApprovalRule, Visibility};
use base::time::{self, Zone};
use platform::web::{Invalid, Result};

#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct SettingsForm {
    pub name: String,
    pub short_name: String,
    pub purpose: String,
    pub time_zone: String,
    pub meeting_title: String,
    pub approval_rule: String,
    pub review_days: String,
    pub requests_contact: String,
}

/// The same, and the revision that it started from.
#[derive(Clone, Debug, Deserialize)]
pub struct EditForm {
    #[serde(default)]
    pub revision: i32,
    #[serde(flatten)]
    pub settings: SettingsForm,
}

#[derive(Clone, Debug)]
pub struct Settings {
    pub name: String,
    pub short_name: String,
    pub purpose: Markdown,
    pub time_zone: Zone,
    pub meeting_title: String,
    pub approval_rule: ApprovalRule,
    pub review_days: i32,
    pub requests_contact: String,
}

impl Default for SettingsForm {
    fn default() -> Self {
        SettingsForm {
            name: String::new(),
            short_name: String::new(),
            purpose: String::new(),
            time_zone: "UTC".into(),
            meeting_title: "Online Meeting".into(),
            approval_rule: ApprovalRule::EveryCoChair.key().into(),
            review_days: "3".into(),
            requests_contact: String::new(),
        }
    }
}

pub fn approval_rules() -> [(&'static str, &'static str); 2] {
    [ApprovalRule::EveryCoChair, ApprovalRule::AnyCoChair].map(|rule| (rule.key(), words(rule)))
}

pub fn visibilities() -> [(&'static str, &'static str); 2] {
    [
        (Visibility::Public.key(), "Everybody reads what is published"),
        (Visibility::MembersOnly.key(), "Hidden: members only"),
    ]
}

fn words(rule: ApprovalRule) -> &'static str {
    match rule {
        ApprovalRule::EveryCoChair => "Every co-chair",
        ApprovalRule::AnyCoChair => "Any one co-chair",
    }
}

impl SettingsForm {
    /// Empty, but for how many days a review lasts at least, if that is known.
    pub fn with_review(days: Option<i32>) -> Self {
        let usual = SettingsForm::default();
        let review_days = days.map_or(usual.review_days.clone(), |days| days.to_string());
        SettingsForm { review_days, ..usual }
    }

    pub fn of(settings: &Settings) -> Self {
        SettingsForm {
            name: settings.name.clone(),
            short_name: settings.short_name.clone(),
            purpose: settings.purpose.source.clone(),
            time_zone: settings.time_zone.name().to_owned(),
            meeting_title: settings.meeting_title.clone(),
            approval_rule: settings.approval_rule.key().to_owned(),
            review_days: settings.review_days.to_string(),
            requests_contact: settings.requests_contact.clone(),
        }
    }

    pub fn check(&self) -> Result<Settings> {
        let mut invalid = Invalid::default();
        let settings = self.check_into(&mut invalid);
        invalid.or(settings)
    }

    /// What is wrong is said together with what is wrong of the form around it.
    pub fn check_into(&self, invalid: &mut Invalid) -> Settings {
        let mut line = |name, text: &str, missing: &str| match typed::line(text) {
            Ok(line) if line.is_empty() && !missing.is_empty() => {
                invalid.add(name, missing);
                line
            }
            Ok(line) => line,
            Err(error) => {
                invalid.add(name, error);
                String::new()
            }
        };
        let name = line("name", &self.name, "Enter the group’s name.");
        let short_name = line("short_name", &self.short_name, "Enter a short name.");
        let meeting_title =
            line("meeting_title", &self.meeting_title, "Enter what its meetings are called.");
        let requests_contact = line("requests_contact", &self.requests_contact, "");
        let purpose = Markdown::parse(self.purpose.trim(), Under::H2);
        let purpose = purpose.map_err(|refused| invalid.add("purpose", refused.to_string()));
        let time_zone = time::zone(&self.time_zone);
        if time_zone.is_none() {
            invalid.add("time_zone", "Choose a time zone from the list.");
        }
        let approval_rule = ApprovalRule::of_key(&self.approval_rule);
        if approval_rule.is_none() {
            invalid.add("approval_rule", "Choose one of these.");
        }
        let review_days =
            self.review_days.trim().parse().ok().filter(|days| (0..=60).contains(days));
        if review_days.is_none() {
            invalid.add("review_days", "Enter a number of days from 0 to 60.");
        }
        Settings {
            name,
            short_name,
            purpose: purpose.unwrap_or_default(),
            time_zone: time_zone.unwrap_or_default(),
            meeting_title,
            approval_rule: approval_rule.unwrap_or(ApprovalRule::EveryCoChair),
            review_days: review_days.unwrap_or_default(),
            requests_contact,
        }
    }
}

impl Editable for Settings {
    fn fields(&self) -> Vec<Field> {
        let (rule, days) = (self.approval_rule, self.review_days.to_string());
        vec![
            field("name", "Name", &self.name, Kind::Line),
            field("short_name", "Short name", &self.short_name, Kind::Line),
            field("purpose", "Purpose", &self.purpose.source, Kind::Text),
            field("time_zone", "Official time zone", self.time_zone.name(), Kind::Line),
            field("meeting_title", "What its meetings are called", &self.meeting_title, Kind::Line),
            choice("approval_rule", "Who approves a summary", rule.key().into(), words(rule)),
            field("review_days", "Days of review", &days, Kind::Line),
            field("requests_contact", "Contact for requests", &self.requests_contact, Kind::Line),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use platform::web::Error;

    #[test]
    fn what_is_wrong_is_said_of_each_field() {
        let good = SettingsForm {
            name: " Working  Group on Forms ".into(),
            short_name: "WG-Forms".into(),
            requests_contact: "office@example.org".into(),
            ..SettingsForm::default()
        };
        let settings = good.check().unwrap();
        assert_eq!(settings.name, "Working Group on Forms");
        assert_eq!((settings.review_days, settings.time_zone), (3, Zone::UTC));

        let bad = SettingsForm {
            name: " ".into(),
            time_zone: "Mars/Base".into(),
            approval_rule: "nobody".into(),
            review_days: "61".into(),
            requests_contact: "a".repeat(201),
            ..good
        };
        let Err(Error::Invalid(invalid)) = bad.check() else { panic!("is good") };
        let fields: Vec<_> = invalid.iter().map(|error| error.field.as_ref()).collect();
        let wrong = ["name", "requests_contact", "time_zone", "approval_rule", "review_days"];
        assert_eq!(fields, wrong);
    }
}
