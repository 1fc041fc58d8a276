//! Whether the published record is still what it was, for an operator to ask at any time.

use std::process::ExitCode;

use anyhow::Result;

use super::{database, frozen};
use plans::versions;
use platform::config::Config;
use summaries::editions;

pub async fn verify(config: &Config) -> Result<ExitCode> {
    let db = database::open(config).await?;
    let editions = editions::verify(&db).await?;
    let versions = versions::verify(&db).await?;
    let mut off = editions.off;
    off.extend(versions.off);
    off.extend(frozen::what_is_not(&db).await?);
    for sentence in &off {
        eprintln!("{sentence}");
    }
    if !off.is_empty() {
        return Ok(ExitCode::FAILURE);
    }
    let groups = counted(editions.groups, "group");
    println!("{}", unchanged(editions.editions, "edition", &groups, "published"));
    if versions.versions > 0 {
        let plans = counted(versions.plans, "plan");
        println!("{}", unchanged(versions.versions, "version", &plans, "adopted"));
    }
    Ok(ExitCode::SUCCESS)
}

/// "3 editions of 1 group are as they were published."
fn unchanged(count: usize, noun: &str, of: &str, done: &str) -> String {
    let are = if count == 1 { "is as it was" } else { "are as they were" };
    format!("{} of {of} {are} {done}.", counted(count, noun))
}

fn counted(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        count => format!("{count} {noun}s"),
    }
}
