//! Events that were read once, as they go over the line to everybody who is told of them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;

use super::store::Row;
use base::audience::Audience;
use base::ids::MeetingId;
use platform::config::Config;
use platform::live::{self, frames};
use platform::web::Result;

pub struct Batch {
    config: Arc<Config>,
    /// At least one.
    rows: Vec<Row>,
    /// What was made already. Most follow in the same role. Whether speakers are told follows from it.
    made: Mutex<HashMap<(Audience, Option<MeetingId>), Bytes>>,
}

impl Batch {
    pub fn of(config: &Arc<Config>, rows: Vec<Row>) -> Option<Batch> {
        let made = Mutex::default();
        (!rows.is_empty()).then(|| Batch { config: config.clone(), rows, made })
    }
}

impl live::Batch for Batch {
    fn bounds(&self) -> (i64, i64) {
        let place = |row: Option<&Row>| row.map_or(0, |row| row.position);
        (place(self.rows.first()), place(self.rows.last()))
    }

    fn frames(&self, to: Audience, of: Option<MeetingId>) -> Bytes {
        // Others wait for what is made now, because they need the same.
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let make = || {
            write(&self.config, &self.rows, to, of).unwrap_or_else(|error| {
                tracing::error!(%error, "events could not be written");
                Bytes::new()
            })
        };
        made.entry((to, of)).or_insert_with(make).clone()
    }
}

/// Those of them that these are told of.
pub fn write(config: &Config, rows: &[Row], to: Audience, of: Option<MeetingId>) -> Result<Bytes> {
    let mut frames = String::new();
    let told =
        rows.iter().filter(|row| of.is_none_or(|of| row.meeting_id == Some(of)) && row.is_told(to));
    for row in told {
        frames::write(&mut frames, "change", row.position, &row.describe(config, to))?;
    }
    Ok(frames.into())
}
