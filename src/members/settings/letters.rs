//! Who may read a group concerns everybody in it: they get a mail about it.

use askama::Template;
use sqlx::PgConnection;

use super::store;
use access::rights::Member;
use base::policy::{Capability, ReadGroup};
use base::states::Visibility;
use platform::mail::{self, Only};
use platform::web::{App, Result};

#[derive(Template)]
#[template(path = "mail/visibility.txt")]
struct VisibilityChanged<'a> {
    by: &'a str,
    name: &'a str,
    public: bool,
    link: String,
}

pub async fn send(db: &mut PgConnection, app: &App, by: &Member, to: Visibility) -> Result<()> {
    let (public, group) = (to == Visibility::Public, &by.group);
    let subject = match to {
        Visibility::Public => format!("{}: the group is public now", group.short_name),
        Visibility::MembersOnly => {
            format!("{}: the group is for members only now", group.short_name)
        }
    };
    for recipient in store::addresses(db, by).await? {
        let (name, link) = (group.name.as_str(), app.config.address(&group.path()));
        let text = VisibilityChanged { by: &by.person.name, name, public, link };
        let mail = mail::compose(&recipient, &subject, &text)?;
        let mail = mail.of_group(&group.slug).asked_by(by.person.id);
        mail::enqueue_only(db, &mail, &Only::readers(group.id, ReadGroup::ROLES)).await?;
    }
    Ok(())
}
