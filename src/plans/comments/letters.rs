//! What people are told by mail: that somebody mentioned them, and what became of what they sent.

use askama::Template;
use sqlx::PgConnection;

use super::mentions::Named;
use super::{On, Thread, store};
use crate::plan::{Item, Plan, in_order};
use access::rights::Member;
use base::addresses::plan_comment::ThreadPath;
use base::policy::{Capability, ReadGroup};
use base::states::Disposition;
use platform::mail::{self, Mail, Only};
use platform::web::{App, Result};

/// Where somebody is mentioned.
pub struct Mentioning {
    /// "a comment"
    pub what: &'static str,
    pub on: On,
    pub at: ThreadPath,
}

#[derive(Template)]
#[template(path = "mail/plan_mention.txt")]
struct Mention<'a> {
    by: &'a str,
    what: &'a str,
    on: String,
    plan: &'a str,
    link: &'a str,
}

#[derive(Template)]
#[template(path = "mail/plan_comment_settled.txt")]
struct Settled<'a> {
    what: &'a str,
    /// In the group; the public is not told how many there are.
    number: Option<i32>,
    on: String,
    plan: &'a str,
    state: Disposition,
    reason: &'a str,
    link: &'a str,
}

/// One mail to each, but to the one who writes.
pub async fn tell_mentioned(
    db: &mut PgConnection,
    app: &App,
    by: &Member,
    (plan, items): (&Plan, &[Item]),
    mention: &Mentioning,
    people: &[Named],
) -> Result<()> {
    let link = app.config.address(&mention.at.show());
    let on = said_of(mention.on, items);
    let by_name = by.person.name.as_str();
    let text = Mention { by: by_name, what: mention.what, on, plan: &plan.title, link: &link };
    let subject = format!("{}: {by_name} mentioned you", by.group.short_name);
    for person in people.iter().filter(|person| person.id != by.person.id) {
        let mail = of_plan(mail::compose(&person.email, &subject, &text)?, plan, by);
        mail::enqueue_only(db, &mail, &Only::readers(by.group.id, ReadGroup::ROLES)).await?;
    }
    Ok(())
}

/// What became of it: to its author, if that is somebody else than who settled it.
pub async fn tell_author(
    db: &mut PgConnection,
    app: &App,
    by: &Member,
    (plan, items): (&Plan, &[Item]),
    (thread, at): (&Thread, &ThreadPath),
    (state, reason): (Disposition, &str),
) -> Result<()> {
    let address = match thread.person_id {
        Some(author) if author == by.person.id => None,
        Some(author) => store::address(db, by.group.id, author).await?,
        None => store::last_address(db, thread.id).await?,
    };
    let Some(address) = address else { return Ok(()) };
    let letter = Settled {
        what: if thread.is_suggestion() { "suggestion" } else { "comment" },
        number: thread.person_id.map(|_| thread.number),
        on: said_of(thread.on, items),
        plan: &plan.title,
        state,
        reason,
        link: &app.config.address(&at.show()),
    };
    let subject = format!("{}: the decision on your {}", by.group.short_name, letter.what);
    let mail = of_plan(mail::compose(&address, &subject, &letter)?, plan, by);
    let only = match thread.person_id {
        Some(_) => Only::readers(by.group.id, ReadGroup::ROLES),
        None => Only::default(),
    };
    mail::enqueue_only(db, &mail, &only).await
}

fn of_plan(mail: Mail, plan: &Plan, by: &Member) -> Mail {
    mail.of_group(&by.group.slug).about("plan", plan.id).asked_by(by.person.id)
}

/// "objective 2 of"
fn said_of(on: On, items: &[Item]) -> String {
    match on.part {
        None => String::new(),
        Some(_) => format!("{} of ", on.describe(&in_order(items)).to_lowercase()),
    }
}
