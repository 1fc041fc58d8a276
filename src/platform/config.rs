//! What the operator chooses: each choice is a flag and an environment variable.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::path::PathBuf;

use clap::Args;
use ipnet::IpNet;
use lettre::message::Mailbox;
use url::Url;

use crate::log;

#[derive(Args, Clone, Debug)]
pub struct Config {
    /// The database; without it, a private PostgreSQL under DATA_DIR
    #[arg(long, env, global = true, hide_env_values = true, value_parser = postgres_url)]
    pub database_url: Option<String>,

    /// Where the private PostgreSQL and unsent mail are kept
    #[arg(long, env, global = true, default_value = "./var", value_parser = directory)]
    pub data_dir: PathBuf,

    /// The address to listen on
    #[arg(long, env, global = true, default_value = "127.0.0.1:8080", value_parser = socket)]
    pub listen: SocketAddr,

    /// The address that people use, for links in mail [default: http:// and LISTEN]
    #[arg(long, env, global = true, value_parser = base_url)]
    pub base_url: Option<Url>,

    /// The mail server, such as smtps://user:password@host; without it, each mail is a file in
    /// DATA_DIR/mail
    #[arg(long, env, global = true, hide_env_values = true, value_parser = smtp_url)]
    pub smtp_url: Option<Url>,

    /// The sender of mail
    #[arg(long, env, global = true, default_value = "Rapporteur <rapporteur@localhost>")]
    pub mail_from: Mailbox,

    /// Reverse proxies whose X-Forwarded-For is believed, as addresses or networks
    #[arg(long, env, global = true, value_delimiter = ',', value_parser = network)]
    pub trusted_proxies: Vec<IpNet>,

    /// How many requests a minute a token may send to the API
    #[arg(long, env, global = true, default_value = "600")]
    pub api_requests: NonZeroU32,

    /// An address of its own for /metrics; without it, /metrics answers on loopback only
    #[arg(long, env, global = true, value_parser = socket)]
    pub metrics_listen: Option<SocketAddr>,

    /// What is logged: a level, or one for each part, such as info,sqlx=debug [default: on a
    /// terminal, warnings and requests that failed; elsewhere each request]
    #[arg(long, env, global = true, value_parser = log::filter)]
    pub rust_log: Option<String>,
}

impl Config {
    /// The absolute address of a page.
    pub fn address(&self, path: &str) -> String {
        match &self.base_url {
            Some(base) => format!("{}{path}", base.as_str().trim_end_matches('/')),
            None => format!("http://{}{path}", self.listen),
        }
    }

    /// Whether browsers reach us by HTTPS only, so that cookies may say so.
    pub fn secure(&self) -> bool {
        self.base_url.as_ref().is_some_and(|base| base.scheme() == "https")
    }
}

fn postgres_url(text: &str) -> Result<String, String> {
    match text.starts_with("postgres://") || text.starts_with("postgresql://") {
        true => Ok(text.to_owned()),
        false => Err("a database address begins with postgres://".into()),
    }
}

fn directory(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    match path.exists() && !path.is_dir() {
        true => Err("this is a file, where a directory is needed".into()),
        false => Ok(path),
    }
}

fn socket(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| "an address to listen on is written like 127.0.0.1:8080".into())
}

fn base_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|_| "this is not a web address".to_owned())?;
    match url.scheme() {
        "http" | "https" if url.path() == "/" && url.query().is_none() => Ok(url),
        "http" | "https" => Err("name the host only, without a path".into()),
        _ => Err("a web address begins with https:// or http://".into()),
    }
}

fn smtp_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|_| "this is not a mail server's address".to_owned())?;
    match url.scheme() {
        "smtp" | "smtps" if url.has_host() => Ok(url),
        _ => Err("a mail server's address begins with smtp:// or smtps://".into()),
    }
}

fn network(text: &str) -> Result<IpNet, String> {
    let network = text.parse().or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
    network.map_err(|_| format!("{text} is neither an address nor a network such as 10.0.0.0/8"))
}
