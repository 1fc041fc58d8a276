//! The server, from start to stop.

use std::future::Future;
use std::io::Write;
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, Result};
use sqlx::PgPool;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::{database, descriptors};
use crate::{demo, rendering};
use access::unsent;
use actions::reminders;
use base::clock::Clock;
use exchange::events;
use exchange::webhooks::{self, Reach};
use meetings::zone_rules;
use members::account::welcome;
use plans::public_comments;
use platform::config::Config;
use platform::web::listener::{self, Limits};
use platform::web::{App, public_cache};
use platform::{mail, notifications};
use site::{health, routes};

/// All of it is over within ten seconds, of which PostgreSQL may need three.
const LEAVE: Duration = Duration::from_secs(4);
const LAST_MAIL: Duration = Duration::from_secs(1);

const FILLED: &str = "The demonstration group is ready. Its people sign in like this:\n";
const NOT_EMPTY: &str = "The database is not empty, so it stays as it is. If it holds the \
     demonstration, its people sign in like this:\n";

/// Word that it is time to leave.
#[derive(Clone)]
struct Stop(watch::Receiver<bool>);

pub async fn serve(mut config: Config, demo: bool) -> Result<()> {
    let stop = Stop::at_signal()?;
    descriptors::ask_for_enough();
    let listener = listen("LISTEN", config.listen).await?;
    config.listen = listener.local_addr()?;
    let figures = match config.metrics_listen {
        Some(address) => Some(listen("METRICS_LISTEN", address).await?),
        None => None,
    };
    let Some(database) = stop.unless(database::open(&config)).await else { return Ok(()) };
    let database = database?;
    let app = App::new(PgPool::clone(&database), config, Clock::default());
    let app = App { custom_plans: database.custom_plans.clone(), ..app };
    let served = run(&stop, listener, figures, app, demo).await;
    database.close().await;
    served
}

async fn run(
    stop: &Stop,
    listener: TcpListener,
    figures: Option<TcpListener>,
    app: App,
    demo: bool,
) -> Result<()> {
    if demo {
        let Some(filled) = stop.unless(demo::fill(&app)).await else { return Ok(()) };
        say(if filled? { FILLED } else { NOT_EMPTY });
        say(&demo::table());
    }
    let Some(followed) = stop.unless(zone_rules::follow(&app)).await else { return Ok(()) };
    let moved = followed?;
    if moved > 0 {
        say(&format!(
            "New clock rules moved {moved} times to come; their groups are told by mail."
        ));
    }
    let mail = mail::Worker::new(&app)?;
    let webhooks = webhooks::Worker::new(&app, Reach::public());
    let first_link = welcome::first_link(&app).await?;

    let mut aside = JoinSet::new();
    aside.spawn(mail.run(stop.clone().wait()));
    let told = public_cache::follow(app.public_cache.clone(), &app.notifications);
    aside.spawn(stop.clone().until(told));
    let (db, notifications) = (app.db.clone(), app.notifications.clone());
    aside.spawn(notifications::watch(db, notifications, stop.clone().wait()));
    aside.spawn(events::watch(app.clone(), stop.clone().wait()));
    aside.spawn(webhooks.run(stop.clone().wait()));
    aside.spawn(stop.clone().until(reminders::watch(app.clone())));
    aside.spawn(stop.clone().until(zone_rules::watch(app.clone())));
    aside.spawn(stop.clone().until(public_comments::watch(app.clone())));
    aside.spawn(stop.clone().until(unsent::watch(app.clone())));
    aside.spawn(stop.clone().until(rendering::watch(app.db.clone())));
    aside.spawn(stop.clone().until(health::keep_figures()));
    if let Some(figures) = figures {
        let page = health::pages::apart(app.clone());
        aside.spawn(listener::serve_within(leaving(), figures, page, stop.clone().wait()));
    }
    if let Some(link) = first_link {
        say(&format!("To become its administrator, open {link} (it works once, for a week)."));
    }
    tell_settings(&app.config);
    say(&format!("Rapporteur is ready at {}", app.config.address("/")));
    listener::serve_within(leaving(), listener, routes::app(app), stop.clone().wait()).await;
    let ended = timeout(LAST_MAIL, async { while aside.join_next().await.is_some() {} });
    if ended.await.is_err() {
        tracing::warn!("left while a mail was on its way; it will be tried again");
    }
    Ok(())
}

fn leaving() -> Limits {
    Limits { leave: LEAVE, ..Limits::default() }
}

async fn listen(name: &str, address: SocketAddr) -> Result<TcpListener> {
    let listener = TcpListener::bind(address).await;
    listener.with_context(|| format!("The address {address} in {name} cannot be listened on"))
}

/// The first line that an operator looks for. Of secrets it tells only whether they are set.
fn tell_settings(config: &Config) {
    let proxies: Vec<_> = config.trusted_proxies.iter().map(ToString::to_string).collect();
    tracing::info!(
        version = env!("CARGO_PKG_VERSION"),
        listen = %config.listen,
        base_url = config.address("/"),
        data_dir = %config.data_dir.display(),
        database = if config.database_url.is_some() { "DATABASE_URL" } else { "private" },
        mail = if config.smtp_url.is_some() { "SMTP_URL" } else { "files" },
        trusted_proxies = proxies.join(","),
        api_requests = config.api_requests.get(),
        metrics_listen = config.metrics_listen.map(|address| address.to_string()),
        zone_rules = base::time::rules_named(),
        "started"
    );
}

/// For people. Whoever closed our standard output wants to hear nothing.
fn say(sentence: &str) {
    let _ = writeln!(std::io::stdout(), "{sentence}");
}

impl Stop {
    /// At Ctrl-C, or at the word of whoever supervises us. Said twice it means the same.
    fn at_signal() -> Result<Stop> {
        let (say, told) = watch::channel(false);
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        tokio::spawn(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            let _ = say.send(true);
            // The receivers stay with us, so that the next signal ends nothing either.
            std::future::pending::<()>().await;
        });
        Ok(Stop(told))
    }

    async fn wait(mut self) {
        let _ = self.0.wait_for(|stop| *stop).await;
    }

    /// What comes of the work, unless we are told to leave first.
    async fn unless<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            done = work => Some(done),
            () = self.clone().wait() => None,
        }
    }

    async fn until(self, work: impl Future<Output = ()>) {
        self.unless(work).await;
    }
}
