//! Sends what is due, as soon as it is committed, and tries again where that fails.

use std::future::{Future, ready};
use std::pin::pin;
use std::time::Duration;

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use sqlx::postgres::PgListener;
use tokio::time::{interval, sleep, timeout};

use super::Mail;
use super::post::{Post, Refusal};
use crate::web::{App, Result};
use base::ids::{MailId, PersonId};

/// How long after each try the next one is; then the mail is given up.
const WAITS: [i32; 5] = [60, 5 * 60, 30 * 60, 2 * 60 * 60, 12 * 60 * 60];
/// Retries are due without anybody's saying so.
const LONGEST_SLEEP: Duration = Duration::from_secs(15);

pub struct Worker {
    db: PgPool,
    post: Post,
}

struct Due {
    id: MailId,
    mail: Mail,
    /// Whether whoever gets it may read what it tells, at this moment.
    readable: bool,
    tries: i32,
    now: DateTime<Utc>,
}

/// All that is due, once.
pub async fn deliver_due(app: &App) -> Result<()> {
    let worker = Worker::new(app)?;
    while worker.deliver_next().await? {}
    Ok(())
}

impl Worker {
    pub fn new(app: &App) -> anyhow::Result<Self> {
        Ok(Worker { db: app.db.clone(), post: Post::new(&app.config)? })
    }

    /// Works until `stop`. A mail that is on its way then is still delivered.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let mut stop = pin!(stop);
        let mut news = None;
        let mut cleaning = interval(Duration::from_secs(60 * 60));
        loop {
            let sent = self.deliver_next().await.unwrap_or_else(|error| {
                tracing::warn!(%error, "mail could not be looked for");
                news = None;
                false
            });
            tokio::select! {
                biased;
                () = &mut stop => return,
                () = ready(()), if sent => {}
                () = self.wait(&mut news) => {}
                _ = cleaning.tick() => drop(self.forget_old().await),
            }
        }
    }

    /// Until there is mail, or for a while.
    async fn wait(&self, news: &mut Option<PgListener>) {
        match news {
            Some(listener) => {
                // Where the line was cut, news may have been missed.
                if let Ok(Err(_) | Ok(None)) = timeout(LONGEST_SLEEP, listener.try_recv()).await {
                    *news = None;
                }
            }
            // What came before the listener was there is found by the next round.
            None => match self.listen().await {
                Ok(listener) => *news = Some(listener),
                Err(_) => sleep(Duration::from_secs(2)).await,
            },
        }
    }

    async fn listen(&self) -> sqlx::Result<PgListener> {
        let mut listener = PgListener::connect_with(&self.db).await?;
        listener.listen("mails").await?;
        Ok(listener)
    }

    /// Whether there was a mail to deliver.
    async fn deliver_next(&self) -> Result<bool> {
        let Some(due) = self.claim().await? else { return Ok(false) };
        if !due.readable {
            self.note_void(&due).await?;
            return Ok(true);
        }
        match self.post.send(due.id, &due.mail, due.now).await {
            Ok(()) => self.note_sent(&due).await?,
            Err(refusal) => self.note_refused(&due, refusal).await?,
        }
        Ok(true)
    }

    /// Claiming is putting off to the next try, so a server that dies now loses nothing, and
    /// none waits for another.
    async fn claim(&self) -> Result<Option<Due>> {
        let row = sqlx::query!(
            r#"
            update mails
            set tries = tries + 1,
                try_at = now() + make_interval(secs => coalesce(($1::int[])[tries + 1], 0))
            where id = (
                select mails.id from mails
                where mails.sent_at is null and mails.given_up_at is null
                  and mails.void_at is null and mails.try_at <= now()
                order by mails.try_at, id
                limit 1
                for update skip locked
            )
            returning id as "id: MailId", recipient, subject, text, html, unsubscribe, list,
                      thread, asked_by as "asked_by: PersonId", tries, now() as "now!",
                      not exists (
                          select from mail_readers
                          where mail_readers.mail_id = mails.id and not exists (
                              select from memberships
                              join people on people.id = memberships.person_id
                              where memberships.group_id = mail_readers.group_id
                                and memberships.until is null
                                and memberships.role::text = any (mail_readers.roles)
                                and people.suspended_at is null
                                and lower(people.email) = lower(mails.recipient)
                          )
                      )
                      and not exists (
                          select from people
                          where lower(people.email) = lower(mails.recipient)
                            and people.suspended_at is not null
                      )
                      and not exists (
                          select from invitations
                          where invitations.id = mails.invitation_id
                            and invitations.void_since is not null
                      ) as "readable!"
            "#,
            &WAITS,
        )
        .fetch_optional(&self.db)
        .await?;
        Ok(row.map(|row| {
            let mail = Mail {
                recipient: row.recipient,
                subject: row.subject,
                text: row.text,
                html: row.html,
                unsubscribe: row.unsubscribe,
                list: row.list,
                thread: row.thread,
                asked_by: row.asked_by,
            };
            let (id, readable) = (row.id, row.readable);
            Due { id, mail, readable, tries: row.tries, now: row.now }
        }))
    }

    /// The text goes, because links in it let people in.
    async fn note_sent(&self, due: &Due) -> Result<()> {
        sqlx::query!(
            r#"
            update mails
            set sent_at = now(), text = '', html = '', unsubscribe = null, failure = ''
            where id = $1
            "#,
            due.id as MailId,
        )
        .execute(&self.db)
        .await?;
        tracing::info!(mail = %due.id, "mail sent");
        Ok(())
    }

    /// Nobody is told of it: that somebody may not read a thing any more is no failure, and not for
    /// everybody to know.
    async fn note_void(&self, due: &Due) -> Result<()> {
        sqlx::query!(
            r#"
            update mails
            set void_at = now(), try_at = 'infinity', text = '', html = '', unsubscribe = null,
                failure = ''
            where id = $1
            "#,
            due.id as MailId,
        )
        .execute(&self.db)
        .await?;
        tracing::info!(mail = %due.id, "mail void, not sent");
        Ok(())
    }

    async fn note_refused(&self, due: &Due, refusal: Refusal) -> Result<()> {
        let (error, refused) = match refusal {
            Refusal::Never(error) => (error, true),
            Refusal::ThisTime(error) => (error, false),
        };
        let never = refused || due.tries > WAITS.len() as i32;
        // Mail servers repeat the address in their answers, so the log does without them.
        tracing::warn!(mail = %due.id, tries = due.tries, given_up = never, "mail not sent");
        sqlx::query!(
            r#"
            update mails
            set failure = $2, given_up_at = case when $3 then now() end, refused = $4,
                text = case when $3 then '' else text end,
                html = case when $3 then '' else html end,
                unsubscribe = case when $3 then null else unsubscribe end
            where id = $1
            "#,
            due.id as MailId,
            format!("{error:#}"),
            never,
            refused,
        )
        .execute(&self.db)
        .await?;
        Ok(())
    }

    async fn forget_old(&self) -> Result<()> {
        sqlx::query!(
            r#"
            delete from mails
            where coalesce(sent_at, given_up_at, void_at) < now() - interval '30 days'
            "#,
        )
        .execute(&self.db)
        .await?;
        Ok(())
    }
}
