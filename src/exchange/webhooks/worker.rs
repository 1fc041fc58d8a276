//! Sends what happened to where groups want it sent: in order, each event until it is taken, and
//! after a day and some hours without success no more.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use askama::Template;
use serde_json::json;
use sqlx::PgConnection;
use tokio::task::JoinSet;
use tokio::time::{interval, sleep};
use uuid::Uuid;

use super::queue::{self, Due};
use super::reach::Reach;
use super::sending::{Message, Outcome, Sender};
use super::{event, sign};
use crate::events::{self, Chosen};
use access::person::Person;
use base::audience::Audience;
use base::policy::{Capability, ManageWebhooks, Role};
use base::time;
use platform::history;
use platform::mail::{self, Only};
use platform::web::{App, Result, transaction};

/// How long after each failure the next try is, in seconds; then it is given up.
const WAITS: [i32; 6] = [5, 60, 10 * 60, 60 * 60, 6 * 60 * 60, 24 * 60 * 60];
const MOST_AT_ONCE: usize = 8;
/// Retries are due without anybody's saying so.
const LONGEST_SLEEP: Duration = Duration::from_secs(5);

#[derive(Clone)]
pub struct Worker {
    app: App,
    sender: Arc<Sender>,
}

#[derive(Template)]
#[template(path = "mail/webhook_off.txt")]
struct OffMail<'a> {
    name: &'a str,
    group: &'a str,
    because: &'a str,
    link: String,
}

/// All that is due, once.
pub async fn deliver_due(app: &App, reach: Reach) -> Result<()> {
    let worker = Worker::new(app, reach);
    while let Some(due) = queue::claim(&app.db).await? {
        worker.deliver(&due).await?;
    }
    Ok(())
}

impl Worker {
    pub fn new(app: &App, reach: Reach) -> Self {
        Worker { app: app.clone(), sender: Arc::new(Sender::new(reach)) }
    }

    /// Works until `stop`. What is on its way then is waited for.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let mut stop = pin!(stop);
        let mut news = self.app.notifications.listen();
        let mut cleaning = interval(Duration::from_secs(60 * 60));
        let mut sending = JoinSet::new();
        loop {
            while sending.len() < MOST_AT_ONCE && self.send_next(&mut sending).await {}
            tokio::select! {
                biased;
                () = &mut stop => break,
                Some(_) = sending.join_next() => {}
                _ = news.recv() => news = news.resubscribe(),
                () = sleep(LONGEST_SLEEP) => {}
                _ = cleaning.tick() => drop(queue::forget_old(&self.app.db).await),
            }
        }
        while sending.join_next().await.is_some() {}
    }

    /// Whether there was something to send.
    async fn send_next(&self, sending: &mut JoinSet<()>) -> bool {
        let due = queue::claim(&self.app.db).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "webhooks could not be looked for");
            None
        });
        let Some(due) = due else { return false };
        let worker = self.clone();
        sending.spawn(async move {
            if let Err(error) = worker.deliver(&due).await {
                tracing::warn!(webhook = %due.id, %error, "what was sent could not be noted");
            }
        });
        true
    }

    async fn deliver(&self, due: &Due) -> Result<()> {
        match due.test_id {
            Some(test) => self.deliver_test(due, test).await,
            None => self.deliver_event(due).await,
        }
    }

    async fn deliver_test(&self, due: &Due, test: Uuid) -> Result<()> {
        let at = time::timestamp(self.app.clock.now());
        let body = json!({ "type": "test", "timestamp": at, "data": {} });
        let (outcome, took) = self.send(due, &format!("test_{test}"), body.to_string()).await;
        let mut tx = transaction(&self.app.db).await?;
        queue::note(&mut tx, due, None, took, &outcome).await?;
        queue::end_test(&mut tx, due, test).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Sends what every member may see, an observer too.
    async fn deliver_event(&self, due: &Due) -> Result<()> {
        let app = &self.app;
        // First, so that nothing that is committed meanwhile is skipped.
        let latest = events::latest(&app.db, due.group_id).await?;
        let to = Audience { role: Role::Observer, program: true };
        let (group, after) = (due.group_id, due.position);
        let chosen = Chosen { group, after, meeting: None, limit: 1 };
        let told = events::after(&app.db, &app.config, to, &chosen).await?;
        let Some(next) = told.first() else {
            let mut db = app.db.acquire().await?;
            return queue::go_on(&mut db, due, latest).await;
        };
        let at = time::timestamp(next.at);
        let body = json!({ "type": "change", "timestamp": at, "data": next });
        let id = format!("event_{}_{}", next.id, due.id);
        let (outcome, took) = self.send(due, &id, body.to_string()).await;
        let mut tx = transaction(&app.db).await?;
        queue::note(&mut tx, due, Some(next.id), took, &outcome).await?;
        match &outcome.failure {
            None => queue::go_on(&mut tx, due, next.id).await?,
            Some(failure) => self.put_off(&mut tx, due, failure).await?,
        }
        tx.commit().await?;
        Ok(())
    }

    /// The outcome, and how many milliseconds it took.
    async fn send(&self, due: &Due, id: &str, body: String) -> (Outcome, i32) {
        let began = Instant::now();
        let timestamp = self.app.clock.now().timestamp();
        let signature = sign(&due.secret, id, timestamp, &body).unwrap_or_default();
        let message = Message { url: &due.url, id, timestamp, signature: &signature, body };
        let outcome = self.sender.send(message).await;
        (outcome, i32::try_from(began.elapsed().as_millis()).unwrap_or(i32::MAX))
    }

    async fn put_off(&self, db: &mut PgConnection, due: &Due, failure: &str) -> Result<()> {
        let wait = usize::try_from(due.failures).ok().and_then(|failures| WAITS.get(failures));
        match wait {
            Some(seconds) => queue::put_off(db, due, *seconds).await,
            None => self.give_up(db, due, failure).await,
        }
    }

    async fn give_up(&self, db: &mut PgConnection, due: &Due, because: &str) -> Result<()> {
        if !queue::give_up(db, due, because, self.app.clock.now()).await? {
            return Ok(());
        }
        let off = event(due.group_id, due.id, "switched off", because);
        history::log(db, Person::operator().id, off).await?;
        let page = format!("/groups/{}/webhooks/{}", due.group, due.id);
        let link = self.app.config.address(&page);
        let words = OffMail { name: &due.name, group: &due.group, because, link };
        for keeper in queue::keepers(db, due.group_id).await? {
            let subject = format!("The webhook {} is switched off", due.name);
            let mail = mail::compose(&keeper, &subject, &words)?.of_group(&due.group);
            let only = Only::readers(due.group_id, ManageWebhooks::ROLES);
            mail::enqueue_only(db, &mail, &only).await?;
        }
        Ok(())
    }
}
