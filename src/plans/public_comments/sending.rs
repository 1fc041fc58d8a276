//! Somebody from the public sends a comment, and confirms it by the link that is mailed to them.

use std::time::Duration;

use askama::Template;
use chrono::TimeDelta;

use super::store::{self, New};
use super::{PublicForm, Sent, check_open};
use crate::plan;
use access::person::Person;
use access::rights::Reader;
use base::addresses::mailed::MailedLink;
use base::addresses::plan::PlanPath;
use base::time;
use platform::history::{self, Change};
use platform::mail;
use platform::secrets::{Token, hash};
use platform::web::{App, ClientAddress, Error, Result, transaction};

const LIFETIME: TimeDelta = TimeDelta::days(7);
/// Unconfirmed or waiting, on one plan in one day.
const MOST_A_DAY: i64 = 200;

/// To one address, so that nobody is pestered through us. Above that nothing is kept and no mail
/// sent, but the answer is the same: whoever types somebody's address learns nothing of them.
const MOST_UNCONFIRMED: i64 = 3;

#[derive(Template)]
#[template(path = "mail/public_comment.txt")]
struct ConfirmMail<'a> {
    plan: &'a str,
    group: &'a str,
    link: &'a str,
    until: String,
}

/// Nothing of the answer tells whether the address is known here: it is never looked up.
pub async fn send(
    app: &App,
    by: &Reader,
    from: ClientAddress,
    at: &PlanPath,
    form: &PublicForm,
) -> Result<()> {
    let now = app.clock.now();
    let plan = plan::find(&app.db, by.group.id, &at.plan).await?;
    check_open(&plan, by, now)?;
    let letter = form.check()?;
    let pestered = !app.attempts.public_comments.count_quietly(from, &letter.email)?;

    let mut tx = transaction(&app.db).await?;
    let plan = plan::lock(&mut tx, by.group.id, &at.plan).await?;
    check_open(&plan, by, now)?;
    form.target(&plan, &plan::items(&mut *tx, plan.id).await?)?;
    store::forget_expired(&mut tx, now).await?;
    if store::count_since(&mut tx, &plan, now - TimeDelta::days(1)).await? >= MOST_A_DAY {
        return Err(Error::TooMany(Duration::from_secs(60 * 60)));
    }
    let waiting = store::count_unconfirmed(&mut tx, &letter.email).await?;
    let pestered = pestered || waiting >= MOST_UNCONFIRMED;
    let (token, expires_at) = (Token::new(), now + LIFETIME);
    let text = ConfirmMail {
        plan: &plan.title,
        group: &by.group.name,
        link: &app.config.address(&MailedLink::of(&token).public_comment()),
        until: time::utc(expires_at),
    };
    let subject = format!("Confirm your comment on {}", plan.title);
    let mail = mail::compose(&letter.email, &subject, &text)?.of_group(&by.group.slug);
    let mail = mail.about("plan", plan.id);
    if pestered {
        // As long as the others take.
        mail::keep_back(&mut tx, &mail).await?;
    } else {
        let new = New { letter: &letter, token_hash: token.hash(), made_at: now, expires_at };
        let Some(id) = store::insert(&mut tx, &plan, &new).await? else { return Ok(()) };
        let sent =
            Change { subject: "public comment", subject_id: id.0, event: "sent", ..plan.event() };
        history::log(&mut tx, Person::operator().id, sent).await?;
        mail::enqueue(&mut tx, &mail).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Looking confirms nothing: mail scanners look at every link.
pub async fn look(app: &App, token: &str) -> Result<Sent> {
    let mut connection = app.db.acquire().await?;
    store::sent(&mut connection, &hash(token), app.clock.now()).await
}

/// What was sent in time may be confirmed after the plan is closed.
pub async fn confirm(app: &App, token: &str) -> Result<()> {
    let now = app.clock.now();
    let mut tx = transaction(&app.db).await?;
    let sent = store::sent(&mut tx, &hash(token), now).await?;
    if store::confirm(&mut tx, sent.id, now).await? {
        let confirmed = Change {
            group: Some(sent.group),
            subject: "public comment",
            subject_id: sent.id.0,
            event: "confirmed",
            ..Change::default()
        };
        history::log(&mut tx, Person::operator().id, confirmed).await?;
    }
    tx.commit().await?;
    Ok(())
}
