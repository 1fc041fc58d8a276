//! The way that a mail takes: by SMTP, or into a file where no mail server is set.

use std::fs;
use std::io::Write;
use std::net::IpAddr;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use chrono::{DateTime, Utc};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use tokio::task::spawn_blocking;
use url::{Host, Url};

use super::Mail;
use crate::config::Config;
use base::ids::MailId;

const LONGEST_WAIT: Duration = Duration::from_secs(20);

pub struct Post {
    sender: Mailbox,
    by: By,
}

enum By {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    File(PathBuf),
}

/// Why a mail was not sent: it cannot be, or it could not be this time.
pub enum Refusal {
    Never(anyhow::Error),
    ThisTime(anyhow::Error),
}

impl Post {
    pub fn new(config: &Config) -> Result<Self> {
        let by = match &config.smtp_url {
            Some(url) => By::Smtp(connect(url)?),
            None => By::File(config.data_dir.join("mail")),
        };
        Ok(Post { sender: config.mail_from.clone(), by })
    }

    pub async fn send(&self, id: MailId, mail: &Mail, now: DateTime<Utc>) -> Result<(), Refusal> {
        let message = self.message(id, mail, now).map_err(Refusal::Never)?;
        match &self.by {
            By::Smtp(smtp) => smtp.send(message).await.map(drop).map_err(Refusal::of),
            By::File(folder) => {
                keep(folder.clone(), id, message, now).await.map_err(Refusal::ThisTime)
            }
        }
    }

    fn message(&self, id: MailId, mail: &Mail, now: DateTime<Utc>) -> Result<Message> {
        let recipient = deliverable(&mail.recipient)?;
        let domain = self.sender.email.domain();
        let mut message = Message::builder()
            .message_id(Some(format!("<{id}@{domain}>")))
            .date(now.into())
            .from(self.sender.clone())
            .to(Mailbox::new(None, recipient))
            .subject(&*mail.subject);
        let unsubscribe = mail.unsubscribe.iter().flat_map(|address| one_click(address));
        let list = mail.list.iter().map(|slug| header("List-Id", format!("<{slug}.{domain}>")));
        let thread = mail.thread.iter().flat_map(|about| thread(about, domain));
        // RFC 3834: no other program answers it, or says that somebody is on holiday.
        message = message.raw_header(header("Auto-Submitted", "auto-generated".into()));
        for header in unsubscribe.chain(list).chain(thread) {
            message = message.raw_header(header);
        }
        let body = MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone());
        Ok(message.multipart(body)?)
    }
}

impl Refusal {
    /// By the answer of the mail server (RFC 5321, section 4.2.1). What it says of our own sign-in
    /// (RFC 4954, section 6) is about no mail, and the operator can put it right.
    fn of(error: smtp::Error) -> Self {
        let code = error.status().map(u16::from);
        let about_us = matches!(code, Some(530 | 534 | 535 | 538));
        match error.is_permanent() && !about_us {
            true => Refusal::Never(error.into()),
            false => Refusal::ThisTime(error.into()),
        }
    }
}

/// Domains in other scripts are written in ASCII on the way (RFC 5891); every mail server knows
/// them like that.
fn deliverable(recipient: &str) -> Result<Address> {
    let address: Address = recipient.parse().context("the address cannot be read")?;
    let domain = idna::domain_to_ascii(address.domain()).context("the domain cannot be read")?;
    Ok(Address::new(address.user(), domain)?)
}

fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

/// All answer the same message, which was never sent: mail programs show them under one another
/// (RFC 5322, section 3.6.4), whichever of them somebody got.
fn thread(about: &str, domain: &str) -> [HeaderValue; 2] {
    let first = format!("<{about}@{domain}>");
    [header("In-Reply-To", first.clone()), header("References", first)]
}

/// RFC 8058: the mail program posts to that address when somebody asks it to stop such mails.
fn one_click(address: &str) -> [HeaderValue; 2] {
    [
        header("List-Unsubscribe", format!("<{address}>")),
        header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into()),
    ]
}

/// On this machine nothing is encrypted. Elsewhere smtp:// is encrypted if the server offers
/// it, and always where a password is sent.
fn connect(url: &Url) -> Result<AsyncSmtpTransport<Tokio1Executor>> {
    let host = url.host().context("SMTP_URL names no host")?;
    let here = match &host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(address) => IpAddr::from(*address).is_loopback(),
        Host::Ipv6(address) => IpAddr::from(*address).is_loopback(),
    };
    let mut smtp = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str())
        .context("SMTP_URL cannot be used")?;
    if url.scheme() == "smtp" {
        let encryption = || TlsParameters::new(host.to_string());
        smtp = smtp.tls(match (here, url.username().is_empty()) {
            (true, _) => Tls::None,
            (false, true) => Tls::Opportunistic(encryption()?),
            (false, false) => Tls::Required(encryption()?),
        });
    }
    Ok(smtp.timeout(Some(LONGEST_WAIT)).build())
}

async fn keep(folder: PathBuf, id: MailId, message: Message, now: DateTime<Utc>) -> Result<()> {
    let name = format!("{}-{id}.eml", now.format("%Y%m%dT%H%M%SZ"));
    spawn_blocking(move || write(&folder, &name, &message.formatted())).await??;
    Ok(())
}

/// Under another name first, so that whoever watches the folder finds whole mails only.
fn write(folder: &Path, name: &str, message: &[u8]) -> Result<()> {
    fs::create_dir_all(folder)?;
    let draft = folder.join(format!(".{name}"));
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    options.open(&draft)?.write_all(message)?;
    fs::rename(draft, folder.join(name))?;
    Ok(())
}
