//! The page of one's own account.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::account::profile::{self, PasswordForm, ProfileForm};
use access::person::reminders::{self, SwitchForm};
use access::person::{Browser, Person, Session, sessions};
use base::ids::SessionId;
use base::time::{ZonedTime, zones};
use platform::web::{App, Done, Form, Frame, Invalid, Page, Path, Result, form_again};

#[derive(Template)]
#[template(path = "account/account.html")]
struct Account {
    frame: Frame,
    person: Person,
    profile: ProfileForm,
    asks_current: bool,
    tokens: i64,
    reminders: bool,
    sessions: Vec<Session>,
    invalid: Invalid,
}

impl Account {
    async fn of(app: &App, person: Person) -> Result<Self> {
        let profile::Account { asks_current, tokens, reminders, sessions } =
            profile::read(app, &person).await?;
        let time_zone = person.time_zone.name().to_owned();
        let profile = ProfileForm { name: person.name.clone(), time_zone };
        let (frame, invalid) = (person.frame().at("account").working(), Invalid::default());
        Ok(Account { frame, person, profile, asks_current, tokens, reminders, sessions, invalid })
    }

    fn zones(&self) -> Vec<(String, String)> {
        zones(&self.profile.time_zone)
    }

    fn has_tokens(&self) -> bool {
        self.tokens > 0
    }

    fn is_this(&self, session: &Session) -> bool {
        self.person.session_id == Some(session.id)
    }

    fn moment(&self, at: &chrono::DateTime<chrono::Utc>) -> ZonedTime {
        ZonedTime { at: *at, zone: self.person.time_zone }
    }
}

#[derive(Deserialize)]
pub struct SessionPath {
    session: SessionId,
}

pub async fn show(person: Person, State(app): State<App>) -> Result<Page<impl Template>> {
    Ok(Page(Account::of(&app, person).await?))
}

pub async fn change(
    person: Person,
    State(app): State<App>,
    Form(profile): Form<ProfileForm>,
) -> Result<Response> {
    let changed = profile::change(&app.db, &person, &profile).await;
    let done = changed.map(|_| saying("Your name and time zone are saved."));
    form_again(done, async |invalid| {
        Ok(Account { profile, invalid, ..Account::of(&app, person).await? })
    })
    .await
}

pub async fn change_password(
    person: Person,
    State(app): State<App>,
    browser: Browser,
    Form(form): Form<PasswordForm>,
) -> Result<Response> {
    let changed = profile::change_password(&app, &person, &browser, &form).await;
    let said = match form.end_tokens.is_some() {
        true => {
            "Your password is changed. Other browsers are signed out, and your tokens are cancelled."
        }
        false => "Your password is changed. Other browsers are signed out.",
    };
    form_again(changed.map(|()| saying(said)), async |invalid| {
        Ok(Account { invalid, ..Account::of(&app, person).await? })
    })
    .await
}

pub async fn switch_reminders(
    person: Person,
    State(app): State<App>,
    Form(form): Form<SwitchForm>,
) -> Result<Response> {
    let on = form.on()?;
    reminders::switch(&app.db, person.id, on, "").await?;
    Ok(saying(reminders::said(on)))
}

pub async fn end_session(
    person: Person,
    State(app): State<App>,
    Path(at): Path<SessionPath>,
) -> Result<Response> {
    sessions::end(&app.db, &person, at.session).await?;
    Ok(saying("That browser is signed out."))
}

pub async fn end_others(person: Person, State(app): State<App>) -> Result<Response> {
    sessions::end_others(&app.db, &person).await?;
    Ok(saying("All other browsers are signed out."))
}

fn saying(notice: &'static str) -> Response {
    Done::to("/account").saying(notice).into_response()
}
