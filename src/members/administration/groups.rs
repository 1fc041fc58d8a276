//! Making a group.

use serde::Deserialize;
use sqlx::PgPool;

use super::store;
use access::fields::typed;
use access::person::Administrator;
use base::ids::GroupId;
use base::markdown::{Markdown, Under};
use base::revisions::{self, Editable, Field, Kind, field};
use base::states::{ApprovalRule, Visibility};
use base::time::{self, Zone};
use platform::history::{self, Change};
use platform::web::{Error, Invalid, Result, transaction};

/// As typed.
#[derive(Deserialize)]
pub struct GroupForm {
    /// Made with the form, so that sending it twice makes one group.
    pub id: GroupId,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub short_name: String,
    #[serde(default)]
    pub slug: String,
    #[serde(default)]
    pub purpose: String,
    #[serde(default)]
    pub time_zone: String,
    #[serde(default)]
    pub visibility: String,
    #[serde(default)]
    pub approval_rule: String,
    #[serde(default)]
    pub meeting_title: String,
    #[serde(default)]
    pub last_meeting: String,
}

pub struct NewGroup {
    pub id: GroupId,
    pub name: String,
    pub short_name: String,
    pub slug: String,
    pub purpose: Markdown,
    pub time_zone: Zone,
    pub visibility: Visibility,
    pub approval_rule: ApprovalRule,
    pub meeting_title: String,
    pub last_meeting: i32,
}

impl GroupForm {
    pub fn empty() -> Self {
        GroupForm {
            id: GroupId::new(),
            name: String::new(),
            short_name: String::new(),
            slug: String::new(),
            purpose: String::new(),
            time_zone: "UTC".into(),
            visibility: Visibility::Public.key().into(),
            approval_rule: ApprovalRule::EveryCoChair.key().into(),
            meeting_title: "Online Meeting".into(),
            last_meeting: "0".into(),
        }
    }

    fn check(&self) -> Result<NewGroup> {
        let mut invalid = Invalid::default();
        let mut required = |name, text: &str, sentence: &str| match typed::line(text) {
            Ok(line) if line.is_empty() => {
                invalid.add(name, sentence);
                line
            }
            Ok(line) => line,
            Err(error) => {
                invalid.add(name, error);
                String::new()
            }
        };
        let name = required("name", &self.name, "Enter the group’s name.");
        let short_name = required("short_name", &self.short_name, "Enter a short name.");
        let meeting_title =
            required("meeting_title", &self.meeting_title, "Enter what its meetings are called.");
        let slug = self.slug.trim().to_owned();
        if !reads_well(&slug) {
            invalid
                .add("slug", "Use small letters, digits and single hyphens, such as wg-strategy.");
        }
        let purpose = Markdown::parse(&self.purpose, Under::H2);
        let purpose = purpose.map_err(|refused| invalid.add("purpose", refused.to_string()));
        let time_zone = time::zone(&self.time_zone);
        if time_zone.is_none() {
            invalid.add("time_zone", "Choose a time zone from the list.");
        }
        let visibility = Visibility::of_key(&self.visibility);
        let approval_rule = ApprovalRule::of_key(&self.approval_rule);
        for (name, missing) in
            [("visibility", visibility.is_none()), ("approval_rule", approval_rule.is_none())]
        {
            if missing {
                invalid.add(name, "Choose one of these.");
            }
        }
        let last_meeting =
            self.last_meeting.trim().parse().ok().filter(|n| (0..=9_999).contains(n));
        if last_meeting.is_none() {
            invalid.add("last_meeting", "Enter a number from 0 to 9999.");
        }
        invalid.or(())?;
        Ok(NewGroup {
            id: self.id,
            name,
            short_name,
            slug,
            purpose: purpose.unwrap_or_default(),
            time_zone: time_zone.unwrap_or_default(),
            visibility: visibility.unwrap_or(Visibility::MembersOnly),
            approval_rule: approval_rule.unwrap_or(ApprovalRule::EveryCoChair),
            meeting_title,
            last_meeting: last_meeting.unwrap_or_default(),
        })
    }
}

fn reads_well(slug: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty() && part.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    slug.len() <= 60 && slug.split('-').all(part)
}

/// The path of the new group, for whoever administers it.
pub async fn make_group(db: &PgPool, by: &Administrator, form: &GroupForm) -> Result<String> {
    let group = form.check()?;
    let path = format!("/administration/groups/{}", group.slug);
    let mut tx = transaction(db).await?;
    if store::add_group(&mut tx, &group).await? {
        let made = Change {
            group: Some(group.id),
            subject: "group",
            subject_id: group.id.0,
            event: "made",
            revision: Some(1),
            content: Some(revisions::content(&group)),
            ..Change::default()
        };
        history::log(&mut tx, by.0.id, made).await?;
    } else if !store::is_group(&mut tx, group.id, &group.slug).await? {
        return Err(Error::invalid("slug", "Another group has this address."));
    }
    tx.commit().await?;
    Ok(path)
}

impl Editable for NewGroup {
    fn fields(&self) -> Vec<Field> {
        vec![
            field("name", "Name", &self.name, Kind::Line),
            field("short_name", "Short name", &self.short_name, Kind::Line),
            field("purpose", "Purpose", &self.purpose.source, Kind::Text),
            field("time_zone", "Official time zone", self.time_zone.name(), Kind::Line),
            field("meeting_title", "What its meetings are called", &self.meeting_title, Kind::Line),
        ]
    }
}
