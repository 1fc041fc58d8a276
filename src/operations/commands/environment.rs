//! The environment as operators mean it: an empty variable is unset, and a secret may stand in a
//! file, whose name is in NAME_FILE.

use std::env;
use std::ffi::OsString;
use std::fs;

use clap::{Arg, Command};

/// The command line, which reads each setting from the environment. Or what is wrong with a file.
pub fn apply(command: Command) -> Result<Command, String> {
    let mut wrong = None;
    let command = command.mut_args(|setting| {
        let Some(name) = setting.get_env().map(OsString::from) else { return setting };
        if env::var_os(&name).is_some_and(|value| !value.is_empty()) {
            return setting;
        }
        match kept_in_file(&setting, &name) {
            Ok(secret) => secret.into_iter().fold(setting.env(None::<&str>), with_default),
            Err(sentence) => {
                wrong = Some(sentence);
                setting
            }
        }
    });
    wrong.map_or(Ok(command), Err)
}

fn with_default(setting: Arg, secret: String) -> Arg {
    // The command line lives as long as the program.
    setting.default_value(&*secret.leak()).hide_default_value(true)
}

/// Only secrets are worth a file: those whose values no help shows.
fn kept_in_file(setting: &Arg, name: &OsString) -> Result<Option<String>, String> {
    let mut variable = name.clone();
    variable.push("_FILE");
    let path = env::var_os(&variable).filter(|path| !path.is_empty());
    let Some(path) = path.filter(|_| setting.is_hide_env_values_set()) else { return Ok(None) };
    let secret = fs::read_to_string(&path).map_err(|error| {
        format!("{} names a file that cannot be read: {error}.", variable.display())
    })?;
    Ok(Some(secret.trim_end().to_owned()).filter(|secret| !secret.is_empty()))
}
