//! Whether the published record is still what it was, for an operator to ask at any time.

use std::process::ExitCode;

use anyhow::Result;

use super::database;
use crate::config::Config;
use crate::editions;

pub async fn verify(config: &Config) -> Result<ExitCode> {
    let db = database::open(config).await?;
    let verified = editions::verify(&db).await?;
    for sentence in &verified.off {
        eprintln!("{sentence}");
    }
    if !verified.off.is_empty() {
        return Ok(ExitCode::FAILURE);
    }
    let counted = |count: usize, noun: &str| match count {
        1 => format!("1 {noun}"),
        count => format!("{count} {noun}s"),
    };
    let (editions, groups) =
        (counted(verified.editions, "edition"), counted(verified.groups, "group"));
    let are = if verified.editions == 1 { "is as it was" } else { "are as they were" };
    println!("{editions} of {groups} {are} published.");
    Ok(ExitCode::SUCCESS)
}
