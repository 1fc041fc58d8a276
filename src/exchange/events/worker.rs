//! Reads what happened once for everybody in this process who follows, and hands it on.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::broadcast::{Receiver, error::TryRecvError};
use tokio::time::{MissedTickBehavior, interval, sleep};

use super::batch::Batch;
use super::store::{self, Row};
use access::rights;
use base::ids::{GroupId, TokenId};
use platform::live::{self, Live, Rights};
use platform::web::{App, Result};

/// How many are read at once of a group.
const BATCH: usize = 50;
/// What comes in this time is handed on together.
const GATHER: Duration = Duration::from_millis(50);
/// After so long, what was missed is looked for, and rights are asked for again.
const LOOK_AGAIN: Duration = Duration::from_secs(15);
/// If the database does not answer.
const TRY_AGAIN: Duration = Duration::from_secs(1);

/// Works until `stop`; then all streams end.
pub async fn watch(app: App, stop: impl Future<Output = ()>) {
    tokio::select! {
        () = stop => {}
        () = work(&app) => {}
    }
    app.live.close();
}

async fn work(app: &App) {
    let mut news = app.notifications.listen();
    let mut looks = interval(LOOK_AGAIN);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let done = tokio::select! {
            _ = looks.tick() => look(app).await,
            () = hear(&mut news, &app.live) => hand_on(app, false).await,
            () = app.live.wanted() => hand_on(app, false).await,
        };
        match done {
            Ok(()) => sleep(GATHER).await,
            Err(error) => {
                tracing::warn!(%error, "those who follow could not be told");
                sleep(TRY_AGAIN).await;
                app.live.try_again();
            }
        }
    }
}

/// What nobody may have told us of: events, and rights that ended. All who follow hear that they
/// still do.
pub async fn look(app: &App) -> Result<()> {
    app.live.mark_due(None);
    let done = hand_on(app, true).await;
    app.live.heartbeat();
    done
}

async fn hear(news: &mut Receiver<Option<GroupId>>, live: &Live) {
    let mut heard = news.recv().await.ok();
    loop {
        live.mark_due(heard.flatten());
        heard = match news.try_recv() {
            Err(TryRecvError::Empty | TryRecvError::Closed) => return,
            heard => heard.ok(),
        };
    }
}

/// What is due. `everybody`: of all whose group is due rights are asked, not only where something
/// happened.
async fn hand_on(app: &App, mut everybody: bool) -> Result<()> {
    loop {
        let due = app.live.due();
        if due.is_empty() {
            return Ok(());
        }
        let mut read = HashMap::<_, Vec<Row>>::new();
        for row in store::all_after(&app.db, &due, BATCH).await? {
            read.entry(row.group_id).or_default().push(row);
        }
        let asked = due.iter().map(|due| due.group);
        let asked: Vec<_> = asked.filter(|of| everybody || read.contains_key(of)).collect();
        // After what happened was read: whoever lost their right by then hears none of it.
        let mut rights = ask(app, &asked).await?;
        for due in due {
            let rows = read.remove(&due.group).unwrap_or_default();
            let more = rows.len() == BATCH;
            let batch = Batch::of(&app.config, rows);
            let batch = batch.map(|batch| Arc::new(batch) as Arc<dyn live::Batch>);
            match rights.remove(&due.group) {
                Some(rights) => app.live.publish(due, rights, batch, more),
                None => app.live.is_read(due),
            }
        }
        everybody = false;
    }
}

/// Of everybody who follows these groups.
async fn ask(app: &App, groups: &[GroupId]) -> Result<HashMap<GroupId, Rights>> {
    let asked: Vec<(GroupId, TokenId)> = app.live.tokens(groups);
    let found = rights::audiences(&app.db, &asked, app.clock.now()).await?;
    let mut rights: HashMap<_, Rights> = groups.iter().map(|of| (*of, Rights::new())).collect();
    for (group, token) in asked {
        let audience = found.get(&(group, token)).copied();
        rights.entry(group).or_default().insert(token, audience);
    }
    Ok(rights)
}
