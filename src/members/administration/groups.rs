//! Making a group.

use serde::Deserialize;
use sqlx::PgPool;

use super::store;
use crate::settings::{Settings, SettingsForm};
use access::person::Administrator;
use base::ids::GroupId;
use base::revisions;
use base::states::Visibility;
use platform::history::{self, Change};
use platform::web::{Error, Invalid, Result, transaction};

/// As typed.
#[derive(Deserialize)]
pub struct GroupForm {
    /// Made with the form, so that sending it twice makes one group.
    pub id: GroupId,
    #[serde(default)]
    pub slug: String,
    #[serde(default)]
    pub visibility: String,
    #[serde(default)]
    pub last_meeting: String,
    #[serde(flatten)]
    pub settings: SettingsForm,
}

pub struct NewGroup {
    pub id: GroupId,
    pub slug: String,
    pub visibility: Visibility,
    pub last_meeting: i32,
    pub settings: Settings,
}

impl GroupForm {
    pub fn empty() -> Self {
        GroupForm {
            id: GroupId::new(),
            slug: String::new(),
            visibility: Visibility::Public.key().into(),
            last_meeting: "0".into(),
            settings: SettingsForm::default(),
        }
    }

    fn check(&self) -> Result<NewGroup> {
        let mut invalid = Invalid::default();
        let settings = self.settings.check_into(&mut invalid);
        let slug = self.slug.trim().to_owned();
        if !reads_well(&slug) {
            invalid
                .add("slug", "Use small letters, digits and single hyphens, such as wg-strategy.");
        }
        let visibility = Visibility::of_key(&self.visibility);
        if visibility.is_none() {
            invalid.add("visibility", "Choose one of these.");
        }
        let last_meeting =
            self.last_meeting.trim().parse().ok().filter(|n| (0..=9_999).contains(n));
        if last_meeting.is_none() {
            invalid.add("last_meeting", "Enter a number from 0 to 9999.");
        }
        invalid.or(NewGroup {
            id: self.id,
            slug,
            visibility: visibility.unwrap_or(Visibility::MembersOnly),
            last_meeting: last_meeting.unwrap_or_default(),
            settings,
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
            content: Some(revisions::content(&group.settings)),
            ..Change::default()
        };
        history::log(&mut tx, by.0.id, made).await?;
    } else if !store::is_group(&mut tx, group.id, &group.slug).await? {
        return Err(Error::invalid("slug", "Another group has this address."));
    }
    tx.commit().await?;
    Ok(path)
}
