//! The log: people read it on a terminal, programs read it everywhere else.

use std::io::IsTerminal;
use std::panic;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::EnvFilter;

/// For programs that read it: each request, and what the server did by itself.
const FOR_PROGRAMS: &str = "info,sqlx=warn,lettre=warn";
/// For people: what went wrong, after the line of the start.
const FOR_PEOPLE: &str = "warn,operations=info";

/// What RUST_LOG says.
pub fn filter(text: &str) -> Result<String, String> {
    let wrong = |rule: &str| format!("{rule:?} names no level; write info, or info,sqlx=debug");
    for rule in text.split(',').map(str::trim) {
        // EnvFilter takes any word for the name of a module, and then nothing is logged at all.
        let level = rule.rsplit_once('=').map_or(rule, |(_, level)| level);
        level.parse::<LevelFilter>().map_err(|_| wrong(rule))?;
    }
    EnvFilter::try_new(text).map_err(|error| error.to_string())?;
    Ok(text.to_owned())
}

pub fn begin(filter: Option<&str>) {
    let for_people = std::io::stderr().is_terminal();
    let usual = if for_people { FOR_PEOPLE } else { FOR_PROGRAMS };
    let log = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(filter.unwrap_or(usual)))
        .with_writer(std::io::stderr)
        // A log that nobody takes is no reason to fail, which saying so would be.
        .log_internal_errors(false);
    if for_people {
        log.compact().init();
    } else {
        log.json().flatten_event(true).init();
    }
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        // A message that was put together may quote what people wrote.
        let message = panic.payload().downcast_ref::<&'static str>();
        tracing::error!(place, message, "a panic");
    }));
}
