//! What members are told when times move.

use askama::Template;

use super::{Group, Moved, Recipient};
use base::time::{ZonedTime, place};
use platform::mail::{self, Mail};
use platform::web::{App, Result};

#[derive(Template)]
#[template(path = "mail/times_moved.txt")]
struct Letter<'a> {
    group: &'a str,
    /// "Vancouver", "Vancouver and Edmonton"
    places: String,
    moved: Vec<Told>,
}

struct Told {
    name: String,
    /// "07:00 in Vancouver"
    agreed: String,
    now: String,
    before: String,
    link: String,
}

pub fn write(app: &App, group: &Group, moved: &[&Moved], to: &Recipient) -> Result<Mail> {
    let told = moved.iter().map(|moved| {
        let text = |at| ZonedTime { at, zone: to.zone }.text();
        Told {
            name: moved.kept.name(),
            agreed: format!("{} in {}", moved.to.time(), place(moved.to.zone)),
            now: text(moved.to.at),
            before: text(moved.kept.at),
            link: app.config.address(&moved.kept.path(group).show()),
        }
    });
    let mut places: Vec<_> = moved.iter().map(|moved| place(moved.to.zone)).collect();
    places.sort();
    places.dedup();
    let letter = Letter {
        group: &group.short_name,
        places: base::text::join(&places),
        moved: told.collect(),
    };
    let subject = format!("{}: clocks change, and so do meeting times", group.short_name);
    Ok(mail::compose(&to.email, &subject, &letter)?.of_group(&group.slug))
}
