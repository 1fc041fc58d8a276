//! The people of the demonstration, who are invented, and their group, which is not.

use chrono::{DateTime, TimeZone, Utc};

use super::{
    ADMINISTRATOR, CO_CHAIR, GROUP, MEMBER, OBSERVER, PASSWORD, SECOND_CO_CHAIR, SECRETARIAT,
};
use access::group;
use access::person::{self, Administrator, NewPerson, Person};
use base::policy::Role;
use base::time;
use members::account::profile::{self, ProfileForm};
use members::administration::{self, GroupForm};
use members::membership::{self, Place};
use members::settings::SettingsForm;
use platform::web::{App, Error, Result, transaction};

const PURPOSE: &str = "The group works on strengthening the Internet Governance Forum (IGF) and on \
    its strategy. *This is a demonstration: the report of Online Meeting 45 is the group’s own; \
    the accounts, Online Meetings 44 and 46 and everything said in them are invented.*";

pub struct Account {
    pub email: &'static str,
    pub name: &'static str,
    time_zone: &'static str,
    /// None for the administrator, who is in no group.
    place: Option<(Role, &'static str, &'static str)>,
}

pub const ACCOUNTS: [Account; 6] = [
    Account {
        email: CO_CHAIR,
        name: "Ines Valdano",
        time_zone: "Europe/Amsterdam",
        place: Some((Role::CoChair, "Example University", "Technical community")),
    },
    Account {
        email: SECOND_CO_CHAIR,
        name: "Kojo Brandvold",
        time_zone: "Africa/Accra",
        place: Some((Role::CoChair, "Example Ministry of Communications", "Government")),
    },
    Account {
        email: SECRETARIAT,
        name: "Noor Lindgaard",
        time_zone: "Europe/Zurich",
        place: Some((Role::Secretariat, "Example Secretariat", "Intergovernmental organisation")),
    },
    Account {
        email: MEMBER,
        name: "Tariq Oyelowa",
        time_zone: "Africa/Lagos",
        place: Some((Role::Member, "Example Foundation for Digital Rights", "Civil society")),
    },
    Account {
        email: OBSERVER,
        name: "Lucia Hartanto",
        time_zone: "Asia/Jakarta",
        place: Some((Role::Observer, "Example Networks", "Private sector")),
    },
    Account { email: ADMINISTRATOR, name: "Robin Achterveld", time_zone: "UTC", place: None },
];

impl Account {
    pub fn role(&self) -> String {
        self.place.map_or_else(|| "administrator".into(), |(role, ..)| role.to_string())
    }
}

/// The name that somebody is recorded under.
pub fn name_of(email: &str) -> &'static str {
    ACCOUNTS.iter().find(|account| account.email == email).map_or("", |account| account.name)
}

/// Everybody gets an account; the administrator makes the group and gives them their places.
pub async fn arrive(app: &App) -> Result<()> {
    let mut people = Vec::with_capacity(ACCOUNTS.len());
    for account in &ACCOUNTS {
        people.push(join(app, account).await?);
    }
    let administrator = people.iter().find(|person| person.administrator);
    let administrator = Administrator(administrator.cloned().ok_or(Error::NotFound)?);
    administration::make_group(&app.db, &administrator, &the_group()).await?;
    for (account, person) in ACCOUNTS.iter().zip(&people) {
        settle(app, account, person, &administrator).await?;
    }
    Ok(())
}

async fn join(app: &App, account: &Account) -> Result<Person> {
    let administrator = account.place.is_none();
    let password_hash = app.passwords.hash(PASSWORD).await?;
    let new = NewPerson {
        name: account.name,
        email: account.email,
        password_hash: Some(&password_hash),
        administrator,
    };
    let mut tx = transaction(&app.db).await?;
    let id = person::make(&mut tx, new).await?.ok_or(Error::NotFound)?;
    tx.commit().await?;
    let person = Person {
        id,
        name: account.name.into(),
        email: account.email.into(),
        time_zone: time::zone(account.time_zone).unwrap_or_default(),
        administrator,
        ..Person::operator()
    };
    let profile = ProfileForm { name: account.name.into(), time_zone: account.time_zone.into() };
    profile::change(&app.db, &person, &profile).await?;
    Ok(person)
}

async fn settle(app: &App, account: &Account, person: &Person, by: &Administrator) -> Result<()> {
    let Some((role, affiliation, stakeholder_group)) = account.place else { return Ok(()) };
    let place = Place {
        role,
        affiliation: affiliation.into(),
        stakeholder_group: stakeholder_group.into(),
        on_behalf_of: String::new(),
    };
    let group = group::find(&app.db, GROUP).await?;
    let mut tx = transaction(&app.db).await?;
    membership::lock_group(&mut tx, group.id).await?;
    membership::settle(&mut tx, app, group.id, person.id, &place, by.0.id, since()).await?;
    tx.commit().await?;
    Ok(())
}

/// Before the meetings in which they spoke.
fn since() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2022, 1, 1, 0, 0, 0).earliest().unwrap_or_default()
}

fn the_group() -> GroupForm {
    GroupForm {
        slug: GROUP.into(),
        last_meeting: "43".into(),
        settings: SettingsForm {
            name: "MAG Working Group on IGF Strengthening and Strategy".into(),
            short_name: "WG-Strategy".into(),
            purpose: PURPOSE.into(),
            requests_contact: SECRETARIAT.into(),
            ..SettingsForm::default()
        },
        ..GroupForm::empty()
    }
}
