//! Signing in: by e-mail address and password, or by a link that was mailed.

use askama::Template;
use chrono::TimeDelta;
use serde::Deserialize;

use crate::account::store::links;
use access::fields::typed;
use access::person::sessions::{self, Browser};
use access::person::{Person, store};
use base::addresses::mailed::MailedLink;
use platform::mail;
use platform::secrets::{self, Token};
use platform::web::next::query;
use platform::web::{App, Error, Invalid, Result, transaction};

pub const LINK_LIFETIME: TimeDelta = TimeDelta::minutes(30);

/// As typed.
#[derive(Default, Deserialize)]
pub struct SignInForm {
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub password: String,
    /// Where to go on to.
    #[serde(default)]
    pub next: String,
}

impl SignInForm {
    fn check(&self) -> Result<()> {
        let mut invalid = Invalid::default();
        if self.email.trim().is_empty() {
            invalid.add("email", "Enter your e-mail address.");
        }
        if self.password.is_empty() {
            invalid.add("password", "Enter your password.");
        }
        invalid.or(())
    }
}

/// Neither the answer nor the work done for it tells whether there is such an account.
pub async fn by_password(app: &App, browser: &Browser, form: &SignInForm) -> Result<Token> {
    form.check()?;
    app.attempts.passwords.count(browser.address, &form.email)?;
    let _desk = app.passwords.desk().await?;
    let found = store::credentials(&app.db, form.email.trim()).await?;
    let hash = found.as_ref().and_then(|found| found.password_hash.as_deref());
    let right = app.passwords.are_equal(&form.password, hash).await?;
    let known = found.filter(|_| right).ok_or_else(|| {
        Error::invalid("email", "The e-mail address or the password is not right.")
    })?;

    let mut tx = transaction(&app.db).await?;
    let token = sessions::begin(&mut tx, known.id, browser, false, app.clock.now()).await?;
    tx.commit().await?;
    Ok(token)
}

/// As typed.
#[derive(Default, Deserialize)]
pub struct LinkForm {
    #[serde(default)]
    pub email: String,
    /// Whether the link is for setting a new password, and not only for signing in.
    #[serde(default)]
    pub new_password: String,
    #[serde(default)]
    pub next: String,
}

#[derive(Template)]
#[template(path = "mail/sign_in_link.txt")]
struct LinkMail<'a> {
    link: &'a str,
    sets_password: bool,
}

impl LinkForm {
    pub fn sets_password(&self) -> bool {
        !self.new_password.is_empty()
    }
}

/// Mails a link to whoever has an account. For whoever has none, the same is done in the name
/// of the operator, who can't sign in and gets no mail, so that the time tells nothing.
pub async fn mail_link(app: &App, browser: &Browser, form: &LinkForm) -> Result<()> {
    let email = typed::email(&form.email).map_err(|error| Error::invalid("email", error))?;
    app.attempts.links.count(browser.address, &email)?;
    let found = store::credentials(&app.db, &email).await?;
    let (token, now) = (Token::new(), app.clock.now());
    let link = app.config.address(&(MailedLink::of(&token).sign_in() + &query(&form.next)));
    // To the address of the account: what was typed may only look the same in lower case.
    let recipient = found.as_ref().map_or(&email, |found| &found.email);
    let sets_password = form.sets_password();
    let text = LinkMail { link: &link, sets_password };
    let letter = mail::compose(recipient, "Your link to sign in", &text)?;

    let mut tx = transaction(&app.db).await?;
    let person = found.as_ref().map_or(Person::operator().id, |found| found.id);
    let (until, hash) = (now + LINK_LIFETIME, token.hash());
    links::make(&mut tx, person, (&hash, sets_password), now, until).await?;
    match found {
        Some(_) => mail::enqueue(&mut tx, &letter).await?,
        None => mail::keep_back(&mut tx, &letter).await?,
    }
    tx.commit().await?;
    Ok(())
}

/// Whom a link would sign in. Looking does not use it: mail scanners look at every link.
pub async fn whose_link(app: &App, token: &str) -> Result<String> {
    links::whose(&app.db, &secrets::hash(token), app.clock.now()).await
}

pub async fn by_link(app: &App, browser: &Browser, token: &str) -> Result<Token> {
    let now = app.clock.now();
    let mut tx = transaction(&app.db).await?;
    let taken = links::take(&mut tx, &secrets::hash(token), now).await?;
    let session = sessions::begin(&mut tx, taken.person, browser, taken.sets_password, now).await?;
    tx.commit().await?;
    Ok(session)
}
