//! The mail that tells all co-chairs of a group that somebody's role has changed.

use askama::Template;
use sqlx::PgConnection;

use super::{By, store};
use access::group::Group;
use base::ids::PersonId;
use base::policy::Role;
use platform::mail::{self, Only};
use platform::web::{App, Result};

#[derive(Template)]
#[template(path = "mail/role_changed.txt")]
struct RoleMail<'a> {
    by: &'a str,
    name: &'a str,
    from: Option<Role>,
    to: Option<Role>,
    group: &'a Group,
    link: &'a str,
}

/// Those who come in or leave in a role that changes nothing are told of on the page of members.
fn is_told(from: Option<Role>, to: Option<Role>) -> bool {
    let runs = |role| matches!(role, Some(Role::CoChair | Role::Secretariat));
    from.is_some() && to.is_some() || runs(from) || runs(to)
}

/// Whoever changed it as well: if it was not they who acted, they learn of it here. And so does a
/// co-chair who is none any more.
pub async fn tell_co_chairs(
    tx: &mut PgConnection,
    app: &App,
    by: &By,
    (person, from, to): (PersonId, Option<Role>, Option<Role>),
) -> Result<()> {
    if by.giver.operates || !is_told(from, to) {
        return Ok(());
    }
    let group = super::resting::group(tx, by.group).await?;
    let (name, by_name) = (store::name(tx, person).await?, store::name(tx, by.person).await?);
    let link = app.config.address(&group.members());
    let subject = format!("A role in {} has changed", group.short_name);
    let text = RoleMail { by: &by_name, name: &name, from, to, group: &group, link: &link };
    for to_whom in store::co_chairs(tx, by.group, person, from == Some(Role::CoChair)).await? {
        let letter = mail::compose(&to_whom.email, &subject, &text)?;
        let letter = letter.of_group(&group.slug).asked_by(by.person);
        let only = match to_whom.present {
            true => Only::readers(by.group, &[Role::CoChair]),
            false => Only::default(),
        };
        mail::enqueue_only(tx, &letter, &only).await?;
    }
    Ok(())
}
