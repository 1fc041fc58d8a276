//! The statements that a request has the database run, as sqlx tells of them.

use std::fmt::Debug;
use std::sync::{Arc, LazyLock, Mutex};

use tracing::field::{Field, Visit};
use tracing::instrument::WithSubscriber;
use tracing::{Dispatch, Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry;

#[derive(Clone, Default)]
struct Statements(Arc<Mutex<Vec<String>>>);

/// Where there is one subscriber alone, tracing settles what is told by the thread that first gets
/// there: if that is another story's, which listens to nothing, nothing would be told here either.
static ANOTHER: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(registry()));

/// What comes of some work, and the statements that were run for it.
pub async fn describe<T>(work: impl Future<Output = T>) -> (T, Vec<String>) {
    LazyLock::force(&ANOTHER);
    let statements = Statements::default();
    let done = work.with_subscriber(registry().with(statements.clone())).await;
    let statements = statements.0.lock().unwrap().clone();
    (done, statements)
}

impl<S: Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            let mut told = Told::default();
            event.record(&mut told);
            self.0.lock().unwrap().extend(told.statement());
        }
    }
}

/// A statement's first words; and the whole of it, if it has more.
#[derive(Default)]
struct Told {
    summary: String,
    whole: String,
}

impl Told {
    fn statement(self) -> Option<String> {
        // In capitals sqlx asks, once a connection, what types there are.
        let asked = !self.summary.starts_with("SELECT");
        asked.then_some(if self.whole.is_empty() { self.summary } else { self.whole })
    }
}

impl Visit for Told {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => self.summary = value.to_owned(),
            "db.statement" => self.whole = value.to_owned(),
            _ => (),
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}
