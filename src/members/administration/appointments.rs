//! Appointing a group's first co-chairs and secretariat.

use askama::Template;
use serde::Deserialize;

use super::{Appointed, store};
use crate::invitations::{self, New};
use crate::membership::{self, By, Place};
use crate::place::{self, Giver};
use access::fields::typed;
use access::group::{self, Group};
use access::person::Administrator;
use base::ids::InvitationId;
use base::policy::{Capability, ReadGroup, Role};
use platform::mail::{self, Only};
use platform::web::{App, Error, Invalid, Result, transaction};

/// As typed.
#[derive(Deserialize)]
pub struct Appointment {
    /// Made with the form, so that sending it twice invites once.
    pub id: InvitationId,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub role: String,
}

impl Appointment {
    pub fn empty() -> Self {
        Appointment {
            id: InvitationId::new(),
            email: String::new(),
            role: Role::CoChair.key().into(),
        }
    }

    fn check(&self) -> Result<New> {
        let mut invalid = Invalid::default();
        let email = typed::email(&self.email).map_err(|error| invalid.add("email", error));
        let runs = |role: &Role| matches!(role, Role::CoChair | Role::Secretariat);
        let role = Role::of_key(&self.role).filter(runs);
        if role.is_none() {
            invalid.add("role", "Choose co-chair or secretariat.");
        }
        let place = Place {
            role: role.unwrap_or(Role::Observer),
            affiliation: String::new(),
            stakeholder_group: String::new(),
            on_behalf_of: String::new(),
        };
        invalid.or(New { id: self.id, email: email.unwrap_or_default(), place })
    }
}

/// The group, and who runs it.
pub async fn appointed(
    app: &App,
    _: &Administrator,
    slug: &str,
) -> Result<(Group, Vec<Appointed>, Vec<invitations::Invitation>)> {
    let group = group::find(&app.db, slug).await?;
    let appointed = store::appointed(&app.db, group.id).await?;
    let invited = invitations::list_open(&app.db, group.id, app.clock.now()).await?;
    Ok((group, appointed, invited))
}

#[derive(Template)]
#[template(path = "mail/appointment.txt")]
struct AppointmentMail<'a> {
    name: &'a str,
    by: &'a str,
    group: &'a Group,
    role: Role,
    link: &'a str,
}

/// Whoever has an account is appointed at once; everybody else is invited.
pub async fn appoint(app: &App, by: &Administrator, slug: &str, form: &Appointment) -> Result<()> {
    let new = form.check()?;
    let group = group::find(&app.db, slug).await?;
    let mut tx = transaction(&app.db).await?;
    membership::lock_group(&mut tx, group.id).await?;
    let giver = place::giver(&mut tx, group.id, by.0.id, None).await?;
    // As the administrator: what they may in the group, they do there.
    let giver = Giver { role: None, ..giver };
    match store::find_by_email(&mut tx, &new.email).await? {
        None => invitations::send(&mut tx, app, &group, &new, (&by.0, &giver)).await?,
        Some(person) if person.suspended_at.is_some() => {
            return Err(Error::invalid("email", "This person’s account is suspended."));
        }
        Some(person) => {
            let who = By { group: group.id, person: by.0.id, giver };
            let now = app.clock.now();
            if membership::settle(&mut tx, app, &who, person.id, &new.place, now).await? {
                let link = app.config.address(&group.path());
                let role = new.place.role;
                let (name, by, group) = (&*person.name, &*by.0.name, &group);
                let text = AppointmentMail { name, by, group, role, link: &link };
                let subject = format!("Your role in {}", group.short_name);
                let mail = mail::compose(&person.email, &subject, &text)?;
                let mail = mail.of_group(&group.slug).asked_by(who.person);
                let only = Only::readers(group.id, ReadGroup::ROLES);
                mail::enqueue_only(&mut tx, &mail, &only).await?;
            }
        }
    }
    tx.commit().await?;
    Ok(())
}
