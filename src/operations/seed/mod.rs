//! Invented groups with years of meetings: as many as are asked for, and the same for the same
//! seed, so that what is measured on them can be measured again.

mod store;
mod random;
mod people;
mod share;
mod tables;
mod words;
mod groups;
mod meetings;
mod plans;
mod rows;
mod summaries;

use std::vec::IntoIter;

use ::summaries::editions::Link;
use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use futures_util::future::try_join_all;
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};
use tokio::sync::Mutex;
use tokio::sync::mpsc::{self, Receiver};
use tokio::task::spawn_blocking;

use crate::demo;
use groups::Founded;
use meetings::Told;
use platform::secrets::Token;
use platform::web::Result;
use share::Spread;
use tables::Tables;
use words::Words;

pub use share::Totals;

/// How many rows are sent to the database at a time.
const BATCH: usize = 20_000;

/// How many connections fill at once. Nearly all is PostgreSQL's work, which does one thing at a
/// time for each.
const HANDS: usize = 3;

/// What the whole of it is drawn from.
pub struct World {
    totals: Totals,
    words: Words,
    spread: Spread,
}

/// A session of one of the invented people, for whoever measures as that person.
pub struct SignedIn {
    pub what: &'static str,
    pub email: &'static str,
    pub session: String,
}

/// Fills a database in which nobody has begun to work. What is broken off leaves one that is good
/// for nothing, and says so when it is filled again.
pub async fn fill(to: &PgConnectOptions, totals: Totals) -> anyhow::Result<()> {
    if let Some(objection) = totals.objection() {
        bail!("{objection}");
    }
    let mut hands = Vec::new();
    for _ in 0..HANDS {
        hands.push(store::connect(to).await?);
    }
    let mut tx = hands[0].begin().await?;
    store::hold(&mut tx).await?;
    if store::is_begun(&mut *tx).await? {
        bail!(
            "A filling of this database was begun and has not ended. If it is no longer at work, \
             drop the database and give another in DATABASE_URL."
        );
    }
    if !demo::is_empty(&mut *tx).await? {
        bail!(
            "The database holds people’s data, and invented data would stand among it for ever. \
             Give a database of its own in DATABASE_URL."
        );
    }
    store::lay_aside(&mut tx).await?;
    tx.commit().await?;
    pour(&mut hands, totals).await.context(
        "The database is half filled and good for nothing: drop it and give another in DATABASE_URL",
    )
}

async fn pour(hands: &mut [PgConnection], totals: Totals) -> anyhow::Result<()> {
    let (send, batches) = mpsc::channel(2);
    let inventing = spawn_blocking(move || {
        invent(&World::of(totals), |batch| {
            // Whoever receives nothing more has failed, and says why.
            let _ = send.blocking_send(batch);
        })
    });
    let batches = Mutex::new(batches);
    try_join_all(hands.iter_mut().map(|db| take_in(db, &batches))).await?;
    inventing.await??;
    let statements = Mutex::new(store::statements(&mut hands[0]).await?.into_iter());
    try_join_all(hands.iter_mut().map(|db| run(db, &statements))).await?;
    Ok(store::finish(&mut hands[0]).await?)
}

async fn take_in(db: &mut PgConnection, batches: &Mutex<Receiver<Tables>>) -> Result<()> {
    let next = async || batches.lock().await.recv().await;
    while let Some(batch) = next().await {
        store::put(db, batch).await?;
    }
    Ok(())
}

async fn run(db: &mut PgConnection, statements: &Mutex<IntoIter<String>>) -> Result<()> {
    let next = async || statements.lock().await.next();
    while let Some(statement) = next().await {
        store::run(db, statement).await?;
    }
    Ok(())
}

/// Lets one person in for every role, until that time.
pub async fn sign_in(
    db: &mut PgConnection,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> anyhow::Result<Vec<SignedIn>> {
    let mut signed_in = Vec::new();
    for (what, email) in people::ACCOUNTS {
        let token = Token::new();
        if store::sign_in(db, email, &token.hash(), now, until).await? {
            signed_in.push(SignedIn { what, email, session: token.to_string() });
        }
    }
    Ok(signed_in)
}

impl World {
    pub fn of(totals: Totals) -> Self {
        World { totals, words: Words::new(), spread: Spread::of(totals) }
    }
}

/// Invents everything, a batch at a time.
fn invent(world: &World, mut send: impl FnMut(Tables)) -> Result<()> {
    let mut tables = Tables::default();
    groups::found(world, &mut tables);
    for nth in 0..world.totals.groups {
        let founded = Founded::of(world, nth);
        let (mut chain, mut decided, mut adopted) = (Link::default(), 0, None);
        for nth in 0..founded.meetings {
            let mut told = Told::of(world, &founded, nth, &mut decided);
            rows::write(&mut told, &founded, &mut tables);
            summaries::write(world, &founded, &mut told, &mut chain, &mut tables)?;
            if let Some(decision) = told.record.decisions.pop() {
                adopted = Some((told.meeting, decision));
            }
            if tables.size() > BATCH {
                send(tables.take());
            }
        }
        plans::write(world, &founded, adopted.as_ref(), &mut tables)?;
    }
    send(tables);
    Ok(())
}
