//! Reading a Summary Report in from the command line.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use sqlx::PgPool;

use super::database;
use access::rights::May;
use base::clock::Clock;
use base::policy::RecordMeetings;
use exchange::imports::{self, Import, Objection, Report, Source, blocks};
use meetings::meeting::Meeting;
use platform::config::Config;
use platform::web::Error;
use site::directory;

#[derive(Args, Debug)]
pub struct Arguments {
    /// The report, in Markdown
    file: PathBuf,
    /// The group whose meeting it was, as its address names it: wg-strategy
    #[arg(long)]
    group: String,
    /// Only say what was understood, and store nothing
    #[arg(long)]
    dry_run: bool,
    /// Print what was understood as JSON
    #[arg(long)]
    json: bool,
}

pub async fn import(config: &Config, arguments: &Arguments) -> Result<ExitCode> {
    let import = match read(&arguments.file)?.understood() {
        Ok(import) => import,
        Err(objection) => return Ok(refuse(&objection)),
    };
    match arguments.dry_run {
        true => look(config, arguments).await?,
        false => {
            let db = database::open(config).await?;
            let meeting = store(&db, &arguments.group, &import).await?;
            if !arguments.json {
                println!("Stored {} of {}.", meeting.name(), arguments.group);
            }
        }
    }
    tell(&import.report, arguments.json)?;
    Ok(ExitCode::SUCCESS)
}

/// No more of it than may be imported.
fn read(path: &Path) -> Result<Source> {
    let what = || format!("The file {} cannot be read", path.display());
    let mut bytes = Vec::new();
    let file = File::open(path).with_context(what)?;
    file.take(blocks::LARGEST as u64 + 1).read_to_end(&mut bytes).with_context(what)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(Source::new(&name, bytes))
}

fn refuse(objection: &Objection) -> ExitCode {
    for sentence in objection.sentences() {
        eprintln!("rapporteur: {sentence}");
    }
    ExitCode::FAILURE
}

/// What is understood of a document does not depend on the group, so a database that cannot
/// know better is not asked.
async fn look(config: &Config, arguments: &Arguments) -> Result<()> {
    if config.database_url.is_none() {
        return Ok(());
    }
    let db = database::open(config).await?;
    match directory::slugs(&db).await?.as_slice() {
        [] => Ok(()),
        known if known.contains(&arguments.group) => Ok(()),
        known => Err(unknown_group(&arguments.group, known)),
    }
}

async fn store(db: &PgPool, group: &str, import: &Import) -> Result<Meeting> {
    let may = match May::<RecordMeetings>::for_operator(db, group).await {
        Err(Error::NotFound) => return Err(unknown_group(group, &directory::slugs(db).await?)),
        may => may?,
    };
    match imports::import(db, &may, import, Clock::default().now()).await {
        Err(Error::Invalid(invalid)) => {
            let sentences: Vec<_> = invalid.iter().map(|error| error.detail.as_str()).collect();
            bail!("{}", sentences.join(" "))
        }
        meeting => Ok(meeting?),
    }
}

fn unknown_group(group: &str, known: &[String]) -> anyhow::Error {
    match known {
        [] => anyhow::anyhow!("There is no group {group}: there are no groups yet."),
        known => anyhow::anyhow!("There is no group {group}. There are: {}.", known.join(", ")),
    }
}

/// In JSON the warnings are part of the document.
fn tell(report: &Report, json: bool) -> Result<()> {
    if json {
        println!("{}", serde_json::to_string_pretty(report)?);
        return Ok(());
    }
    let lists = [
        (report.contributions.len(), "contributions"),
        (report.decisions.len(), "decisions"),
        (report.actions.len(), "actions"),
        (report.not_addressed.len(), "items not addressed"),
        (report.warnings.len(), "warnings"),
    ];
    let counts: Vec<_> = lists.iter().map(|(count, what)| format!("{count} {what}")).collect();
    println!("Understood meeting {}: {}.", report.meeting_number, counts.join(", "));
    for warning in &report.warnings {
        eprintln!("Warning: {warning}");
    }
    Ok(())
}
