//! What is typed to make a webhook.

use serde::Deserialize;
use url::Url;

use super::reach::{Reach, literal};
use access::fields::typed;
use base::ids::WebhookId;
use platform::web::{Invalid, Result};

const LONGEST_URL: usize = 2_000;

#[derive(Clone, Debug, Deserialize)]
pub struct WebhookForm {
    /// Made with the form, so that sending it twice makes one.
    pub id: WebhookId,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub url: String,
}

/// Checked.
pub struct New {
    pub id: WebhookId,
    pub name: String,
    pub url: Url,
}

impl WebhookForm {
    pub fn empty() -> Self {
        WebhookForm { id: WebhookId::new(), name: String::new(), url: String::new() }
    }

    pub fn check(&self) -> Result<New> {
        let mut invalid = Invalid::default();
        let name = typed::name(&self.name).map_err(|error| invalid.add("name", error));
        let url = address(&self.url).map_err(|error| invalid.add("url", error));
        match (name, url) {
            (Ok(name), Ok(url)) => Ok(New { id: self.id, name, url }),
            _ => Err(platform::web::Error::Invalid(invalid)),
        }
    }
}

/// What its name leads to is looked up each time that something is sent.
fn address(text: &str) -> Result<Url, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        return Err("Enter an address.");
    }
    if text.len() > LONGEST_URL {
        return Err("Use 2,000 characters or fewer for the address.");
    }
    let url =
        Url::parse(text).map_err(|_| "Enter a whole address, like https://example.org/hook.")?;
    if url.scheme() != "https" {
        return Err("Enter an address that begins with https://.");
    }
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return Err("Enter an address without a name, a password or a # in it.");
    }
    match literal(&url) {
        Some(ip) if !Reach::public().allows(ip) => {
            Err("Enter an address that everybody can reach.")
        }
        _ => Ok(url),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_encrypted_addresses_that_everybody_can_reach_are_taken() {
        for url in
            ["https://example.org", " https://example.org:8443/hook?key=1 ", "https://1.1.1.1/"]
        {
            assert!(address(url).is_ok(), "{url}");
        }
        for url in [
            "",
            "example.org",
            "http://example.org",
            "ftp://example.org",
            "https://",
            "https://me:word@example.org",
            "https://example.org/#here",
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://10.1.2.3",
            "https://[::1]/",
            "https://[::ffff:192.168.0.1]/",
            "https://169.254.169.254/latest/meta-data",
        ] {
            assert!(address(url).is_err(), "{url}");
        }
        assert!(address(&format!("https://example.org/{}", "x".repeat(2_000))).is_err());
    }
}
